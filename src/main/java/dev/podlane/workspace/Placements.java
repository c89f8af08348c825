package dev.podlane.workspace;

import dev.podlane.time.control.Placing;
import dev.podlane.time.placement.Placement;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import java.util.Optional;
import java.util.function.Function;

/** Answers where pods may run, and why not elsewhere. */
public final class Placements {
  private Placements() {}

  /**
   * The scheduler's view of every node for a pod, as if it had none.
   *
   * @param millis the moment, since the beginning of the time line
   * @param pod {@code namespace/name}
   * @return empty if there is no such pod then
   */
  public static Optional<Placement> of(Workspace workspace, long millis, String pod) {
    return workspace
        .course()
        .map(course -> course.at(millis))
        .flatMap(state -> Optional.ofNullable(state.pods().pods().get(pod)).map(of(state)));
  }

  private static Function<PodState, Placement> of(State state) {
    return pod -> new Placing().all(pod, state);
  }
}
