package dev.podlane.web.api;

import dev.podlane.answer.WhyView;
import dev.podlane.answer.trace.Whys;
import dev.podlane.why.Reasoning;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.TargetException;
import dev.podlane.workspace.Workspace;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Explains outcomes. */
@RestController
@Tag(name = "Why", description = "Why a packet arrives or not, and the change that would help")
class WhyController {
  private final ClusterAnswers answers;
  private final ProbeRun probes;
  private final WalkPlaces places;
  private final JsonMapper json;

  WhyController(ClusterAnswers answers, ProbeRun probes, WalkPlaces places, JsonMapper json) {
    this.answers = answers;
    this.probes = probes;
    this.places = places;
    this.json = json;
  }

  @PostMapping(
      path = "/api/clusters/{id}/why",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Explain the outcome of a probe, and try what would change it",
      description =
          "The body is one probe of POST …/traces. Allowed packets have the policy and rule that"
              + " let them pass, per direction and tier; denied ones the policies that isolate the"
              + " pod and the fields that failed, nearest miss first. Remedies are the smallest"
              + " edits after which the probe, walked again, arrives; nothing is kept of them.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = WhyView.class),
              examples = @ExampleObject(name = "denied by a policy", value = WhyView.EXAMPLE)))
  @ApiDocs.Problems
  WhyView why(
      @ApiDocs.ClusterId @PathVariable String id,
      @RequestBody JsonNode body,
      HttpServletRequest request,
      HttpServletResponse response) {
    Workspace workspace = answers.open(id).workspace();
    ProbeRequest probe = probes.one(body);
    WalkPlaces.Place place = places.enter();
    try {
      StillThere wanted = new StillThere(response);
      return new Whys(answers.words(request), json::readTree)
          .view(Reasoning.of(workspace, probe, wanted));
    } catch (TargetException unknown) {
      throw TargetFaults.of(unknown);
    } finally {
      place.close();
    }
  }
}
