package dev.podlane.web.api;

import dev.podlane.scenario.lesson.Ask;
import dev.podlane.scenario.lesson.Exam;
import dev.podlane.scenario.lesson.Page;
import dev.podlane.school.ExamRun;
import dev.podlane.web.api.ExamViews.ExamEntryView;
import dev.podlane.web.api.ExamViews.ExamQuestionView;
import dev.podlane.web.api.ExamViews.ExamView;
import dev.podlane.web.api.ExamViews.ExamsView;
import dev.podlane.web.api.ExamViews.MarkView;
import dev.podlane.web.api.ExamViews.MarksView;
import dev.podlane.web.api.LessonViews.ShownCommandView;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.ExceptionTranslator;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.web.library.Schoolroom;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Questions to ask before a part of the lessons, and again behind it. */
@RestController
@Tag(name = "School")
class ExamController {
  private final Schoolroom school;
  private final ClusterAnswers answers;
  private final WalkPlaces places;
  private final Validator validator;

  ExamController(
      Schoolroom school, ClusterAnswers answers, WalkPlaces places, Validator validator) {
    this.school = school;
    this.answers = answers;
    this.places = places;
    this.validator = validator;
  }

  /** The choices that were made. */
  @Schema(name = "ExamAnswers", example = "{\"answers\": {\"localhost\": 1, \"bridge\": 2}}")
  record ExamBody(
      @Schema(
              description = "Numbers of choices, from 1, by the ids of questions",
              example = "{\"localhost\": 1, \"bridge\": 2}")
          @Size(max = 40)
          @Nullable Map<String, Integer> answers) {}

  @GetMapping(path = "/api/exams", produces = "application/json")
  @Operation(summary = "List the exams: questions to ask before a part and again behind it")
  @ApiDocs.Problems
  ExamsView list(HttpServletRequest request) {
    LessonAnswers texts = LessonAnswers.in(answers.words(request));
    return new ExamsView(school.school().exams().stream().map(exam -> entry(exam, texts)).toList());
  }

  private static ExamEntryView entry(Exam exam, LessonAnswers texts) {
    return new ExamEntryView(
        exam.id(),
        exam.part(),
        texts.text(exam.title()),
        texts.text(exam.about()),
        exam.forms().stream().map(Exam.Form::id).toList(),
        exam.forms().stream().mapToInt(form -> form.items().size()).max().orElse(0));
  }

  @GetMapping(path = "/api/exams/{id}/{form}", produces = "application/json")
  @Operation(
      summary = "Get one form of an exam: its questions without their answers",
      description =
          "Forms have the same aims on clusters with other numbers, and the questions and choices"
              + " in another order. What the cluster is made of is told with them: nodes, pods,"
              + " containers and the gateway's rows. The cluster can be looked at; whoever walks"
              + " through it before answering has his answers from there.")
  @ApiDocs.Problems
  ExamView get(
      @Parameter(example = "part-1") @PathVariable String id,
      @Parameter(example = "pre") @PathVariable String form,
      HttpServletRequest request) {
    ExamRun run = run(id, form);
    LessonAnswers texts = LessonAnswers.in(answers.words(request));
    return new ExamView(
        id,
        form,
        "exam." + id + "." + form,
        run.form().reveals(),
        ExamViews.of(run.plan()),
        run.questions().stream().map(each -> question(each, texts)).toList());
  }

  private static ExamQuestionView question(ExamRun.Question question, LessonAnswers texts) {
    Ask ask = question.item().ask();
    Page.Shown command = question.item().command();
    String output = question.output();
    return new ExamQuestionView(
        ask.id(),
        texts.text(question.item().aim()),
        texts.text(ask.question()),
        ask.choices().stream().map(each -> texts.text(each.text())).toList(),
        command == null || output == null
            ? null
            : new ShownCommandView(command.netns(), command.run(), output, null));
  }

  @PostMapping(
      path = "/api/exams/{id}/{form}/answers",
      consumes = "application/json",
      produces = "application/json")
  @Operation(
      summary = "Mark the answers to a form",
      description =
          "The engine says which choices are true. Questions without an answer count as wrong."
              + " Nothing is stored: the comparison of two forms is the page's. A form that comes"
              + " before another tells only how many are right.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ExamBody.class),
              examples =
                  @ExampleObject(
                      name = "two answers",
                      value = "{\"answers\": {\"localhost\": 1, \"bridge\": 2}}")))
  @ApiDocs.Problems
  MarksView mark(
      @Parameter(example = "part-1") @PathVariable String id,
      @Parameter(example = "pre") @PathVariable String form,
      @RequestBody ExamBody body,
      HttpServletRequest request) {
    ExceptionTranslator.valid(validator, body);
    if (body.answers() == null) {
      throw EditBody.missing("answers");
    }
    ExamRun run = run(id, form);
    Map<String, Integer> choices = choices(run, body.answers());
    LessonAnswers texts = LessonAnswers.in(answers.words(request));
    List<ExamRun.Marked> marked = run.marked(choices);
    return new MarksView(
        (int) marked.stream().filter(ExamRun.Marked::isRight).count(),
        marked.size(),
        run.form().reveals() ? marked.stream().map(each -> mark(each, texts)).toList() : null);
  }

  private static Map<String, Integer> choices(ExamRun run, @Nullable Map<String, Integer> answers) {
    Map<String, Integer> choices = new HashMap<>();
    (answers == null ? Map.<String, Integer>of() : answers)
        .forEach(
            (question, choice) -> {
              if (run.question(question).isEmpty()) {
                throw wrong("api.lesson.question", question);
              }
              if (choice == null || choice < 1 || choice > 3) {
                throw wrong("api.lesson.choice", "" + choice);
              }
              choices.put(question, choice - 1);
            });
    return choices;
  }

  private static MarkView mark(ExamRun.Marked marked, LessonAnswers texts) {
    Ask ask = marked.question().item().ask();
    int right = marked.question().right();
    int shown = marked.choice() < 0 ? right : marked.choice();
    return new MarkView(
        ask.id(),
        marked.choice() < 0 ? null : (Integer) (marked.choice() + 1),
        marked.isRight(),
        right < 0 ? null : (Integer) (right + 1),
        shown < 0 ? "" : texts.text(ask.choices().get(shown).because()));
  }

  private ExamRun run(String id, String form) {
    WalkPlaces.Place place = places.enter();
    try {
      return school
          .exam(id, form)
          .orElseThrow(
              () ->
                  new ApiException(
                      ProblemKind.NOT_FOUND, Fault.request("api.exam.unknown", id + "/" + form)));
    } finally {
      place.close();
    }
  }

  private static ApiException wrong(String code, String word) {
    return new ApiException(ProblemKind.INVALID_FIELDS, Fault.field(code, "answers", word));
  }
}
