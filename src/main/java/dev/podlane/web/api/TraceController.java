package dev.podlane.web.api;

import dev.podlane.trace.Trace;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.Kind;
import dev.podlane.web.api.view.TraceView;
import dev.podlane.web.api.view.TraceView.TracesView;
import dev.podlane.web.api.view.Traces;
import dev.podlane.workspace.Walked;
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
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Sends probes. */
@RestController
@Tag(name = "Traces", description = "Packets on their way")
class TraceController {
  private final Answers answers;
  private final ProbeRun run;

  TraceController(Answers answers, ProbeRun run) {
    this.answers = answers;
    this.run = run;
  }

  @PostMapping(path = "/api/clusters/{id}/traces", consumes = "application/json")
  @Operation(
      summary = "Send a probe, or several in order over one memory",
      description =
          "One probe is answered by its trace, {probes: [...]} by {traces: [...]}. Names that mean"
              + " nothing are refused with the names that may have been meant; where the documents"
              + " do not say enough, the outcome is unknown and says what is missing.")
  @ApiDocs.ProbeInBody
  @ApiResponse(
      responseCode = "200",
      description = "The trace, or {traces: [...]}",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(oneOf = {TraceView.class, TracesView.class}),
              examples = @ExampleObject(name = "one trace, shortened", value = ApiDocs.TRACE)))
  @ApiDocs.Problems
  Object trace(
      @ApiDocs.ClusterId @PathVariable String id,
      @Parameter(
              description =
                  "Of several probes, answer only the trace of this one, counted from 0: so a probe"
                      + " finds the caches as an earlier one left them, whose trace nobody asked for")
          @RequestParam(required = false)
          @Nullable Integer trace,
      @RequestBody JsonNode body,
      HttpServletRequest request) {
    Workspace workspace = answers.open(id).workspace();
    Traces views = new Traces(workspace, answers.words(request));
    List<Walked> walked = chosen(run.walk(workspace, body), trace);
    List<TraceView> traces = walked.stream().map(views::view).toList();
    return ProbeRun.isSeveral(body) && trace == null ? new TracesView(traces) : traces.get(0);
  }

  @PostMapping(path = "/api/clusters/{id}/traces.pcapng", consumes = "application/json")
  @Operation(
      summary = "Send probes and get what taps on the devices saw, as a file for Wireshark",
      description =
          "The body is that of /traces; all its probes are in one pcapng file, one after the other"
              + " in virtual time, with an interface for each device. A comment on each packet says"
              + " where in the trace it is, and if it is dropped there, why.")
  @ApiDocs.ProbeInBody
  @ApiResponse(
      responseCode = "200",
      description = "The file",
      content =
          @Content(
              mediaType = MediaTypes.PCAPNG,
              schema = @Schema(type = "string", format = "binary")))
  @ApiDocs.Problems
  void capture(
      @ApiDocs.ClusterId @PathVariable String id,
      @Parameter(
              description = "Only what this device saw: namespace/device",
              example = "gateway/eth0")
          @RequestParam(required = false)
          @Nullable String device,
      @Parameter(description = "Only the trace of this probe, counted from 0")
          @RequestParam(required = false)
          @Nullable Integer trace,
      @RequestBody JsonNode body,
      HttpServletResponse response)
      throws IOException {
    Workspace workspace = answers.open(id).workspace();
    List<Walked> walked = chosen(run.walk(workspace, body), trace);
    List<Trace> traces = walked.stream().map(Walked::trace).toList();
    CaptureFile file = CaptureFile.of(id, workspace, traces, device);
    response.setContentType(MediaTypes.PCAPNG);
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, file.disposition());
    file.write(response.getOutputStream());
  }

  private static List<Walked> chosen(List<Walked> traces, @Nullable Integer number) {
    if (number == null) {
      return traces;
    }
    if (number < 0 || number >= traces.size()) {
      String most = Integer.toString(traces.size() - 1);
      throw new ApiException(
          Kind.INVALID_FIELDS,
          Fault.field("api.field.range", "trace", "0", most, number.toString()));
    }
    return List.of(traces.get(number));
  }
}
