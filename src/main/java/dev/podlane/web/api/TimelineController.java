package dev.podlane.web.api;

import dev.podlane.answer.TimelineView;
import dev.podlane.answer.TimelineViews;
import dev.podlane.time.Course;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.ExceptionTranslator;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.web.library.EditService;
import dev.podlane.web.library.OpenedCluster;
import dev.podlane.workspace.Event;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The time lines of clusters. */
@RestController
@RequestMapping("/api/clusters/{id}/timeline")
@Tag(
    name = "Time line",
    description = "What controllers, kubelets and kube-proxies do as time passes")
class TimelineController {
  private static final int MOST = 50_000;

  private final ClusterAnswers answers;
  private final EditAnswers edits;
  private final Validator validator;

  TimelineController(ClusterAnswers answers, EditAnswers edits, Validator validator) {
    this.answers = answers;
    this.edits = edits;
    this.validator = validator;
  }

  @GetMapping(produces = "application/json")
  @Operation(
      summary = "List what happens in a cluster as time passes",
      description =
          "The cluster of the documents and edits is its beginning, in which nothing is under way."
              + " Events planned by POST happen at their moments, and all that follows from them"
              + " follows as the controllers of Kubernetes would act, until nothing is left to do."
              + " ?moment= of any call that reads gives the cluster at a moment; without it, it is"
              + " as at the end.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = TimelineView.class),
              examples = @ExampleObject(name = "a pod is deleted", value = TimelineDocs.LIST)))
  @ApiDocs.Problems
  ResponseEntity<TimelineView> list(
      @ApiDocs.ClusterId @PathVariable String id,
      @Parameter(description = "The first moment of events to list, in seconds", example = "0")
          @RequestParam(defaultValue = "0")
          String from,
      @Parameter(description = "The last moment of events to list, in seconds")
          @RequestParam(defaultValue = "999999")
          String until,
      @Parameter(description = "The most events to list, 1 to 50000")
          @RequestParam(defaultValue = "5000")
          int limit,
      HttpServletRequest request) {
    if (limit < 1 || limit > MOST) {
      throw new ApiException(
          ProblemKind.INVALID_FIELDS,
          Fault.field("api.field.range", "limit", "1", "" + MOST, "" + limit));
    }
    OpenedCluster opened = answers.open(id);
    long first = MomentParameter.millis("from", from);
    long last = MomentParameter.millis("until", until);
    return answer(opened, first, last, limit, request);
  }

  @PostMapping(consumes = "application/json", produces = "application/json")
  @Operation(
      summary = "Plan an event on the time line",
      description =
          "It is kept as an edit, and taken back like one. Without at it happens when everything"
              + " before it has come to rest. With If-Match, only if the cluster has not changed"
              + " since it was read (else 412).")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = TimelineBody.class),
              examples = {
                @ExampleObject(name = "another image", value = TimelineDocs.SET_IMAGE),
                @ExampleObject(name = "a node is lost at 10 s", value = TimelineDocs.LOSE_NODE),
                @ExampleObject(name = "a longer start", value = TimelineDocs.SETTING)
              }))
  @ApiResponse(
      responseCode = "200",
      description = "The time line with the event",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = TimelineView.class),
              examples = @ExampleObject(name = "a pod is deleted", value = TimelineDocs.LIST)))
  @ApiDocs.Problems
  ResponseEntity<TimelineView> add(
      @ApiDocs.ClusterId @PathVariable String id,
      @RequestBody TimelineBody body,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      HttpServletRequest request) {
    ExceptionTranslator.valid(validator, body);
    answers.requireNow(id);
    Course course = course(answers.open(id));
    Event.Timed event = body.asked(course.end());
    EditService.Done done = edits.happen(id, event, body.copyAs(), ifMatch);
    return answer(done.cluster(), 0, Long.MAX_VALUE, MOST, request);
  }

  private ResponseEntity<TimelineView> answer(
      OpenedCluster opened, long from, long until, int limit, HttpServletRequest request) {
    TimelineView view =
        TimelineViews.of(
            opened.entry().id(),
            opened.workspace(),
            course(opened),
            from,
            until,
            limit,
            answers.words(request));
    return ResponseEntity.ok().eTag(opened.entry().version()).body(view);
  }

  private static Course course(OpenedCluster opened) {
    return opened
        .workspace()
        .course()
        .orElseThrow(
            () -> new ApiException(ProblemKind.INVALID_FIELDS, Fault.request("api.time.none")));
  }
}
