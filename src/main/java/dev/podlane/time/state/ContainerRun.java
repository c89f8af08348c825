package dev.podlane.time.state;

import dev.podlane.time.template.ContainerTemplate;

/**
 * A container on its node. Moments are in milliseconds; {@link #NEVER} for those that will not come
 * as things are.
 *
 * @param template its template
 * @param state its state
 * @param since moment of its last start; of its start to come while it waits
 * @param listensAt moment from which it listens
 * @param closesAt moment from which it no longer listens
 * @param endsAt moment at which it ends
 * @param readyAt moment at which its readiness probe succeeds
 * @param unreadyAt moment at which its readiness probe fails again
 * @param unhealthyAt moment at which its liveness or startup probe kills it
 * @param restarts number of times it was started again
 * @param strikes those since it last ran for ten minutes, by which it waits longer and longer; less
 *     than 0 if it has not run, as its image could not be pulled so many times
 * @param endedAt moment of its last end
 * @param failed true if it ended, or will end, other than well
 */
public record ContainerRun(
    ContainerTemplate template,
    State state,
    long since,
    long listensAt,
    long closesAt,
    long endsAt,
    long readyAt,
    long unreadyAt,
    long unhealthyAt,
    int restarts,
    int strikes,
    long endedAt,
    boolean failed) {
  /** A moment that does not come. */
  public static final long NEVER = Long.MAX_VALUE;

  /** Moment before everything: the state that the documents tell has lasted for long. */
  public static final long LONG_AGO = -3_600_000;

  /** States of containers. */
  public enum State {
    /** It will start. */
    WAITING,
    /** It runs. */
    RUNNING,
    /** It runs on without its listeners, to finish what it has begun. */
    CLOSED,
    /** It has ended. */
    ENDED
  }

  /** A container that will start at a moment. */
  public static ContainerRun waiting(
      ContainerTemplate template, long startsAt, int restarts, int strikes) {
    return idle(template, State.WAITING, startsAt, restarts, strikes, NEVER, false);
  }

  /** A container that starts when those before it let it (rule 217). */
  public static ContainerRun blocked(ContainerTemplate template) {
    return waiting(template, NEVER, 0, 0);
  }

  /** A container that has been running for long. */
  public static ContainerRun running(ContainerTemplate template, boolean ready, int restarts) {
    return new ContainerRun(
        template,
        State.RUNNING,
        LONG_AGO,
        LONG_AGO,
        NEVER,
        NEVER,
        ready ? LONG_AGO : NEVER,
        NEVER,
        NEVER,
        restarts,
        0,
        NEVER,
        false);
  }

  /** It has started. */
  public ContainerRun started(long at, long listens, long ready, long unhealthy) {
    return new ContainerRun(
        template,
        State.RUNNING,
        at,
        listens,
        NEVER,
        NEVER,
        ready,
        NEVER,
        unhealthy,
        hasRun() ? restarts + 1 : restarts,
        Math.max(0, strikes),
        endedAt,
        false);
  }

  /** It stops listening at a moment, and ends at another. */
  public ContainerRun stopping(long closes, long ends) {
    return new ContainerRun(
        template,
        state,
        since,
        listensAt,
        Math.min(closesAt, closes),
        ends,
        readyAt,
        unreadyAt,
        NEVER,
        restarts,
        strikes,
        endedAt,
        true);
  }

  /** It ends by itself, and well, at a moment. */
  public ContainerRun until(long end) {
    return new ContainerRun(
        template,
        state,
        since,
        listensAt,
        end,
        end,
        readyAt,
        unreadyAt,
        unhealthyAt,
        restarts,
        strikes,
        endedAt,
        false);
  }

  /** It has closed its listeners. */
  public ContainerRun closed() {
    return new ContainerRun(
        template,
        State.CLOSED,
        since,
        listensAt,
        closesAt,
        endsAt,
        readyAt,
        unreadyAt,
        unhealthyAt,
        restarts,
        strikes,
        endedAt,
        failed);
  }

  /** It has ended, and starts again at a moment. */
  public ContainerRun again(long at, long startsAt, int newStrikes) {
    return idle(template, State.WAITING, startsAt, restarts, newStrikes, at, failed);
  }

  /** It has ended. */
  public ContainerRun ended(long at) {
    return idle(template, State.ENDED, since, restarts, strikes, at, failed);
  }

  /** One that does not run: nothing about it changes by itself, but that it starts. */
  private static ContainerRun idle(
      ContainerTemplate template,
      State state,
      long since,
      int restarts,
      int strikes,
      long endedAt,
      boolean failed) {
    return new ContainerRun(
        template, state, since, NEVER, NEVER, NEVER, NEVER, NEVER, NEVER, restarts, strikes,
        endedAt, failed);
  }

  /** Its readiness changes at these moments. */
  public ContainerRun probed(long ready, long unready) {
    return new ContainerRun(
        template,
        state,
        since,
        listensAt,
        closesAt,
        endsAt,
        ready,
        unready,
        unhealthyAt,
        restarts,
        strikes,
        endedAt,
        failed);
  }

  /** Its liveness probe kills it at a moment. */
  public ContainerRun killedAt(long at) {
    return new ContainerRun(
        template, state, since, listensAt, closesAt, endsAt, readyAt, unreadyAt, at, restarts,
        strikes, endedAt, failed);
  }

  /** Returns true if it has run before in its sandbox: what waits then is started again. */
  public boolean hasRun() {
    return strikes > 0;
  }

  /** It does not run, because it failed. */
  public ContainerRun failing() {
    return idle(template, state, since, restarts, strikes, endedAt, true);
  }

  /** It starts at a moment. */
  public ContainerRun startingAt(long at) {
    return new ContainerRun(
        template,
        state,
        at,
        listensAt,
        closesAt,
        endsAt,
        readyAt,
        unreadyAt,
        unhealthyAt,
        restarts,
        strikes,
        endedAt,
        failed);
  }

  /** Returns true if it has not run, and its turn has not come. */
  public boolean isBlocked() {
    return state == State.WAITING && since == NEVER && !hasRun();
  }

  /** Returns true if it cannot start: its image or its settings are not there. */
  public boolean isStuck() {
    return state == State.WAITING && since == NEVER && hasRun();
  }

  /** Returns true if its image could not be pulled. */
  public boolean isWithoutImage() {
    return strikes < 0;
  }

  /** Returns true if it waits for its back-off to pass. */
  public boolean isInBackOff() {
    return state == State.WAITING && strikes > 1;
  }

  /** Returns true if it is an init container that has done its work. */
  public boolean isDone() {
    return state == State.ENDED && !failed;
  }

  /** Returns true if it waits, and its liveness probe is to fail once it runs. */
  public boolean isDoomed() {
    return state == State.WAITING && unhealthyAt != NEVER;
  }

  /** Returns true if it runs, with listeners or without. */
  public boolean isRunning() {
    return state == State.RUNNING || state == State.CLOSED;
  }

  /** Returns true if it accepts connections at a moment. */
  public boolean isListening(long now) {
    return state == State.RUNNING && listensAt <= now && now < closesAt;
  }

  /** Returns true if its readiness probe counts as succeeded at a moment, or it has none. */
  public boolean isReady(long now) {
    return isRunning() && readyAt <= now && now < unreadyAt;
  }

  /** The next moment after now at which something about it changes. */
  public long next(long now) {
    long next = NEVER;
    long[] moments = {
      state == State.WAITING ? since : NEVER,
      listensAt,
      closesAt,
      endsAt,
      readyAt,
      unreadyAt,
      unhealthyAt
    };
    for (long each : moments) {
      next = each > now ? Math.min(next, each) : next;
    }
    return next;
  }
}
