package dev.podlane.web.api;

import dev.podlane.answer.DiffView;
import dev.podlane.answer.trace.Differences;
import dev.podlane.trace.record.Budget;
import dev.podlane.web.api.problem.ExceptionTranslator;
import dev.podlane.workspace.Workspace;
import dev.podlane.workspace.diff.Comparison;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Compares two clusters. */
@RestController
@Tag(name = "Differences", description = "Who reaches whom before and after a change")
class DiffController {
  private static final Logger log = LoggerFactory.getLogger(DiffController.class);

  /** Time for the walks of one answer, in milliseconds. */
  private static final long MILLIS = 15_000;

  private final ClusterAnswers answers;
  private final WalkPlaces places;
  private final Validator validator;

  DiffController(ClusterAnswers answers, WalkPlaces places, Validator validator) {
    this.answers = answers;
    this.places = places;
    this.validator = validator;
  }

  @PostMapping(path = "/api/diff", consumes = "application/json", produces = "application/json")
  @Operation(
      summary = "Compare two clusters: the pairs and probes whose answer changed",
      description =
          "before and after are clusters, or positions of one. Pairs are workloads and Services at"
              + " their declared ports, and a host outside for load balancers. Pods of a workload"
              + " that may fare otherwise are compared each; what all show is told of the workload,"
              + " another change of the pod. Only pairs that a differing object concerns are"
              + " compared, by policies and by walks; the summary says how many, and what was left"
              + " out. Probes of Expectation documents are walked in both.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DiffBody.class),
              examples = @ExampleObject(name = "two edits of one", value = DiffBody.EXAMPLE)))
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = DiffView.class),
              examples = @ExampleObject(name = "one lost", value = DiffView.EXAMPLE)))
  @ApiDocs.Problems
  @Nullable DiffView diff(
      @RequestBody DiffBody body, HttpServletRequest request, HttpServletResponse response) {
    ExceptionTranslator.valid(validator, body);
    Workspace before = workspace(body.end("before", body.before()));
    Workspace after = workspace(body.end("after", body.after()));
    WalkPlaces.Place place = places.enter();
    try {
      Comparison comparison = new Comparison(before, after, new StillThere(response), MILLIS);
      return Differences.of(comparison, answers.words(request));
    } catch (Budget.Cancelled gone) {
      log.debug("a client left before its comparison was over");
      return null;
    } finally {
      place.close();
    }
  }

  private Workspace workspace(DiffBody.End end) {
    Integer edit = end.edit();
    return edit == null
        ? answers.open(end.id()).workspace()
        : answers.open(end.id(), edit).workspace();
  }
}
