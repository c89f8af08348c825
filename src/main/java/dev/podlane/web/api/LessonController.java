package dev.podlane.web.api;

import dev.podlane.answer.ClusterViews;
import dev.podlane.answer.Localizer;
import dev.podlane.scenario.lesson.Ask;
import dev.podlane.scenario.lesson.Lesson;
import dev.podlane.scenario.read.School;
import dev.podlane.school.Desk;
import dev.podlane.web.api.EntryViews.ClusterView;
import dev.podlane.web.api.LessonViews.AnswerView;
import dev.podlane.web.api.LessonViews.CheckView;
import dev.podlane.web.api.LessonViews.EntryView;
import dev.podlane.web.api.LessonViews.LessonView;
import dev.podlane.web.api.LessonViews.LessonsView;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.ExceptionTranslator;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.web.library.Library;
import dev.podlane.web.library.OpenedCluster;
import dev.podlane.web.library.Schoolroom;
import dev.podlane.workspace.Workspace;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lessons over the live engine: nothing they show is written down. */
@RestController
@Tag(
    name = "School",
    description =
        "Lessons and challenges. Numbers, right answers and outputs are computed when asked for")
class LessonController {
  private final Schoolroom school;
  private final Library library;
  private final ClusterAnswers answers;
  private final WalkPlaces places;
  private final Validator validator;

  LessonController(
      Schoolroom school,
      Library library,
      ClusterAnswers answers,
      WalkPlaces places,
      Validator validator) {
    this.school = school;
    this.library = library;
    this.answers = answers;
    this.places = places;
    this.validator = validator;
  }

  /** A choice of a question. */
  @Schema(name = "LessonChoice", example = "{\"question\": \"next\", \"choice\": 2}")
  record ChoiceBody(
      @Schema(description = "Id of the question", example = "next") @NotBlank @Size(max = 60)
          @Nullable String question,
      @Schema(description = "Number of the choice, from 1", example = "2") @Range(min = 1, max = 3)
          @Nullable Integer choice) {}

  @GetMapping(path = "/api/lessons", produces = "application/json")
  @Operation(summary = "List the lessons, in the order in which they are taught")
  @ApiDocs.Problems
  LessonsView list(HttpServletRequest request) {
    Localizer words = answers.words(request);
    LessonAnswers views = LessonAnswers.in(words);
    School all = school.school();
    List<EntryView> entries = new ArrayList<>();
    for (Lesson lesson : all.lessons()) {
      entries.add(views.entry(lesson, entries.size() + 1));
    }
    return new LessonsView(entries, ClusterViews.problems(all.problems(), words));
  }

  @GetMapping(path = "/api/lessons/{id}", produces = "application/json")
  @Operation(
      summary = "Get a lesson with everything its pages show",
      description =
          "Sentences are filled with the engine's values; stops name steps of the walk; commands"
              + " have their output. Each page names a cluster that works wherever a cluster id"
              + " does: POST …/traces with the walk's probe gives the walk itself. It can be"
              + " changed as a sample can: POST …/edits with copyAs, or POST …/start.")
  @ApiDocs.Problems
  LessonView get(
      @Parameter(example = "gateway") @PathVariable String id, HttpServletRequest request) {
    Desk desk = desk(id);
    int number = school.school().lessons().indexOf(desk.lesson()) + 1;
    LessonAnswers views = LessonAnswers.in(answers.words(request));
    return working(() -> views.lesson(desk, number));
  }

