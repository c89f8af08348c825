package dev.podlane.workspace;

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
import org.jspecify.annotations.Nullable;

/** The states of the containers of a pod, as its status tells them. */
public final class ContainerStates {
  /** The reason of a container that waits for init containers. */
  public static final String INITIALIZING = "PodInitializing";

  /** Kinds of states. */
  public enum Kind {
    WAITING,
    RUNNING,
    TERMINATED
  }

  /**
   * The state of a container.
   *
   * @param reason empty for one that runs
   */
  public record Told(Kind kind, String reason) {
    /** Returns true if it has ended, and well. */
    public boolean isDone() {
      return kind == Kind.TERMINATED && reason.equals("Completed");
    }
  }

  private final PodState pod;
  private final GivenStatus given;
  private final List<ContainerRun> runs;
  private final boolean isInitialized;

  /** Those of a pod of a moment. */
  public ContainerStates(PodState pod, State state) {
    this.pod = pod;
    this.given = given(pod, state);
    PodRuntime runtime = pod.runtime();
    PodRuntime made = runtime == null || runtime.containers().isEmpty() ? null : runtime;
    List<ContainerRun> all = new ArrayList<>();
    for (ContainerTemplate each : pod.identity().template().containers()) {
      ContainerRun run = made == null ? begun(each) : named(made, each.name());
      if (run != null) {
        all.add(run);
      }
    }
    this.runs = Collections.unmodifiableList(all);
    this.isInitialized = made != null && made.isInitialized() && hasRun(all);
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

  /** The containers of which something is told, in the order in which they start. */
  public List<ContainerRun> runs() {
    return runs;
  }

  /** The state of a container. */
  public Told told(ContainerRun run) {
    if (run.isRunning()) {
      return new Told(Kind.RUNNING, "");
    }
    boolean isGiven = run.endedAt() == ContainerRun.NEVER || run.endedAt() < 0;
    String why = isGiven && run.failed() ? given.reason(run.template().name()) : "";
    if (run.state() == ContainerRun.State.ENDED) {
      String own = run.failed() ? "Error" : "Completed";
      return new Told(Kind.TERMINATED, why.isEmpty() ? own : why);
    }
    if (run.isInBackOff()) {
      return new Told(Kind.WAITING, why.isEmpty() ? "CrashLoopBackOff" : why);
    }
    if (run.hasRun()) {
      String own = run.failed() ? "Error" : "Completed";
      return new Told(Kind.TERMINATED, why.isEmpty() ? own : why);
    }
    if (run.isWithoutImage()) {
      return new Told(Kind.WAITING, "ImagePullBackOff");
    }
    boolean hasInits =
        runs.stream().anyMatch(each -> each.template().role() != ContainerTemplate.Role.MAIN);
    return new Told(Kind.WAITING, hasInits ? INITIALIZING : "ContainerCreating");
  }

  /** Returns true if its init containers have done their work. */
  public boolean isInitialized() {
    return isInitialized;
  }

  /** The reason that the pod's given status has; empty if it has none, or runs here. */
  public String podReason() {
    return pod.runtime() == null ? given.reason() : "";
  }
}
