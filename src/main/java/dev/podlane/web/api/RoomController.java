package dev.podlane.web.api;

import dev.podlane.answer.Localizer;
import dev.podlane.classroom.Room;
import dev.podlane.classroom.RoomEvent;
import dev.podlane.classroom.Rules;
import dev.podlane.web.access.Reach;
import dev.podlane.web.api.RoomBodies.ActBody;
import dev.podlane.web.api.RoomBodies.OpenBody;
import dev.podlane.web.api.RoomDoor.Guest;
import dev.podlane.web.api.RoomViews.JoinedView;
import dev.podlane.web.api.RoomViews.OpenedView;
import dev.podlane.web.api.RoomViews.RoomView;
import dev.podlane.web.api.RoomViews.StateView;
import dev.podlane.web.api.problem.ExceptionTranslator;
import dev.podlane.web.rooms.OpenRoom;
import dev.podlane.web.rooms.RoomException;
import dev.podlane.web.rooms.RoomException.Reason;
import dev.podlane.web.rooms.RoomGuard;
import dev.podlane.web.rooms.RoomNews;
import dev.podlane.web.rooms.RoomProperties;
import dev.podlane.web.rooms.Rooms;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Validator;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Rooms in which a class follows a teacher. */
@RestController
@Tag(
    name = "Class",
    description =
        "Rooms in which a class follows a teacher, without accounts. The keys of teacher and"
            + " members go in the header Podlane-Room-Key; the server keeps their digests only")
class RoomController {
  private final Rooms rooms;
  private final RoomNews news;
  private final RoomDoor door;
  private final RoomGuard guard;
  private final RoomActs acts;
  private final RoomAnswers answers;
  private final ClusterAnswers clusters;
  private final RoomProperties limits;
  private final Reach reach;
  private final Validator validator;

  RoomController(
      Rooms rooms,
      RoomNews news,
      RoomDoor door,
      RoomGuard guard,
      RoomActs acts,
      RoomAnswers answers,
      ClusterAnswers clusters,
      RoomProperties limits,
      Reach reach,
      Validator validator) {
    this.rooms = rooms;
    this.news = news;
    this.door = door;
    this.guard = guard;
    this.acts = acts;
    this.answers = answers;
    this.clusters = clusters;
    this.limits = limits;
    this.reach = reach;
    this.validator = validator;
  }

  /** The code in the path. */
  @Target(ElementType.PARAMETER)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(
      name = "code",
      in = ParameterIn.PATH,
      description = "The code of the room, in capital or small letters",
      example = "4F7K3M")
  @interface Code {}

  /** The key of a teacher or member. */
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.RUNTIME)
  @Parameter(
      name = RoomDoor.KEY,
      in = ParameterIn.HEADER,
      description = "The key that the answer to opening or joining told",
      example = "5b1d9f02c6a8473e90bb1c27f4d6e8a3157c")
  @interface Key {}

  @PostMapping(path = "/api/rooms", consumes = "application/json", produces = "application/json")
  @Operation(
      summary = "Open a room",
      description =
          "The answer has the teacher's key, and the link by which others join if any can. A room"
              + " ends after a day, and nothing of it is kept then.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = OpenBody.class),
              examples = @ExampleObject(name = "at a lesson", value = RoomBodies.OPEN)))
  @ApiResponse(responseCode = "201", description = "Opened; Location names it")
  @ApiDocs.Problems
  ResponseEntity<OpenedView> open(@RequestBody OpenBody body, HttpServletRequest request) {
    ExceptionTranslator.valid(validator, body);
    String link = body.link() == null ? "" : body.link();
    Rules.move(Room.empty(), link);
    guard.opens(request.getRemoteAddr());
    String set = limits.address();
    String address = set.isEmpty() ? reach.address(request).orElse("") : set;
    Rooms.Opened opened = rooms.open(link, Boolean.TRUE.equals(body.named()), address);
    OpenRoom room = opened.room();
    String url = answers.url(room).orElse(null);
    String unreachable = url == null ? clusters.words(request).say("api.room.reach") : null;
    URI location = URI.create(request.getContextPath() + "/api/rooms/" + room.code());
    return ResponseEntity.created(location)
        .body(new OpenedView(state(room, true), opened.key(), url, unreachable));
  }

  @GetMapping(path = "/api/rooms/{code}", produces = "application/json")
  @Operation(
      summary = "Get the state of a room",
      description = "With the teacher's key its members too, and with a member's that member.")
  @Key
  @ApiDocs.Problems
  RoomView get(@Code @PathVariable String code, HttpServletRequest request) {
    Guest guest = door.guest(code, request);
    Set<Integer> here = news.here(guest.room().code());
    return answers.view(guest, state(guest.room(), guest.teacher()), here, clusters.words(request));
  }

  @DeleteMapping("/api/rooms/{code}")
  @Operation(summary = "Close a room, and forget everything about it", description = "Teacher only")
  @Key
  @ApiResponse(responseCode = "204", description = "Closed")
  @ApiDocs.Problems
  ResponseEntity<Void> close(@Code @PathVariable String code, HttpServletRequest request) {
    rooms.close(door.teacher(code, request).code());
    return ResponseEntity.noContent().build();
  }

  @PostMapping(path = "/api/rooms/{code}/members", produces = "application/json")
  @Operation(
      summary = "Join a room",
      description =
          "Nothing is sent and nothing asked: the member is a number, and a name from a word list."
              + " Of one address only unknown codes are counted, as a whole class may share it.")
  @ApiResponse(responseCode = "201", description = "Joined")
  @ApiDocs.Problems
  ResponseEntity<JoinedView> join(@Code @PathVariable String code, HttpServletRequest request) {
    Guest guest = door.guest(code, request);
    Rooms.Joined joined = rooms.join(guest.room().code());
    Localizer words = clusters.words(request);
    int number = joined.number();
    JoinedView view =
        new JoinedView(
            number, RoomNames.of(number, words), joined.key(), state(joined.room(), false));
    return ResponseEntity.status(201).body(view);
  }

  @PostMapping(
      path = "/api/rooms/{code}/acts",
      consumes = "application/json",
      produces = "application/json")
  @Operation(
      summary = "Do something in a room",
      description = "When the answer comes, it is saved, and everyone is being told.")
  @Key
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      required = true,
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = ActBody.class),
              examples = {
                @ExampleObject(name = "teacher: show a page", value = RoomBodies.SHOW),
                @ExampleObject(name = "teacher: ask the lesson's question", value = RoomBodies.ASK),
                @ExampleObject(name = "teacher: ask something else", value = RoomBodies.FREE),
                @ExampleObject(name = "member: answer", value = RoomBodies.ANSWER)
              }))
  @ApiDocs.Problems
  StateView act(
      @Code @PathVariable String code, @RequestBody ActBody body, HttpServletRequest request) {
    ExceptionTranslator.valid(validator, body);
    Guest guest = door.guest(code, request);
    boolean ofTeacher = body.act() == null || body.act().isOfTeacher();
    if (ofTeacher != guest.teacher()) {
      throw new RoomException(Reason.KEY);
    }
    int member = ofTeacher ? 0 : guest.requireMember().number();
    guard.requirePatience(guest.room().code(), member);
    Function<Room, List<RoomEvent>> change = acts.change(guest.room().room(), body, member);
    return state(rooms.act(guest.room().code(), change), guest.teacher());
  }

  private StateView state(OpenRoom room, boolean teacher) {
    Set<Integer> here = news.here(room.code());
    return answers.state(room, here.size(), RoomNews.following(room, here), teacher);
  }
}