  @PostMapping(
      path = "/api/lessons/{id}/answers",
      consumes = "application/json",
      produces = "application/json")
  @Operation(
      summary = "Answer a question of a lesson",
      description =
          "The engine says which choice is true, in the cluster as it is. A wrong choice gets its"
              + " reason and, where there is one, the world in which it would be right.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ChoiceBody.class),
              examples =
                  @ExampleObject(
                      name = "the second",
                      value = "{\"question\": \"next\", \"choice\": 2}")))
  @ApiDocs.Problems
  AnswerView answer(
      @Parameter(example = "gateway") @PathVariable String id,
      @RequestBody ChoiceBody body,
      HttpServletRequest request) {
    ExceptionTranslator.valid(validator, body);
    if (body.choice() == null) {
      throw EditBody.missing("choice");
    }
    return answer(id, body.question() == null ? "" : body.question(), body.choice(), request);
  }

  @GetMapping(path = "/api/lessons/{id}/answers", produces = "application/json")
  @Operation(
      summary = "Read the answer to a choice again",
      description = "As POST gives it, in the language asked for: after a change of language")
  @ApiDocs.Problems
  AnswerView again(
      @Parameter(example = "gateway") @PathVariable String id,
      @Parameter(description = "Id of the question", example = "next") @RequestParam
          String question,
      @Parameter(description = "Number of the choice, from 1", example = "2") @RequestParam
          int choice,
      HttpServletRequest request) {
    if (choice < 1 || choice > 3) {
      throw new ApiException(
          ProblemKind.INVALID_FIELDS, Fault.field("api.lesson.choice", "choice", "" + choice));
    }
    return answer(id, question, choice, request);
  }

  private AnswerView answer(String id, String question, int number, HttpServletRequest request) {
    Desk desk = desk(id);
    int choice = number - 1;
    Ask ask = LessonAnswers.question(desk.lesson(), question);
    if (ask == null) {
      throw new ApiException(
          ProblemKind.INVALID_FIELDS, Fault.field("api.lesson.question", "question", question));
    }
    Desk.Answered answered = working(() -> desk.answers(question).orElseThrow());
    return LessonAnswers.in(answers.words(request)).answer(desk.lesson(), ask, answered, choice);
  }

  @PostMapping(path = "/api/lessons/{id}/start", produces = "application/json")
  @Operation(
      summary = "Save the cluster of a page as one of one's own, to be changed",
      description = "It has the lesson's own edits up to that page, as edits.")
  @ApiResponse(responseCode = "201", description = "Saved; Location names it")
  @ApiDocs.Problems
  ResponseEntity<ClusterView> start(
      @Parameter(example = "gateway") @PathVariable String id,
      @Parameter(description = "The page, from 1; the lesson's first cluster if left out")
          @RequestParam(required = false)
          @Nullable Integer page,
      HttpServletRequest request) {
    Desk desk = desk(id);
    String stage = "lesson." + id + (page == null ? "" : ".p" + page);
    Localizer words = answers.words(request);
    String name = LessonAnswers.in(words).text(desk.lesson().title());
    return saved(stage, name, words, request);
  }

  private ResponseEntity<ClusterView> saved(
      String stage, String name, Localizer words, HttpServletRequest request) {
    OpenedCluster begun =
        library
            .begin(stage, name)
            .orElseThrow(
                () ->
                    new ApiException(
                        ProblemKind.NOT_FOUND, Fault.request("api.cluster.unknown", stage)));
    URI location = URI.create(request.getContextPath() + "/api/clusters/" + begun.entry().id());
    return ResponseEntity.created(location)
        .eTag(begun.entry().version())
        .body(answers.cluster(begun, words));
  }

  @GetMapping(path = "/api/lessons/{id}/checks", produces = "application/json")
  @Operation(
      summary = "Check a page's task in a cluster",
      description =
          "The cluster is one that was started from the lesson, with the learner's edits. A value"
              + " that the engine does not know never passes.")
  @ApiDocs.Problems
  CheckView check(
      @Parameter(example = "gateway") @PathVariable String id,
      @Parameter(description = "A cluster of the lesson", example = "lesson.gateway.p7")
          @RequestParam
          String cluster,
      @Parameter(description = "The page, from 1", example = "7") @RequestParam int page,
      HttpServletRequest request) {
    Desk desk = desk(id);
    Workspace learner = answers.open(cluster).workspace();
    LessonAnswers views = LessonAnswers.in(answers.words(request));
    return working(() -> desk.check(page, learner))
        .map(views::check)
        .orElseThrow(
            () ->
                new ApiException(
                    ProblemKind.INVALID_FIELDS, Fault.field("api.lesson.page", "page", "" + page)));
  }

  private Desk desk(String id) {
    return school
        .lesson(id)
        .orElseThrow(
            () -> new ApiException(ProblemKind.NOT_FOUND, Fault.request("api.lesson.unknown", id)));
  }

  /** Works where a walk may be made. */
  private <T> T working(Supplier<T> work) {
    WalkPlaces.Place place = places.enter();
    try {
      return work.get();
    } finally {
      place.close();
    }
  }
}
