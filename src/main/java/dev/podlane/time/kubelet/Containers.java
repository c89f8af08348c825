package dev.podlane.time.kubelet;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.PodRuntime;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.Settings;
import dev.podlane.time.template.ContainerTemplate;
import dev.podlane.time.template.PodTemplate;
import dev.podlane.time.template.ProbeTemplate;
import java.util.Objects;

/** Does what is due to the containers of one pod. */
final class Containers {
  private static final long FIRST_BACK_OFF = 10_000;
  private static final long LONGEST_BACK_OFF = 300_000;

  /** A container that ran for so long starts anew without waiting (rule 233). */
  private static final long FORGIVEN = 600_000;

  private final ApiServer server;
  private final PodState pod;
  private final PodRuntime runtime;
  private final long now;

  Containers(ApiServer server, PodState pod, PodRuntime runtime) {
    this.server = server;
    this.pod = pod;
    this.runtime = runtime;
    this.now = server.now();
  }

  /** The pod after everything that is due by now. */
  PodRuntime advanced() {
    PodRuntime after = runtime;
    for (ContainerRun each : runtime.containers()) {
      after = after.with(advanced(each));
    }
    return after;
  }

  private ContainerRun advanced(ContainerRun container) {
    ContainerRun current = container;
    if (current.state() == ContainerRun.State.WAITING
        && current.since() <= now
        && !runtime.isStopping()) {
      current = started(current);
    }
    if (current.isRunning() && current.unhealthyAt() <= now && current.endsAt() > now) {
      current = killed(current);
    }
    if (current.state() == ContainerRun.State.RUNNING
        && current.closesAt() <= now
        && now < current.endsAt()) {
      current = current.closed();
      tell(244, "container.closed", current);
    }
    if (current.isRunning() && current.endsAt() <= now) {
      current = ended(current);
    }
    return current;
  }

  private ContainerRun started(ContainerRun container) {
    PodTemplate.Behaviour told = pod.identity().template().behaviour();
    long start = told.start() == null ? server.settings().appStart() : told.start();
    tell(217, container.hasRun() ? "container.restarted" : "container.started", container);
    Prober prober = new Prober(runtime.began());
    ContainerRun started = prober.started(container, now, now + start);
    if (container.isDoomed()) {
      started = prober.dying(started, now);
    }
    if (isFailing(container)) {
      started = started.probed(ContainerRun.NEVER, ContainerRun.NEVER);
    }
    long end = now + run();
    boolean ends = end >= now && container.template().role() == ContainerTemplate.Role.MAIN;
    return ends ? started.until(end) : started;
  }

  /** Somebody said that its readiness probe fails. */
  private boolean isFailing(ContainerRun container) {
    ContainerTemplate template = container.template();
    return template.readiness() != null && pod.identity().failing().contains(template.name());
  }

  /** Time after which a main container ends by itself; -1 if it goes on. */
  private long run() {
    Long told = pod.identity().template().behaviour().run();
    ObjectRef controller = pod.identity().controller();
    boolean isJob = controller != null && controller.kind().equals("Job");
    return told != null ? told : isJob ? server.settings().jobRun() : -1;
  }

  private ContainerRun killed(ContainerRun container) {
    tell(228, "container.unhealthy", container);
    PodTemplate template = pod.identity().template();
    Shutdown shutdown = Shutdown.of(now, grace(container, template), template, settings());
    return shutdown.one(container, now, new Prober(runtime.began()));
  }

  /** The grace of the probe that ends it, or else its pod's (setTerminationGracePeriod). */
  private long grace(ContainerRun container, PodTemplate template) {
    boolean isStarting = container.listensAt() > now && container.template().startup() != null;
    ProbeTemplate probe =
        isStarting ? container.template().startup() : container.template().liveness();
    return probe == null || probe.grace() < 0 ? template.grace() : probe.grace();
  }

  private Settings settings() {
    return server.settings();
  }

  private ContainerRun ended(ContainerRun container) {
    tell(runtime.isStopping() ? 241 : 235, "container.ended", container);
    boolean restarts =
        container.failed()
            ? container.template().restartsFailed()
            : container.template().restarts();
    if (runtime.isStopping() || runtime.isOver() || !restarts) {
      return container.ended(now);
    }
    int strikes = now - container.since() >= FORGIVEN ? 0 : container.strikes();
    long wait = backOff(strikes);
    if (wait > 0) {
      tell(232, "container.back-off", container, "" + wait / 1_000);
    }
    long starts = now + Math.max(wait, server.settings().containerStart());
    return ContainerRun.waiting(container.template(), starts, container.restarts(), strikes + 1);
  }

  /** Time until a container starts again: none at first, then doubled each time (rule 232). */
  static long backOff(int strikes) {
    return strikes == 0
        ? 0
        : Math.min(LONGEST_BACK_OFF, FIRST_BACK_OFF << Math.min(strikes - 1, 10));
  }

  private void tell(int rule, String code, ContainerRun container, String... more) {
    String[] args = new String[more.length + 1];
    args[0] = container.template().name();
    System.arraycopy(more, 0, args, 1, more.length);
    String node = Objects.requireNonNull(pod.nodeName());
    server.tell(Actor.KUBELET, node, pod.ref(), rule, code, args);
  }
}
