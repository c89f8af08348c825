package dev.podlane.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.school.made.MadeQuestion;
import dev.podlane.school.made.WalkQuestions;
import dev.podlane.web.api.LessonViews.StopView;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.TargetException;
import dev.podlane.workspace.Walked;
import dev.podlane.workspace.Workspace;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
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
      @Schema(
              description = "Result of the walk: what the last question is about",
              example = "delivered")
          String result,
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
      @Schema(description = "Three, of which one is right") List<QuestionChoiceView> choices) {}

  /** A choice. */
  @Schema(name = "WalkChoice")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record QuestionChoiceView(
      @Schema(example = "To 10.100.0.3, through eth0") String text,
      boolean right,
      @Schema(
              description = "The reason for or against it",
              example =
                  "The row 10.0.2.0/24 decides: it is the longest asked that contains 10.0.2.2.")
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
              + " rows of the table, other endpoints, other addresses, other results. Right choices"
              + " and reasons come with them, and a page hides them until it is answered. The same"
              + " seed makes the same questions.")
  @ApiDocs.ProbeInBody
  @ApiDocs.Problems
  QuestionsView questions(
      @ApiDocs.ClusterId @PathVariable String id,
      @Parameter(description = "Draws the wrong choices and the order of the three", example = "1")
          @RequestParam(defaultValue = "0")
          long seed,
      @RequestBody JsonNode body,
      HttpServletRequest request) {
    Workspace workspace = answers.open(id).workspace();
    ProbeRequest probe = probes.one(body);
    LessonAnswers texts = LessonAnswers.in(answers.words(request));
    WalkPlaces.Place place = places.enter();
    try {
      Walked walked = workspace.walk(List.of(probe)).get(0);
      return view(walked, WalkQuestions.of(walked, made.speech(), seed), texts);
    } catch (TargetException unknown) {
      throw TargetFaults.of(unknown);
    } finally {
      place.close();
    }
  }

  private static QuestionsView view(
      Walked walked, List<MadeQuestion> questions, LessonAnswers texts) {
    List<QuestionView> views = new ArrayList<>();
    for (MadeQuestion each : questions) {
      views.add(
          new QuestionView(
              "q" + (views.size() + 1),
              each.kind(),
              new StopView(
                  each.stop().hop(),
                  each.stop().index(),
                  each.stop().seq(),
                  each.kind(),
                  each.namespace(),
                  each.device(),
                  each.flow()),
              texts.text(each.question()),
              each.choices().stream()
                  .map(
                      choice ->
                          new QuestionChoiceView(
                              texts.text(choice.text()),
                              choice.right(),
                              texts.text(choice.because())))
                  .toList()));
    }
    boolean isKnown = walked.unsimulated().isEmpty();
    return new QuestionsView(isKnown ? walked.trace().outcome().result().text() : "unknown", views);
  }
}
