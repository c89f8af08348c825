package dev.podlane.web.api;

import dev.podlane.answer.TrafficView;
import dev.podlane.trace.record.Budget;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.TargetException;
import dev.podlane.workspace.Traffic;
import dev.podlane.workspace.Workspace;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Streams of probes over a time line. */
@RestController
@Tag(name = "Time line")
class TrafficController {
  private static final List<String> TIMES = List.of("start", "until", "every");

  private final ClusterAnswers answers;
  private final ProbeRun run;
  private final WalkPlaces places;

  TrafficController(ClusterAnswers answers, ProbeRun run, WalkPlaces places) {
    this.answers = answers;
    this.run = run;
    this.places = places;
  }

  @PostMapping(
      path = "/api/clusters/{id}/timeline/traffic",
      consumes = "application/json",
      produces = "application/json")
  @Operation(
      summary = "Send a stream of probes while time passes",
      description =
          "The fields of a probe, and start, until and every, in seconds: a new connection each"
              + " time, at most 1000. Each goes through the cluster of its moment; connections and"
              + " neighbours live on between them. POST …/traces?moment= with the time of one,"
              + " and its pod as endpoint, shows such a way.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              examples =
                  @ExampleObject(
                      name = "five a second",
                      value =
                          "{\"from\": \"node:n2\", \"to\": \"svc:default/web\", \"start\": 0,"
                              + " \"until\": 20, \"every\": 0.2}")))
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = TrafficView.class)))
  @ApiDocs.Problems
  @Nullable TrafficView send(
      @ApiDocs.ClusterId @PathVariable String id,
      @RequestBody JsonNode body,
      HttpServletRequest request,
      HttpServletResponse response) {
    Workspace workspace = answers.open(id).workspace();
    if (workspace.course().isEmpty()) {
      throw new ApiException(ProblemKind.INVALID_FIELDS, Fault.request("api.time.none"));
    }
    ProbeRequest probe = run.one(withoutTimes(body));
    long start = millis(body, "start", "0");
    long until = millis(body, "until", "");
    long every = millis(body, "every", "1");
    List<Long> moments = Traffic.moments(start, until, every);
    boolean isWhole = every > 0 && until >= start && (until - start) / every < Traffic.MOST;
    if (!isWhole) {
      throw new ApiException(
          ProblemKind.INVALID_FIELDS, Fault.field("api.time.stream", "until", "" + Traffic.MOST));
    }
    WalkPlaces.Place place = places.enter();
    try {
      return TrafficView.of(
          Traffic.send(workspace, probe, moments, new StillThere(response)),
          probe.seed(),
          answers.words(request));
    } catch (TargetException unknown) {
      throw TargetFaults.of(unknown);
    } catch (Budget.Cancelled gone) {
      return null;
    } finally {
      place.close();
    }
  }

  private static JsonNode withoutTimes(JsonNode body) {
    if (!(body instanceof ObjectNode object)) {
      return body;
    }
    ObjectNode probe = object.deepCopy();
    TIMES.forEach(probe::remove);
    return probe;
  }

  private static long millis(JsonNode body, String field, String otherwise) {
    JsonNode value = body.path(field);
    return MomentParameter.millis(field, value.isMissingNode() ? otherwise : value.asString(""));
  }
}
