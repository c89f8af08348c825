package dev.podlane.web.api;

import dev.podlane.web.api.EntryViews.ClusterView;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.ExceptionTranslator;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemBody;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.web.api.problem.ProblemWriter;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Imports that go on after the answer, as clients may prefer (RFC 7240, respond-async). */
@RestController
@RequestMapping("/api/clusters/imports")
@Tag(name = "Clusters")
class ImportController {
  private static final Pattern ASYNC =
      Pattern.compile("(?i)(?:^|[,;])\\s*respond-async\\s*(?:$|[,;])");

  private final Imports imports;
  private final ClusterAnswers answers;
  private final ProblemWriter problems;

  ImportController(Imports imports, ClusterAnswers answers, ProblemWriter problems) {
    this.imports = imports;
    this.answers = answers;
    this.problems = problems;
  }

  /**
   * The progress of an import.
   *
   * @param cluster id of the cluster, once it is there
   * @param report the answer of the same request without {@code respond-async}
   * @param problem the problem of the same request, if it failed
   */
  @Schema(name = "Import", description = "How far an import has come")
  record ImportView(
      String id,
      @Schema(allowableValues = {"waiting", "reading", "opening", "done", "failed"}) String state,
      @Schema(description = "Bytes of the body") long total,
      @Schema(description = "Bytes read in the present pass over the body") long read,
      @Nullable String cluster,
      @Nullable ClusterView report,
      @Nullable ProblemBody problem) {}

  /**
   * Returns true if the client prefers an immediate answer, and asks for the result later ({@code
   * respond-async}, RFC 7240).
   */
  static boolean isPreferred(@Nullable String prefer) {
    return prefer != null && ASYNC.matcher(prefer).find();
  }

  /** Returns the answer to a request whose import continues. */
  static ResponseEntity<ImportView> accepted(ImportTask task, HttpServletRequest request) {
    URI location = URI.create(request.getContextPath() + "/api/clusters/imports/" + task.id());
    return ResponseEntity.accepted()
        .location(location)
        .header(HttpHeaders.RETRY_AFTER, "1")
        .header("Preference-Applied", "respond-async")
        .body(view(task, task.outcome().state(), null, null));
  }

  private static ImportView view(
      ImportTask task,
      ImportTask.State state,
      @Nullable ClusterView report,
      @Nullable ProblemBody problem) {
    String word = state.name().toLowerCase(Locale.ROOT);
    return new ImportView(
        task.id(), word, task.total(), task.read(), task.outcome().cluster(), report, problem);
  }

  @GetMapping("/{id}")
  @Operation(
      summary = "How far an import has come",
      description =
          "It was begun with Prefer: respond-async. Once it is over, the answer holds what the"
              + " request would have been answered; it is remembered for half an hour.")
  @ApiDocs.Problems
  ResponseEntity<ImportView> read(@PathVariable String id, HttpServletRequest request) {
    ImportTask task = imports.find(id).orElseThrow(() -> unknown(id));
    ImportTask.Outcome outcome = task.outcome();
    String cluster = outcome.cluster();
    Throwable failure = outcome.failure();
    ClusterView report = cluster == null ? null : report(cluster, request);
    ProblemBody problem =
        failure == null ? null : problems.body(ExceptionTranslator.describe(failure), request);
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store");
    if (!task.isOver()) {
      answer.header(HttpHeaders.RETRY_AFTER, "1");
    }
    return answer.body(view(task, outcome.state(), report, problem));
  }

  /** None if the cluster has been deleted since. */
  private @Nullable ClusterView report(String cluster, HttpServletRequest request) {
    try {
      return answers.cluster(answers.open(cluster), answers.words(request));
    } catch (ApiException gone) {
      if (gone.kind() != ProblemKind.NOT_FOUND) {
        throw gone;
      }
      return null;
    }
  }

  @DeleteMapping("/{id}")
  @Operation(
      summary = "Cancel an import",
      description = "Nothing is left of it; a cluster that was replaced already stays as it is.")
  @ApiDocs.Problems
  @ApiResponse(responseCode = "204", description = "Cancelled, or over and forgotten")
  ResponseEntity<Void> cancel(@PathVariable String id) {
    if (imports.cancel(id).isEmpty()) {
      throw unknown(id);
    }
    return ResponseEntity.noContent().build();
  }

  private static ApiException unknown(String id) {
    return new ApiException(ProblemKind.NOT_FOUND, Fault.request("api.import.unknown", id));
  }
}
