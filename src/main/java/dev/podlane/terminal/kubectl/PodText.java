package dev.podlane.terminal.kubectl;

import dev.podlane.cluster.object.Pod;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import dev.podlane.time.template.ContainerTemplate;
import dev.podlane.workspace.ContainerStates;
import java.util.List;
import java.util.Locale;

/**
 * A pod in the words of {@code kubectl get} (printPod in pkg/printers/internalversion/printers.go).
 *
 * @param ready the column READY: ready containers, of those that last
 * @param status the column STATUS
 * @param restarts the column RESTARTS
 */
record PodText(String ready, String status, String restarts) {
  private static final String PREFIX = "Init:";

  /** The row of a pod of a moment. */
  static PodText of(PodState pod, State state) {
    ContainerStates states = new ContainerStates(pod, state);
    String reason = states.podReason().isEmpty() ? phase(pod) : states.podReason();
    int ready = 0;
    int restarts = 0;
    long last = ContainerRun.LONG_AGO;
    int sidecarRestarts = 0;
    long sidecarLast = ContainerRun.LONG_AGO;
    boolean isInitializing = false;
    boolean isTaken = pod.nodeName() != null;
    List<ContainerRun> first = of(states, true);
    for (int i = 0; isTaken && i < first.size() && !isInitializing; i++) {
      ContainerRun run = first.get(i);
      ContainerStates.Told told = states.told(run);
      boolean isSidecar = run.template().role() == ContainerTemplate.Role.SIDECAR;
      restarts += run.restarts();
      last = latest(last, run);
      if (isSidecar) {
        sidecarRestarts += run.restarts();
        sidecarLast = latest(sidecarLast, run);
      }
      if (told.isDone()) {
        continue;
      }
      if (isSidecar && hasStarted(run, states, state)) {
        ready += run.isReady(state.now()) ? 1 : 0;
        continue;
      }
      boolean isTold =
          told.kind() != ContainerStates.Kind.RUNNING
              && !told.reason().equals(ContainerStates.INITIALIZING);
      reason = PREFIX + (isTold ? told.reason() : i + "/" + inits(pod));
      isInitializing = true;
    }
    if (isTaken && (!isInitializing || states.isInitialized())) {
      restarts = sidecarRestarts;
      last = sidecarLast;
      boolean isRunning = false;
      List<ContainerRun> mains = of(states, false);
      for (int i = mains.size() - 1; i >= 0; i--) {
        ContainerRun run = mains.get(i);
        ContainerStates.Told told = states.told(run);
        restarts += run.restarts();
        last = latest(last, run);
        if (told.kind() != ContainerStates.Kind.RUNNING) {
          reason = told.reason();
        } else if (run.isReady(state.now())) {
          isRunning = true;
          ready++;
        }
      }
      if (reason.equals("Completed") && isRunning) {
        reason = pod.ready() ? "Running" : "NotReady";
      }
    }
    boolean isOver = pod.phase() == Pod.Phase.SUCCEEDED || pod.phase() == Pod.Phase.FAILED;
    return new PodText(
        ready + "/" + pod.identity().template().lasting().size(),
        pod.deletion() != null && !isOver ? "Terminating" : reason,
        restarts
            + (restarts > 0 && last >= 0 ? " (" + Ages.text(state.now() - last) + " ago)" : ""));
  }

  private static long inits(PodState pod) {
    return pod.identity().template().containers().stream()
        .filter(each -> each.role() != ContainerTemplate.Role.MAIN)
        .count();
  }

  private static List<ContainerRun> of(ContainerStates states, boolean init) {
    return states.runs().stream()
        .filter(each -> (each.template().role() != ContainerTemplate.Role.MAIN) == init)
        .toList();
  }

  /** A container without a startup probe has started when it runs. */
  private static boolean hasStarted(ContainerRun run, ContainerStates states, State state) {
    boolean isReadyLater = run.template().startup() != null;
    return run.isRunning() && (!isReadyLater || states.isInitialized() || run.isReady(state.now()));
  }

  private static long latest(long last, ContainerRun run) {
    boolean isOne = run.restarts() > 0 && run.endedAt() != ContainerRun.NEVER;
    return isOne ? Math.max(last, run.endedAt()) : last;
  }

  /** The phase in the API's words. */
  static String phase(PodState pod) {
    String name = pod.phase().name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }
}
