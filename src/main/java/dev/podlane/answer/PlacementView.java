package dev.podlane.answer;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.cluster.placement.Placement;
import dev.podlane.workspace.Placements;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes a pod may be on. */
@Schema(name = "Placement")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlacementView(
    @Schema(description = "The node it is on; absent if it has none", example = "node-1")
        @Nullable String node,
    @Schema(description = "The node that is chosen here; the real scheduler may take another one")
        @Nullable String chosen,
    @Schema(description = "The text of the event FailedScheduling; empty if a node fits")
        String message,
    @Schema(
            description = "Fields of its spec that are not simulated and may lead it elsewhere",
            example = "[\"priorityClassName\"]")
        List<String> leftOut,
    List<NodeView> nodes) {

  /** A node. */
  @Schema(name = "PlacementNode")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record NodeView(
      String node,
      boolean fits,
      @Schema(description = "The plugin of the scheduler that refuses it", example = "NodePorts")
          @Nullable String plugin,
      @Schema(description = "Its texts, as in the event") List<String> reasons) {}

  /** Describes the place of a pod. */
  public static PlacementView of(Placements.Place place) {
    Placement placement = place.placement();
    return new PlacementView(
        place.node(),
        placement.chosen(),
        placement.message(),
        place.leftOut(),
        placement.nodes().stream()
            .map(
                each ->
                    new NodeView(
                        each.node(),
                        each.fits(),
                        each.filter() == null ? null : each.filter().plugin(),
                        each.reasons()))
            .toList());
  }
}
