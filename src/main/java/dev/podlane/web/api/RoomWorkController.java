package dev.podlane.web.api;

import dev.podlane.answer.Localizer;
import dev.podlane.classroom.Member;
import dev.podlane.classroom.Rules;
import dev.podlane.web.api.ChallengeViews.ChallengeCheckView;
import dev.podlane.web.api.RoomBodies.CheckBody;
import dev.podlane.web.api.RoomBodies.WorkBody;
import dev.podlane.web.api.RoomDoor.Guest;
import dev.podlane.web.api.RoomViews.RoomCheckView;
import dev.podlane.web.api.RoomViews.StateView;
import dev.podlane.web.api.RoomViews.WorkView;
import dev.podlane.web.api.problem.ExceptionTranslator;
import dev.podlane.web.library.OpenedCluster;
import dev.podlane.web.library.Schoolroom;
import dev.podlane.web.rooms.OpenRoom;
import dev.podlane.web.rooms.RoomClusters;
import dev.podlane.web.rooms.RoomNews;
import dev.podlane.web.rooms.Rooms;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Validator;
import java.util.Objects;
import java.util.Set;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The work of a class: everyone in a cluster of one's own. */
@RestController
@Tag(name = "Class")
class RoomWorkController {
  private final RoomDoor door;
  private final Rooms rooms;
  private final RoomNews news;
  private final RoomClusters work;
  private final RoomAnswers answers;
  private final ChallengeController challenges;
  private final Schoolroom school;
  private final ClusterAnswers clusters;
  private final Validator validator;

  RoomWorkController(
      RoomDoor door,
      Rooms rooms,
      RoomNews news,
      RoomClusters work,
      RoomAnswers answers,
      ChallengeController challenges,
      Schoolroom school,
      ClusterAnswers clusters,
      Validator validator) {
    this.door = door;
    this.rooms = rooms;
    this.news = news;
    this.work = work;
    this.answers = answers;
    this.challenges = challenges;
    this.school = school;
    this.clusters = clusters;
    this.validator = validator;
  }

  @PostMapping(
      path = "/api/rooms/{code}/clusters",
      consumes = "application/json",
      produces = "application/json")
  @Operation(
      summary = "Get a member's own copy of a cluster, to be changed",
      description =
          "The first time it is made, and from then on the same one is told. It is removed when the"
              + " room ends.")
  @RoomController.Key
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = WorkBody.class),
              examples =
                  @ExampleObject(name = "a challenge", value = "{\"of\": \"challenge.no-row\"}")))
  @ApiDocs.Problems
  WorkView begin(
      @RoomController.Code @PathVariable String code,
      @RequestBody WorkBody body,
      HttpServletRequest request) {
    ExceptionTranslator.valid(validator, body);
    Guest guest = door.member(code, request);
    Member member = guest.requireMember();
    String of = Objects.requireNonNull(body.of());
    Localizer words = clusters.words(request);
    boolean again = Boolean.TRUE.equals(body.again());
    String name = name(of, words);
    OpenedCluster own =
        work.begin(guest.room(), member, of, name, again)
            .orElseThrow(() -> ClusterAnswers.unknown(of));
    return new WorkView(of, clusters.cluster(own, words));
  }

  /** A lesson or challenge is called by its title. */
  private String name(String of, Localizer words) {
    LessonAnswers texts = LessonAnswers.in(words);
    return of.startsWith("challenge.")
        ? school
            .challenge(of.substring("challenge.".length()))
            .map(run -> texts.text(run.challenge().title()))
            .orElseThrow(() -> ClusterAnswers.unknown(of))
        : clusters.name(clusters.find(of), words);
  }

  @PostMapping(
      path = "/api/rooms/{code}/checks",
      consumes = "application/json",
      produces = "application/json")
  @Operation(
      summary = "Check a member's cluster against the goals of a challenge",
      description =
          "The cluster is the member's copy of the challenge, whatever the client says. That it was"
              + " met is kept, with the fewest edits it took.")
  @RoomController.Key
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = CheckBody.class),
              examples =
                  @ExampleObject(name = "a challenge", value = "{\"challenge\": \"no-row\"}")))
  @ApiDocs.Problems
  RoomCheckView check(
      @RoomController.Code @PathVariable String code,
      @RequestBody CheckBody body,
      HttpServletRequest request) {
    ExceptionTranslator.valid(validator, body);
    Guest guest = door.member(code, request);
    Member member = guest.requireMember();
    String challenge = Objects.requireNonNull(body.challenge());
    String cluster = Rules.cluster(member, challenge);
    ChallengeCheckView check = challenges.check(challenge, cluster, request);
    OpenRoom room = guest.room();
    if (check.passed()) {
      int edits = check.edits();
      room = rooms.act(room.code(), now -> Rules.pass(now, member.number(), challenge, edits));
    }
    Set<Integer> here = news.here(room.code());
    StateView state = answers.state(room, here.size(), RoomNews.following(room, here), false);
    return new RoomCheckView(check, state);
  }
}
