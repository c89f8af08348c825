package dev.podlane.time.kubelet;

import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.PodRuntime;
import dev.podlane.time.state.PodState;
import dev.podlane.time.template.ContainerTemplate;
import org.jspecify.annotations.Nullable;

/**
 * The turn of each container of a pod: init containers one after the other, each once the one
 * before it has done its work; a sidecar lets those after it start once it counts as started (rule
 * 217; computeInitContainerActions in pkg/kubelet/kuberuntime/kuberuntime_container.go).
 *
 * @param pod the pod
 * @param start time that a container takes to start, in milliseconds
 */
record Turns(PodState pod, long start) {
  /** The pod with a moment for every container whose turn it is. */
  PodRuntime granted(PodRuntime runtime, long now) {
    PodRuntime after = runtime;
    for (ContainerTemplate each : pod.identity().template().containers()) {
      ContainerRun run = named(after, each.name());
      if (run == null) {
        continue;
      }
      if (run.isBlocked()) {
        run = run.startingAt(now + start);
        after = after.with(run);
      }
      if (!letsPass(run, runtime.began(), now)) {
        break;
      }
    }
    return after;
  }

  /** A pod whose init container will not be started again: what waits for it never starts. */
  PodRuntime spoilt(PodRuntime runtime, long now) {
    PodRuntime after = runtime;
    for (ContainerRun each : runtime.all()) {
      if (each.isBlocked()) {
        after = after.with(each.ended(now));
      }
    }
    return after;
  }

  private static @Nullable ContainerRun named(PodRuntime runtime, String name) {
    for (ContainerRun each : runtime.all()) {
      if (each.template().name().equals(name)) {
        return each;
      }
    }
    return null;
  }

  private boolean letsPass(ContainerRun run, long ticker, long now) {
    ContainerTemplate template = run.template();
    return switch (template.role()) {
      case MAIN -> true;
      case INIT -> run.isDone();
      case SIDECAR -> {
        if (template.startup() == null) {
          // They start together; one that cannot run keeps the others from it.
          yield !pod.identity().broken().contains(template.name());
        }
        yield run.isRunning()
            && !run.failed()
            && new Prober(ticker).startedUp(template, run.since(), run.listensAt()) <= now;
      }
    };
  }
}
