package dev.podlane.time.kubelet;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.BackOff;
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
    Turns turns = new Turns(pod, server.settings().containerStart());
    PodRuntime after = runtime;
    PodRuntime before;
    do {
      before = after;
      after = runtime.isStopping() ? after : turns.granted(after, now);
      for (ContainerRun each : after.all()) {
        after = after.with(advanced(each));
      }
    } while (!after.equals(before));
    return after.isSpoilt() ? turns.spoilt(after, now) : after;
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
    if (!container.hasRun() && server.settings().isMissing(container.template().image())) {
      return withoutImage(container);
    }
    PodTemplate.Behaviour told = pod.identity().template().behaviour();
    long start = told.start() == null ? server.settings().appStart() : told.start();
    boolean isInit = container.template().role() == ContainerTemplate.Role.INIT;
    String code = container.hasRun() ? "container.restarted" : "container.started";
    tell(217, isInit ? "init.started" : code, container);
    Prober prober = new Prober(runtime.began());
    ContainerRun started = prober.started(container, now, now + start);
    if (container.isDoomed()) {
      started = prober.dying(started, now);
    }
    if (isFailing(container)) {
      started = started.probed(ContainerRun.NEVER, ContainerRun.NEVER);
    }
    if (pod.identity().broken().contains(container.template().name())) {
      return started.stopping(now, now);
    }
    return switch (container.template().role()) {
      case INIT -> started.until(now);
      case MAIN -> run() < 0 ? started : started.until(now + run());
      case SIDECAR -> {
        // Those after it may start at the success of its startup probe, which is no change of it.
        long passes = prober.startedUp(container.template(), now, now + start);
        if (passes > now) {
          server.wake(Actor.KUBELET, pod.path(), passes);
        }
        yield started;
      }
    };
  }

  /** Its image is tried again after a back-off like that of containers (rule 232). */
  private ContainerRun withoutImage(ContainerRun container) {
    int strikes = container.strikes() - 1;
    long wait = BackOff.after(-strikes);
    tell(232, "container.no-image", container, container.template().image(), "" + wait / 1_000);
    return ContainerRun.waiting(container.template(), now + wait, container.restarts(), strikes);
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
    if (container.template().role() == ContainerTemplate.Role.INIT) {
      tell(217, container.failed() ? "init.failed" : "init.done", container);
    } else {
      tell(runtime.isStopping() ? 241 : 235, "container.ended", container);
    }
    boolean restarts =
        container.failed()
            ? container.template().restartsFailed()
            : container.template().restarts();
    if (runtime.isStopping() || runtime.isOver() || !restarts) {
      return container.ended(now);
    }
    int strikes = now - container.since() >= FORGIVEN ? 0 : container.strikes();
    long wait = BackOff.after(strikes);
    if (wait > 0) {
      tell(232, "container.back-off", container, "" + wait / 1_000);
    }
    long starts = now + Math.max(wait, server.settings().containerStart());
    return container.again(now, starts, strikes + 1);
  }

  private void tell(int rule, String code, ContainerRun container, String... more) {
    String[] args = new String[more.length + 1];
    args[0] = container.template().name();
    System.arraycopy(more, 0, args, 1, more.length);
    String node = Objects.requireNonNull(pod.nodeName());
    server.tell(Actor.KUBELET, node, pod.ref(), rule, code, args);
  }
}
