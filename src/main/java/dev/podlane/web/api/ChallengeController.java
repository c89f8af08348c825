package dev.podlane.web.api;

import dev.podlane.answer.ClusterViews;
import dev.podlane.answer.Localizer;
import dev.podlane.scenario.lesson.Challenge;
import dev.podlane.scenario.read.School;
import dev.podlane.school.ChallengeRun;
import dev.podlane.school.Said;
import dev.podlane.web.api.ChallengeViews.ChallengeCheckView;
import dev.podlane.web.api.ChallengeViews.ChallengeEntryView;
import dev.podlane.web.api.ChallengeViews.ChallengeView;
import dev.podlane.web.api.ChallengeViews.ChallengesView;
import dev.podlane.web.api.ChallengeViews.MetView;
import dev.podlane.web.api.ChallengeViews.ProbeView;
import dev.podlane.web.api.ChallengeViews.StartedView;
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
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

/** Broken clusters to be repaired. */
@RestController
@Tag(name = "School")
class ChallengeController {
  private final Schoolroom school;
  private final Library library;
  private final ClusterAnswers answers;
  private final WalkPlaces places;
  private final MadeChallenges made;
  private final Validator validator;

  ChallengeController(
      Schoolroom school,
      Library library,
      ClusterAnswers answers,
      WalkPlaces places,
      MadeChallenges made,
      Validator validator) {
    this.made = made;
    this.validator = validator;
    this.school = school;
    this.library = library;
    this.answers = answers;
    this.places = places;
  }

  @GetMapping(path = "/api/challenges", produces = "application/json")
  @Operation(summary = "List the challenges, in the order in which they are taught")
  @ApiDocs.Problems
  ChallengesView list(HttpServletRequest request) {
    Localizer words = answers.words(request);
    LessonAnswers texts = LessonAnswers.in(words);
    School all = school.school();
    List<ChallengeEntryView> entries = new ArrayList<>();
    for (Challenge each : all.challenges()) {
      entries.add(
          new ChallengeEntryView(
              each.id(),
              entries.size() + 1,
              each.level(),
              texts.text(each.title()),
              texts.text(each.story()),
              each.par()));
    }
    return new ChallengesView(entries, ClusterViews.problems(all.problems(), words));
  }

  @GetMapping(path = "/api/challenges/{id}", produces = "application/json")
  @Operation(summary = "Get a challenge with its symptoms and goals, computed")
  @ApiDocs.Problems
  ChallengeView get(
      @Parameter(example = "no-row") @PathVariable String id, HttpServletRequest request) {
    ChallengeRun run = run(id);
    LessonAnswers texts = LessonAnswers.in(answers.words(request));
    return working(() -> view(run, texts));
  }

  @PostMapping(path = "/api/challenges/{id}/start", produces = "application/json")
  @Operation(
      summary = "Save the broken cluster as one of one's own, to be repaired",
      description =
          "Its first edits are the fault; taking them back is no repair. Repairs are edits of the"
              + " cluster.")
  @ApiResponse(responseCode = "201", description = "Saved; Location names the cluster")
  @ApiDocs.Problems
  ResponseEntity<StartedView> start(
      @Parameter(example = "no-row") @PathVariable String id, HttpServletRequest request) {
    Localizer words = answers.words(request);
    LessonAnswers texts = LessonAnswers.in(words);
    Optional<MadeChallenges.Made> again = working(() -> made.again(id, words));
    if (again.isPresent()) {
      return started(again.get().cluster(), again.get().run(), words, request);
    }
    ChallengeRun run = run(id);
    String name = texts.text(run.challenge().title());
    OpenedCluster begun = library.begin("challenge." + id, name).orElseThrow(() -> unknown(id));
    return started(begun, run, words, request);
  }

  private ResponseEntity<StartedView> started(
      OpenedCluster begun, ChallengeRun run, Localizer words, HttpServletRequest request) {
    LessonAnswers texts = LessonAnswers.in(words);
    ChallengeView view = working(() -> view(run, texts));
    URI location = URI.create(request.getContextPath() + "/api/clusters/" + begun.entry().id());
    return ResponseEntity.created(location)
        .eTag(begun.entry().version())
        .body(new StartedView(answers.cluster(begun, words), view));
  }

  /** The finding that is to be played. */
  @Schema(name = "ChallengeRequest", example = "{\"finding\": 1}")
  record FindingBody(
      @Schema(description = "The finding's place in GET …/findings, from 1", example = "1")
          @Range(min = 1, max = 10_000)
          @Nullable Integer finding,
      @Schema(
              description = "The code it must have, lest the list has changed; any if left out",
              example = "service.selects-nothing")
          @Size(max = 100)
          @Nullable String code) {}

