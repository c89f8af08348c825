package dev.podlane.web.api;

import dev.podlane.notation.ProbeCase;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Failures;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.Kind;
import dev.podlane.web.api.view.TraceView;
import dev.podlane.web.api.view.TraceView.TracesView;
import dev.podlane.web.api.view.Traces;
import dev.podlane.web.library.OpenedCluster;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.TargetException;
import dev.podlane.workspace.Walked;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Validator;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Sends probes. */
@RestController
@Tag(name = "Traces", description = "Packets on their way")
class TraceController {
  private final Answers answers;
  private final JsonMapper json;
  private final Validator validator;

  TraceController(Answers answers, JsonMapper json, Validator validator) {
    this.answers = answers;
    this.json = json;
    this.validator = validator;
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
      @RequestBody JsonNode body,
      HttpServletRequest request) {
    OpenedCluster opened = answers.open(id);
    Traces views = new Traces(opened.workspace(), answers.words(request));
    if (!body.isObject()) {
      throw new ApiException(Kind.UNREADABLE_BODY, Fault.request("api.body.object"));
    }
    if (!body.has("probes")) {
      ProbeBody one = Failures.valid(validator, json.treeToValue(body, ProbeBody.class));
      return traces(views, () -> opened.workspace().walk(List.of(one.request()))).traces().get(0);
    }
    for (String field : List.of("from", "to", "port")) {
      if (body.has(field)) {
        throw new ApiException(Kind.INVALID_FIELDS, Fault.field("api.field.both", field));
      }
    }
    requireObjects(body.get("probes"));
    if (RecordedProbes.isNotation(body.get("probes"))) {
      List<ProbeCase> cases = RecordedProbes.read(body);
      return traces(views, () -> opened.workspace().walkCases(cases));
    }
    ProbeBody.Several several =
        Failures.valid(validator, json.treeToValue(body, ProbeBody.Several.class));
    List<ProbeBody> probes = several.probes() == null ? List.of() : several.probes();
    List<ProbeRequest> requests = probes.stream().map(ProbeBody::request).toList();
    return traces(views, () -> opened.workspace().walk(requests));
  }

  /** Jackson reads a null in a list as an element, which would be no probe at all. */
  private static void requireObjects(JsonNode probes) {
    for (int i = 0; i < probes.size(); i++) {
      if (!probes.get(i).isObject()) {
        String path = "probes[" + i + "]";
        throw new ApiException(Kind.INVALID_FIELDS, Fault.field("api.field.type.other", path));
      }
    }
  }

  private static TracesView traces(Traces views, Supplier<List<Walked>> walk) {
    try {
      return new TracesView(walk.get().stream().map(views::view).toList());
    } catch (TargetException unknown) {
      throw TargetFaults.of(unknown);
    }
  }
}
