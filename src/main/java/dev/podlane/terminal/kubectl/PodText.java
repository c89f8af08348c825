package dev.podlane.terminal.kubectl;

import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.Source;
import dev.podlane.time.begin.GivenStatus;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.PodRuntime;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import dev.podlane.time.template.ContainerTemplate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A pod in the words of {@code kubectl get} (printPod in pkg/printers/internalversion/printers.go).
 *
 * @param ready the column READY: ready containers, of those that last
 * @param status the column STATUS
 * @param restarts the column RESTARTS
 */
record PodText(String ready, String status, String restarts) {
  private static final String PREFIX = "Init:";
  private static final String INITIALIZING = "PodInitializing";

  static PodText of(PodState pod, State state) {
    return new Reading(pod, state).text();
  }

  /** The phase in the API's words. */
  static String phase(PodState pod) {
    String name = pod.phase().name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  /** The state of a container as its status has it. */
  record Condition(Kind kind, String reason) {
    /** Kinds of states. */
    enum Kind {
      WAITING,
      RUNNING,
      TERMINATED
    }

    boolean isDone() {
      return kind == Kind.TERMINATED && reason.equals("Completed");
    }
  }

  /** The states of the containers of a pod. */
  static final class Reading {
    private final PodState pod;
    private final State state;
    private final GivenStatus given;
    private final List<ContainerRun> runs;
    private final boolean isInitialized;

    Reading(PodState pod, State state) {
      this.pod = pod;
      this.state = state;
      this.given = given(pod, state);
      PodRuntime runtime = pod.runtime();
      boolean isMade = runtime != null && !runtime.containers().isEmpty();
      List<ContainerRun> all = new ArrayList<>();
      for (ContainerTemplate each : pod.identity().template().containers()) {
        ContainerRun run = isMade ? named(runtime, each.name()) : begun(each);
        if (run != null) {
          all.add(run);
        }
      }
      this.runs = Collections.unmodifiableList(all);
      this.isInitialized = isMade && runtime.isInitialized() && hasRun(all);
    }

    private static GivenStatus given(PodState pod, State state) {
      Source source = state.base().cluster().sources().get(pod.ref());
      return pod.identity().given() == null || source == null
          ? GivenStatus.NONE
          : GivenStatus.of(source.value());
    }

    /** A container of a pod without a sandbox; null if nothing is told of it. */
    private @Nullable ContainerRun begun(ContainerTemplate container) {
      boolean isGiven = pod.identity().given() != null && pod.runtime() == null;
      if (isGiven && given.tells(container.name())) {
        return given.run(container, pod.ready());
      }
      return switch (pod.phase()) {
        case RUNNING -> ContainerRun.running(container, pod.ready(), 0);
        case SUCCEEDED, FAILED -> null;
        default -> ContainerRun.blocked(container);
      };
    }

    private static boolean hasRun(List<ContainerRun> all) {
      return all.stream()
          .filter(each -> each.template().role() == ContainerTemplate.Role.MAIN)
          .noneMatch(ContainerRun::isBlocked);
    }

    /** Null for an init container that has long done its work. */
    private static @Nullable ContainerRun named(PodRuntime runtime, String name) {
      for (ContainerRun each : runtime.all()) {
        if (each.template().name().equals(name)) {
          return each;
        }
      }
      return null;
    }

    List<ContainerRun> runs() {
      return runs;
    }

    Condition condition(ContainerRun run) {
      if (run.isRunning()) {
        return new Condition(Condition.Kind.RUNNING, "");
      }
      boolean isGiven = run.endedAt() == ContainerRun.NEVER || run.endedAt() < 0;
      String told = isGiven && run.failed() ? given.reason(run.template().name()) : "";
      if (run.state() == ContainerRun.State.ENDED) {
        String own = run.failed() ? "Error" : "Completed";
        return new Condition(Condition.Kind.TERMINATED, told.isEmpty() ? own : told);
      }
      if (run.isInBackOff()) {
        return new Condition(Condition.Kind.WAITING, told.isEmpty() ? "CrashLoopBackOff" : told);
      }
      if (run.hasRun()) {
        String own = run.failed() ? "Error" : "Completed";
        return new Condition(Condition.Kind.TERMINATED, told.isEmpty() ? own : told);
      }
      if (run.isWithoutImage()) {
        return new Condition(Condition.Kind.WAITING, "ImagePullBackOff");
      }
      boolean hasInits =
          runs.stream().anyMatch(each -> each.template().role() != ContainerTemplate.Role.MAIN);
      return new Condition(Condition.Kind.WAITING, hasInits ? INITIALIZING : "ContainerCreating");
    }

    PodText text() {
      boolean isSaid = pod.runtime() == null && !given.reason().isEmpty();
      String reason = isSaid ? given.reason() : phase(pod);
      int ready = 0;
      int restarts = 0;
      long last = ContainerRun.LONG_AGO;
      int sidecarRestarts = 0;
      long sidecarLast = ContainerRun.LONG_AGO;
      boolean isInitializing = false;
      boolean isTaken = pod.nodeName() != null;
      List<ContainerRun> first = of(true);
      for (int i = 0; isTaken && i < first.size() && !isInitializing; i++) {
        ContainerRun run = first.get(i);
        Condition condition = condition(run);
        boolean isSidecar = run.template().role() == ContainerTemplate.Role.SIDECAR;
        restarts += run.restarts();
        last = latest(last, run);
        if (isSidecar) {
          sidecarRestarts += run.restarts();
          sidecarLast = latest(sidecarLast, run);
        }
        if (condition.isDone()) {
          continue;
        }
        if (isSidecar && hasStarted(run)) {
          ready += run.isReady(state.now()) ? 1 : 0;
          continue;
        }
        boolean isTold =
            condition.kind() != Condition.Kind.RUNNING && !condition.reason().equals(INITIALIZING);
        reason = PREFIX + (isTold ? condition.reason() : i + "/" + inits());
        isInitializing = true;
      }
      if (isTaken && (!isInitializing || isInitialized)) {
        restarts = sidecarRestarts;
        last = sidecarLast;
        boolean isRunning = false;
        List<ContainerRun> mains = of(false);
        for (int i = mains.size() - 1; i >= 0; i--) {
          ContainerRun run = mains.get(i);
          Condition condition = condition(run);
          restarts += run.restarts();
          last = latest(last, run);
          if (condition.kind() != Condition.Kind.RUNNING) {
            reason = condition.reason();
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
          restarts + (restarts > 0 && last >= 0 ? " (" + ago(last) + " ago)" : ""));
    }

    private long inits() {
      return pod.identity().template().containers().stream()
          .filter(each -> each.role() != ContainerTemplate.Role.MAIN)
          .count();
    }

    private List<ContainerRun> of(boolean init) {
      return runs.stream()
          .filter(each -> (each.template().role() != ContainerTemplate.Role.MAIN) == init)
          .toList();
    }

    /** A container without a startup probe has started when it runs. */
    private boolean hasStarted(ContainerRun run) {
      boolean isReadyLater = run.template().startup() != null;
      return run.isRunning() && (!isReadyLater || isInitialized || run.isReady(state.now()));
    }

    private static long latest(long last, ContainerRun run) {
      boolean isOne = run.restarts() > 0 && run.endedAt() != ContainerRun.NEVER;
      return isOne ? Math.max(last, run.endedAt()) : last;
    }

    private String ago(long moment) {
      return Ages.text(state.now() - moment);
    }
  }
}
