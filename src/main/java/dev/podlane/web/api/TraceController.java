package dev.podlane.web.api;

import dev.podlane.answer.TraceView;
import dev.podlane.answer.TraceView.TracesView;
import dev.podlane.answer.trace.Detail;
import dev.podlane.answer.trace.TraceForm;
import dev.podlane.answer.trace.TraceForm.Packing;
import dev.podlane.answer.trace.TraceWriter;
import dev.podlane.answer.trace.Traces;
import dev.podlane.trace.record.Budget;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.workspace.WalkRun;
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
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends probes. */
@RestController
@Tag(name = "Traces", description = "Packets on their way")
class TraceController {
  private static final Logger log = LoggerFactory.getLogger(TraceController.class);

  private final ClusterAnswers answers;
  private final ProbeRun run;
  private final WalkPlaces places;
  private final JsonMapper json;

  TraceController(ClusterAnswers answers, ProbeRun run, WalkPlaces places, JsonMapper json) {
    this.answers = answers;
    this.run = run;
    this.places = places;
    this.json = json;
  }

  @PostMapping(
      path = "/api/clusters/{id}/traces",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(
      summary = "Send a probe, or several in order over one memory",
      description =
          "One probe is answered by its trace, {probes: [...]} by {traces: [...]}. Names that mean"
              + " nothing are refused with the names that may have been meant; where the documents"
              + " do not say enough, the outcome is unknown and says what is missing. detail and"
              + " packets say how much of the walk is written, and how; the outcome, the paths and"
              + " the connections are the same whatever they are. The same probe has the same"
              + " steps with the same seq in every detail.")
  @ApiDocs.ProbeInBody
  @ApiResponse(
      responseCode = "200",
      description = "The trace, or {traces: [...]}",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(oneOf = {TraceView.class, TracesView.class}),
              examples = {
                @ExampleObject(
                    name = "one trace, shortened: stages, with packets once",
                    value = TraceExamples.STAGES),
                @ExampleObject(
                    name = "a step with its tables: detail=rows",
                    value = TraceExamples.ROWS),
                @ExampleObject(
                    name = "the same with everything in place: detail=rows&packets=full",
                    value = TraceExamples.FULL)
              }))
  @ApiDocs.Problems
  void trace(
      @ApiDocs.ClusterId @PathVariable String id,
      @Parameter(
              description =
                  "Of several probes, answer only the trace of this one, counted from 0: so a probe"
                      + " finds the caches as an earlier one left them, whose trace nobody asked"
                      + " for")
          @RequestParam(required = false)
          @Nullable Integer trace,
      @Parameter(
              description =
                  "story: what one would tell a newcomer; what only carries out a step is folded"
                      + " into it, and each question of ARP is one of the folds. stages: everything"
                      + " the packets pass, without the tables that were looked at. rows: every"
                      + " check too, and of each table the rows that matched or nearly did",
              schema =
                  @Schema(
                      allowableValues = {"story", "stages", "rows"},
                      defaultValue = "stages"))
          @RequestParam(defaultValue = "stages")
          String detail,
      @Parameter(
              description =
                  "refs: each distinct packet and each table stands once, in packets and tables;"
                      + " steps name them by their index. full: in every step that sees them",
              schema =
                  @Schema(
                      allowableValues = {"refs", "full"},
                      defaultValue = "refs"))
          @RequestParam(defaultValue = "refs")
          String packets,
      @Parameter(
              description =
                  "Of a name: write the walks of its DNS queries, too, in queries, in the detail of"
                      + " the others")
          @RequestParam(defaultValue = "false")
          boolean queries,
      @RequestBody JsonNode body,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    TraceForm form = new TraceForm(detail(detail), packing(packets), queries);
    Workspace workspace = answers.open(id).workspace();
    WalkRun walks = run.start(workspace, body, new StillThere(response));
    TraceWriter writer = new TraceWriter(json, new Traces(walks, answers.words(request)), form);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    TraceStream stream = new TraceStream(places, writer, response);
    if (trace == null) {
      whileWanted(() -> stream.send(walks, ProbeRun.isSeveral(body)));
    } else {
      int number = ofRun(trace, walks.size());
      whileWanted(() -> stream.sendOnly(walks, number));
    }
  }

  static Detail detail(String name) {
    return Detail.named(name).orElseThrow(() -> noChoice("detail", "story, stages, rows"));
  }

  static Packing packing(String name) {
    return Packing.named(name).orElseThrow(() -> noChoice("packets", "refs, full"));
  }

  private static ApiException noChoice(String parameter, String choices) {
    return new ApiException(
        ProblemKind.INVALID_FIELDS, Fault.field("api.field.choice", parameter, choices));
  }

  /** Returns a probe's number in a run; a number out of range is refused. */
  static int ofRun(int number, int size) {
    if (number < 0 || number >= size) {
      String most = Integer.toString(size - 1);
      throw new ApiException(
          ProblemKind.INVALID_FIELDS,
          Fault.field("api.field.range", "trace", "0", most, Integer.toString(number)));
    }
    return number;
  }

  private interface Sending {
    void send() throws IOException;
  }

  /** Runs a transfer, and ends quietly when the client has left. */
  private static void whileWanted(Sending answer) throws IOException {
    try {
      answer.send();
    } catch (Budget.Cancelled gone) {
      log.debug("a client left before its walks were over");
    }
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
    WalkRun walks = run.start(workspace, body, new StillThere(response));
    CaptureFile file = CaptureFile.of(id, device, trace);
    whileWanted(() -> file.send(walks, places, response));
  }

  @PostMapping(path = "/api/clusters/{id}/captures.zip", consumes = "application/json")
  @Operation(
      summary = "Send probes and get what each device saw, as a file of its own",
      description =
          "The same as traces.pcapng, with a pcapng file for each device in a zip archive, named"
              + " namespace/device.pcapng (two, -in and -out, where packets leave through the"
              + " device they came in by). In a file of all devices Wireshark takes a segment that"
              + " it sees at the next device for a retransmission; in these files it does not.")
  @ApiDocs.ProbeInBody
  @ApiResponse(
      responseCode = "200",
      description = "The archive",
      content =
          @Content(
              mediaType = MediaTypes.ZIP,
              schema = @Schema(type = "string", format = "binary")))
  @ApiDocs.Problems
  void captures(
      @ApiDocs.ClusterId @PathVariable String id,
      @Parameter(description = "Only the trace of this probe, counted from 0")
          @RequestParam(required = false)
          @Nullable Integer trace,
      @RequestBody JsonNode body,
      HttpServletResponse response)
      throws IOException {
    Workspace workspace = answers.open(id).workspace();
    WalkRun walks = run.start(workspace, body, new StillThere(response));
    whileWanted(() -> CaptureFile.each(id, trace).send(walks, places, response));
  }
}
