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
 * @param strikes those since it last ran for ten minutes, by which it waits longer and longer
 * @param endedAt moment of its last end
 * @param failed true if it ended, or will end, because something killed it
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
    return new ContainerRun(
        template,
        State.WAITING,
        startsAt,
        NEVER,
        NEVER,
        NEVER,
        NEVER,
        NEVER,
        NEVER,
        restarts,
        strikes,
        NEVER,
        false);
  }

  /** A container that has been running for long. */
  public static ContainerRun running(ContainerTemplate template, boolean ready) {
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
        0,
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
        strikes,
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

  /** It has ended. */
  public ContainerRun ended(long at) {
    return new ContainerRun(
        template,
        State.ENDED,
        since,
        NEVER,
        NEVER,
        NEVER,
        NEVER,
        NEVER,
        NEVER,
        restarts,
        strikes,
        at,
        failed);
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