  @PostMapping(
      path = "/api/clusters/{id}/challenges",
      consumes = "application/json",
      produces = "application/json")
  @Operation(
      summary = "Make a challenge of a finding",
      description =
          "The finding's probe is the check: every repair counts after which it does what it does"
              + " after the finding's own edit, as long as something else that works goes on"
              + " working. The cluster is copied; the challenge lasts as long as the copy, and its"
              + " id works in the calls of /api/challenges.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = FindingBody.class),
              examples = @ExampleObject(name = "the first", value = "{\"finding\": 1}")))
  @ApiResponse(responseCode = "201", description = "Made; Location names the cluster to repair")
  @ApiDocs.Problems
  ResponseEntity<StartedView> make(
      @ApiDocs.ClusterId @PathVariable String id,
      @RequestBody FindingBody body,
      HttpServletRequest request) {
    ExceptionTranslator.valid(validator, body);
    Integer number = body.finding();
    if (number == null) {
      throw EditBody.missing("finding");
    }
    answers.requireNow(id);
    OpenedCluster from = answers.open(id);
    Localizer words = answers.words(request);
    String code = body.code() == null ? "" : body.code();
    MadeChallenges.Made begun = working(() -> made.begin(from, number, code, words));
    return started(begun.cluster(), begun.run(), words, request);
  }

  @GetMapping(path = "/api/challenges/{id}/checks", produces = "application/json")
  @Operation(
      summary = "Check a cluster against the goals of a challenge",
      description = "A value that the engine does not know never passes.")
  @ApiDocs.Problems
  ChallengeCheckView check(
      @Parameter(example = "no-row") @PathVariable String id,
      @Parameter(description = "A cluster of the challenge", example = "challenge.no-row")
          @RequestParam
          String cluster,
      HttpServletRequest request) {
    ChallengeRun run = run(id);
    Workspace learner = answers.open(cluster).workspace();
    LessonAnswers texts = LessonAnswers.in(answers.words(request));
    ChallengeRun.Checked checked = working(() -> checked(run, learner));
    Said said = checked.said();
    return new ChallengeCheckView(
        checked.passed(),
        met(checked.red(), texts),
        met(checked.goals(), texts),
        checked.broken(),
        checked.takenBack(),
        checked.edits(),
        run.challenge().par(),
        said == null ? null : texts.text(said));
  }

  /** One check of a challenge at a time, as the walks of its broken cluster are shared. */
  private static ChallengeRun.Checked checked(ChallengeRun run, Workspace learner) {
    synchronized (run.broken()) {
      return run.check(learner);
    }
  }

  private ChallengeView view(ChallengeRun run, LessonAnswers texts) {
    Challenge challenge = run.challenge();
    String sample = challenge.ground().sample();
    int number = school.school().challenges().indexOf(challenge) + 1;
    synchronized (run.broken()) {
      return new ChallengeView(
          challenge.id(),
          number,
          challenge.level(),
          texts.text(challenge.title()),
          texts.text(challenge.story()),
          cluster(challenge.id()),
          sample.isEmpty() ? null : sample,
          met(run.symptoms(), texts),
          met(run.goals(), texts),
          challenge.forbid(),
          challenge.hints().stream().map(texts::text).toList(),
          challenge.par(),
          texts.text(challenge.teaches()),
          challenge.ground().probes().stream()
              .map(each -> new ProbeView(each.name(), each.json(), LessonAnswers.moment(each)))
              .toList(),
          run.given().size());
    }
  }

  /** The cluster of a challenge; that of one that was made is its copy. */
  private static String cluster(String id) {
    return id.startsWith("made.") ? id.split("\\.", 4)[1] : "challenge." + id;
  }

  private static List<MetView> met(List<ChallengeRun.Met> all, LessonAnswers texts) {
    return all.stream()
        .map(each -> new MetView(texts.text(each.say()), each.probe(), each.met(), each.unknown()))
        .toList();
  }

  private ChallengeRun run(String id) {
    return school
        .challenge(id)
        .or(() -> working(() -> made.find(id)))
        .orElseThrow(() -> unknown(id));
  }

  private static ApiException unknown(String id) {
    return new ApiException(ProblemKind.NOT_FOUND, Fault.request("api.challenge.unknown", id));
  }

  /** Works where walks may be made. */
  private <T> T working(Supplier<T> work) {
    WalkPlaces.Place place = places.enter();
    try {
      return work.get();
    } finally {
      place.close();
    }
  }
}
