package dev.podlane.web.api;

import dev.podlane.answer.TraceView;
import dev.podlane.answer.TrafficView;
import dev.podlane.answer.trace.TraceForm;
import dev.podlane.answer.trace.TraceWriter;
import dev.podlane.answer.trace.Traces;
import dev.podlane.trace.record.Budget;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.workspace.TargetException;
import dev.podlane.workspace.Traffic;
import dev.podlane.workspace.TrafficStream;
import dev.podlane.workspace.Workspace;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Streams of probes over a time line. */
@RestController
@Tag(name = "Time line")
class TrafficController {
  private static final Logger log = LoggerFactory.getLogger(TrafficController.class);

  private final ClusterAnswers answers;
  private final ProbeRun run;
  private final WalkPlaces places;
  private final JsonMapper json;

  TrafficController(ClusterAnswers answers, ProbeRun run, WalkPlaces places, JsonMapper json) {
    this.json = json;
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
              + " neighbours live on between them. keep: true sends all of them from one socket:"
              + " over one TCP connection, which is opened at start, or from one UDP port. The"
              + " client asks, waits for the answer or 5 s, and asks again when the next moment"
              + " has come; moments that pass meanwhile are left out. reconnect: true, usual for"
              + " TCP, is a client that closes a connection as soon as the other end has, gives up"
              + " one over which a probe failed, and then opens a new one, as HTTP clients do;"
              + " false writes to the first one whatever has become of it.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              examples = {
                @ExampleObject(
                    name = "five a second",
                    value =
                        "{\"from\": \"node:n2\", \"to\": \"svc:default/web\", \"start\": 0,"
                            + " \"until\": 20, \"every\": 0.2}"),
                @ExampleObject(
                    name = "one connection, kept open",
                    value =
                        "{\"from\": \"node:n2\", \"to\": \"svc:default/web\", \"until\": 20,"
                            + " \"keep\": true}")
              }))
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
    Workspace workspace = opened(id);
    TrafficBody stream = TrafficBody.read(body, run);
    WalkPlaces.Place place = places.enter();
    try {
      Traffic.Answer sent =
          TrafficStream.send(
              workspace, stream.probe(), stream.use(), stream.moments(), new StillThere(response));
      return TrafficView.of(sent, stream.probe().seed(), answers.words(request));
    } catch (TargetException unknown) {
      throw TargetFaults.of(unknown);
    } catch (Budget.Cancelled gone) {
      return null;
    } finally {
      place.close();
    }
  }

  @PostMapping(
      path = "/api/clusters/{id}/timeline/traffic/traces",
      consumes = "application/json",
      produces = "application/json")
  @Operation(
      summary = "Get the walk of one probe of a stream",
      description =
          "The body of the stream; probe counts those of its answer from 0. The stream is sent"
              + " again as far as that one, so that it meets the same connections, neighbours and"
              + " choices of chance.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = TraceView.class)))
  @ApiDocs.Problems
  void trace(
      @ApiDocs.ClusterId @PathVariable String id,
      @Parameter(description = "Number of the probe in the answer of the stream, from 0")
          @RequestParam
          int probe,
      @Parameter(description = "As of POST …/traces") @RequestParam(defaultValue = "stages")
          String detail,
      @Parameter(description = "As of POST …/traces") @RequestParam(defaultValue = "refs")
          String packets,
      @RequestBody JsonNode body,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    TraceForm form =
        new TraceForm(TraceController.detail(detail), TraceController.packing(packets), false);
    Workspace workspace = opened(id);
    TrafficBody stream = TrafficBody.read(body, run);
    WalkPlaces.Place place = places.enter();
    try {
      Traffic.Opened found =
          TrafficStream.open(
                  workspace,
                  stream.probe(),
                  stream.use(),
                  stream.moments(),
                  probe,
                  new StillThere(response))
              .orElseThrow(() -> unsent(probe));
      response.setContentType("application/json");
      new TraceWriter(json, new Traces(found, answers.words(request)), form)
          .write(found.walked(), response.getOutputStream(), TraceStream.MOST);
    } catch (TargetException unknown) {
      throw TargetFaults.of(unknown);
    } catch (Budget.Cancelled gone) {
      log.debug("a client left before its stream was over");
    } finally {
      place.close();
    }
  }

  private static ApiException unsent(int probe) {
    return new ApiException(
        ProblemKind.INVALID_FIELDS, Fault.field("api.time.traffic.gone", "probe", "" + probe));
  }

  private Workspace opened(String id) {
    Workspace workspace = answers.open(id).workspace();
    if (workspace.course().isEmpty()) {
      throw new ApiException(ProblemKind.INVALID_FIELDS, Fault.request("api.time.none"));
    }
    return workspace;
  }
}
