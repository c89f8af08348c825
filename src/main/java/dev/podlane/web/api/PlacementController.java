package dev.podlane.web.api;

import dev.podlane.answer.PlacementView;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.workspace.Placements;
import dev.podlane.workspace.Workspace;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The places of pods. */
@RestController
@Tag(name = "Time line")
class PlacementController {
  private final ClusterAnswers answers;

  PlacementController(ClusterAnswers answers) {
    this.answers = answers;
  }

  @GetMapping(
      path = "/api/clusters/{id}/pods/{namespace}/{pod}/placement",
      produces = "application/json")
  @Operation(
      summary = "Tell where a pod may run, and why not elsewhere",
      description =
          "Every node with the first plugin of the scheduler that refuses it, and that plugin's"
              + " texts, as if the pod had no node. Preemption, volumes and preferences are left"
              + " out; leftOut names the fields of the pod that ask for such.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = PlacementView.class)))
  @ApiDocs.Problems
  PlacementView placement(
      @ApiDocs.ClusterId @PathVariable String id,
      @PathVariable String namespace,
      @PathVariable String pod) {
    Workspace workspace = answers.open(id).workspace();
    String path = namespace + "/" + pod;
    long moment = MomentParameter.ofRequest().orElse(Long.MAX_VALUE);
    return Placements.of(workspace, moment, path)
        .map(PlacementView::of)
        .orElseThrow(
            () -> new ApiException(ProblemKind.NOT_FOUND, Fault.request("api.time.pod", path)));
  }
}
