package dev.podlane.workspace;

import dev.podlane.cluster.placement.LeftOut;
import dev.podlane.cluster.placement.Placement;
import dev.podlane.document.Fields;
import dev.podlane.time.control.NodeChoice;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import dev.podlane.time.template.PodTemplate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers where pods may run, and why not elsewhere. */
public final class Placements {
  private Placements() {}

  /**
   * The place of a pod.
   *
   * @param node the node it is on; null if it has none
   * @param placement the scheduler's view of every node, as if it had none
   * @param leftOut fields of its spec that are not simulated and may lead it elsewhere
   */
  public record Place(@Nullable String node, Placement placement, List<String> leftOut) {
    public Place {
      leftOut = List.copyOf(leftOut);
    }
  }

  /**
   * The place of a pod at a moment.
   *
   * @param millis the moment, since the beginning of the time line
   * @param pod {@code namespace/name}
   * @return empty if there is no such pod then
   */
  public static Optional<Place> of(Workspace workspace, long millis, String pod) {
    return workspace
        .course()
        .map(course -> course.at(millis))
        .flatMap(
            state ->
                Optional.ofNullable(state.pods().pods().get(pod))
                    .map(found -> place(found, state)));
  }

  private static Place place(PodState pod, State state) {
    PodTemplate template = pod.identity().template();
    Fields spec = Fields.of(template.place(), template.tree().map("spec"), problem -> {});
    return new Place(pod.nodeName(), NodeChoice.of(pod, state), LeftOut.of(spec));
  }
}
