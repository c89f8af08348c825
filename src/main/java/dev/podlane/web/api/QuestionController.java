package dev.podlane.web.api;

import dev.podlane.school.made.MadeQuestion;
import dev.podlane.school.made.WalkQuestions;
import dev.podlane.web.api.LessonViews.StopView;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.workspace.TargetException;
import dev.podlane.workspace.WalkRun;
import dev.podlane.workspace.Walked;
import dev.podlane.workspace.Workspace;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Questions that nobody wrote: what comes next on a walk. */
@RestController
@Tag(name = "School")
class QuestionController {
  private static final String TRACE =
      "Of several probes, the one that is asked about, counted from 0; the others go before it";

  private final ClusterAnswers answers;
  private final ProbeRun probes;
  private final WalkPlaces places;
  private final MadeChallenges made;

  QuestionController(
      ClusterAnswers answers, ProbeRun probes, WalkPlaces places, MadeChallenges made) {
    this.answers = answers;
    this.probes = probes;
    this.places = places;
    this.made = made;
  }

  /** Questions about a walk. */
  @Schema(name = "WalkQuestions")
  record QuestionsView(
      @Schema(description = "In the order of the walk; none if its outcome is unknown")
          List<QuestionView> questions) {}

  /** A question. */
  @Schema(name = "WalkQuestion")
  record QuestionView(
      @Schema(example = "q1") String id,
      @Schema(
              description =
                  "route: which way; nat: which address behind the rules; ttl: on arrival; end: the"
                      + " sender's result",
              allowableValues = {"route", "nat", "ttl", "end"})
          String kind,
      @Schema(description = "The last step to be shown before it is answered") StopView stop,
      @Schema(example = "A packet for 10.0.2.2 stands at gateway. Which way does gateway send it?")
          String question,
      @Schema(
              description = "Three, of which one is right",
              example = "[\"To 10.100.0.3, through eth0\", \"To 10.100.0.2, through eth0\"]")
          List<String> choices) {}

  /** The judgement of a choice. */
  @Schema(name = "WalkAnswer")
  record WalkAnswerView(
      boolean right,
      @Schema(description = "Number of the choice that is right, from 1", example = "1") int answer,
      @Schema(
              description = "The reason for or against what was chosen",
              example =
                  "The row 10.0.2.0/24 decides: of the rows asked it is the longest that contains"
                      + " 10.0.2.2.")
          String because) {}

  @PostMapping(
      path = "/api/clusters/{id}/questions",
      consumes = "application/json",
      produces = "application/json")
  @Operation(
      summary = "Make questions of a probe's walk",
      description =
          "The body is that of /traces with one probe. Each question stops the walk before"
              + " something is decided; the wrong choices are what else was possible there: other"
              + " rows of the table, other endpoints, other addresses, other results. Which one is"
              + " right is told by …/questions/answers. The same seed makes the same questions.")
  @ApiDocs.ProbeInBody
  @ApiDocs.Problems
  QuestionsView questions(
      @ApiDocs.ClusterId @PathVariable String id,
      @Parameter(description = "Draws the wrong choices and the order of the three", example = "1")
          @RequestParam(defaultValue = "0")
          long seed,
      @Parameter(description = TRACE) @RequestParam(required = false) @Nullable Integer trace,
      @RequestBody JsonNode body,
      HttpServletRequest request,
      HttpServletResponse response) {
    LessonAnswers texts = LessonAnswers.in(answers.words(request));
    List<QuestionView> views = new ArrayList<>();
    for (MadeQuestion each : made(id, trace, seed, body, response)) {
      views.add(view("q" + (views.size() + 1), each, texts));
    }
    return new QuestionsView(views);
  }

  @PostMapping(
      path = "/api/clusters/{id}/questions/answers",
      consumes = "application/json",
      produces = "application/json")
  @Operation(
      summary = "Answer a question about a probe's walk",
      description =
          "Body and seed are those with which the question was made. Nothing is stored: the same"
              + " can be asked again, in the other language, too.")
  @ApiDocs.ProbeInBody
  @ApiDocs.Problems
  WalkAnswerView answer(
      @ApiDocs.ClusterId @PathVariable String id,
      @Parameter(description = "The seed that the questions were made with", example = "1")
          @RequestParam(defaultValue = "0")
          long seed,
      @Parameter(description = TRACE) @RequestParam(required = false) @Nullable Integer trace,
      @Parameter(description = "Id of the question", example = "q1") @RequestParam String question,
      @Parameter(
              description = "Number of the choice, from 1; 0 asks for the right one and its reason",
              example = "2")
          @RequestParam
          int choice,
      @RequestBody JsonNode body,
      HttpServletRequest request,
      HttpServletResponse response) {
    List<MadeQuestion> all = made(id, trace, seed, body, response);
    int number = numberOf(question);
    if (number < 1 || number > all.size()) {
      throw new ApiException(
          ProblemKind.INVALID_FIELDS,
          Fault.field("api.walk.question", "question", question, "" + all.size()));
    }
    List<MadeQuestion.Choice> choices = all.get(number - 1).choices();
    if (choice < 0 || choice > choices.size()) {
      throw new ApiException(
          ProblemKind.INVALID_FIELDS,
          Fault.field("api.field.range", "choice", "0", "" + choices.size(), "" + choice));
    }
    int right = choices.stream().map(MadeQuestion.Choice::right).toList().indexOf(true) + 1;
    int told = choice == 0 ? right : choice;
    return new WalkAnswerView(
        told == right,
        right,
        LessonAnswers.in(answers.words(request)).text(choices.get(told - 1).because()));
  }

  private static int numberOf(String question) {
    return question.matches("q[0-9]{1,3}") ? Integer.parseInt(question.substring(1)) : 0;
  }

  private List<MadeQuestion> made(
      String id, @Nullable Integer trace, long seed, JsonNode body, HttpServletResponse response) {
    Workspace workspace = answers.open(id).workspace();
    if (trace == null) {
      probes.one(body);
    }
    WalkRun walks = probes.start(workspace, body, new StillThere(response));
    int number = TraceController.ofRun(trace == null ? 0 : trace, walks.size());
    WalkPlaces.Place place = places.enter();
    try {
      Walked walked = walks.next();
      for (int i = 0; i < number; i++) {
        walked = walks.next();
      }
      return WalkQuestions.of(walked, made.speech(), seed);
    } catch (TargetException unknown) {
      throw TargetFaults.of(unknown);
    } finally {
      place.close();
    }
  }

  private static QuestionView view(String id, MadeQuestion each, LessonAnswers texts) {
    StopView stop =
        new StopView(
            each.stop().hop(),
            each.stop().index(),
            each.stop().seq(),
            each.kind(),
            each.namespace(),
            each.device(),
            each.flow());
    return new QuestionView(
        id,
        each.kind(),
        stop,
        texts.text(each.question()),
        each.choices().stream().map(choice -> texts.text(choice.text())).toList());
  }
}
