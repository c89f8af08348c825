package dev.podlane.time.kubelet;

import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.template.ContainerTemplate;
import dev.podlane.time.template.ProbeTemplate;
import org.jspecify.annotations.Nullable;

/**
 * Moments at which probes change their mind (rules 222 to 230; kubernetes {@code
 * pkg/kubelet/prober/worker.go}). Attempts that change nothing are not events.
 *
 * @param ticker moment at which the workers of the pod began to tick
 */
record Prober(long ticker) {
  private static final long NEVER = ContainerRun.NEVER;

  /**
   * A container that starts, with the moments at which it becomes ready or is killed.
   *
   * @param listens moment from which it passes its probes
   */
  ContainerRun started(ContainerRun container, long now, long listens) {
    ContainerTemplate template = container.template();
    ProbeTemplate startup = template.startup();
    if (startup == null) {
      long killed = killed(template.liveness(), now, listens);
      long ready = ready(template.readiness(), now, now, listens);
      return container.started(now, listens, ready < killed ? ready : NEVER, killed);
    }
    long first = startup.tick(ticker, now + startup.initialDelay());
    long passes = startedUp(template, now, listens);
    long killed = first + (startup.failures() - 1) * startup.period();
    if (killed < passes) {
      return container.started(now, listens, NEVER, killed);
    }
    return container.started(
        now, listens, ready(template.readiness(), passes, now, listens), NEVER);
  }

  /**
   * The moment at which a container counts as started: at once, or when its startup probe succeeds.
   *
   * @param start moment of its start
   * @param listens moment from which it passes its probes
   */
  long startedUp(ContainerTemplate container, long start, long listens) {
    ProbeTemplate startup = container.startup();
    return startup == null
        ? start
        : startup.tick(ticker, Math.max(start + startup.initialDelay(), listens));
  }

  /**
   * The moment of the first success that counts.
   *
   * @param from moment from which it is probed; a first attempt is made at once (rule 226)
   */
  private long ready(@Nullable ProbeTemplate probe, long from, long started, long listens) {
    if (probe == null) {
      return from;
    }
    long able = Math.max(Math.max(listens, from), started + probe.initialDelay());
    long first = able == from ? from : probe.tick(ticker, able);
    return first + (probe.successes() - 1) * probe.period();
  }

  /** The moment at which too many attempts have failed before it listens; never if it is early. */
  private long killed(@Nullable ProbeTemplate probe, long started, long listens) {
    if (probe == null) {
      return NEVER;
    }
    long first = probe.tick(ticker, started + probe.initialDelay());
    long last = first + (probe.failures() - 1) * probe.period();
    return last < listens ? last : NEVER;
  }

  /** A container whose readiness probe fails from a moment on. */
  ContainerRun failing(ContainerRun container, long from) {
    ProbeTemplate probe = container.template().readiness();
    if (probe == null || from == NEVER) {
      return container;
    }
    if (container.isReady(from)) {
      return container.probed(
          container.readyAt(), Math.min(container.unreadyAt(), failed(probe, from)));
    }
    // What is not ready by then stays so; a failure that is under way is not put off.
    return container.readyAt() > from
        ? container.probed(NEVER, NEVER)
        : container.probed(container.readyAt(), container.unreadyAt());
  }

  /** A container whose readiness probe succeeds again from a moment on. */
  ContainerRun passing(ContainerRun container, long from) {
    ProbeTemplate probe = container.template().readiness();
    if (probe == null) {
      return container;
    }
    long due = Math.max(from, container.since() + probe.initialDelay());
    long able = Math.max(due, container.listensAt());
    if (!container.isRunning() || able == NEVER) {
      return container;
    }
    long first = probe.tick(ticker, able) + (probe.successes() - 1) * probe.period();
    return container.isReady(from)
        ? container.probed(container.readyAt(), NEVER)
        : container.probed(first, NEVER);
  }

  /**
   * A container whose liveness probe fails from a moment on. One that has not started keeps that in
   * mind: see {@link ContainerRun#isDoomed}.
   */
  ContainerRun dying(ContainerRun container, long from) {
    ProbeTemplate probe = container.template().liveness();
    if (probe == null) {
      return container;
    }
    if (!container.isRunning() || container.listensAt() == NEVER) {
      return container.killedAt(failed(probe, from));
    }
    long started = startedUp(container.template(), container.since(), container.listensAt());
    long probed = Math.max(started, container.since() + probe.initialDelay());
    return container.killedAt(failed(probe, Math.max(from, probed)));
  }

  /** The moment of the last of the failures that it takes (rule 227). */
  private long failed(ProbeTemplate probe, long from) {
    return probe.tick(ticker, from) + (probe.failures() - 1) * probe.period();
  }
}
