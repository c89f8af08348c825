package dev.podlane.web.api;

import dev.podlane.answer.FindingsView;
import dev.podlane.workspace.Workspace;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The findings of a cluster. */
@RestController
@Tag(name = "Findings", description = "What does not do what its author most probably meant")
class FindingController {
  private final ClusterAnswers answers;
  private final JsonMapper json;
  private final WalkPlaces places;

  FindingController(ClusterAnswers answers, JsonMapper json, WalkPlaces places) {
    this.answers = answers;
    this.json = json;
    this.places = places;
  }

  @GetMapping(path = "/api/clusters/{id}/findings", produces = "application/json")
  @Operation(
      summary = "Find faults in a cluster",
      description =
          "Objects that lead nowhere, contradict each other, or have another effect than they look"
              + " like. Each finding names the object and field, a command that proves it on a real"
              + " cluster, and, where there is one, a probe that shows the harm and an edit that"
              + " mends it. Problems of reading the documents are with the cluster itself.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = FindingsView.class),
              examples = @ExampleObject(name = "mistyped selector", value = FindingsView.EXAMPLE)))
  @ApiDocs.Problems
  FindingsView findings(@ApiDocs.ClusterId @PathVariable String id, HttpServletRequest request) {
    Workspace workspace = answers.open(id).workspace();
    WalkPlaces.Place place = places.enter();
    try {
      return FindingsView.of(workspace.findings(), answers.words(request), json::readTree);
    } finally {
      place.close();
    }
  }
}
