package dev.podlane.web.api;

import dev.podlane.classroom.Member;
import dev.podlane.web.api.RoomDoor.Guest;
import dev.podlane.web.api.RoomViews.StateView;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.web.live.LiveAnswer;
import dev.podlane.web.rooms.OpenRoom;
import dev.podlane.web.rooms.RoomNews;
import io.nayuki.qrcodegen.QrCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The state of a room, told as it changes; the picture of its link, and its results. */
@RestController
@Tag(name = "Class")
class RoomNewsController {
  private static final String EVENT = "id: 42\nevent: room\ndata: " + RoomViews.STATE + "\n\n:\n\n";

  private final RoomDoor door;
  private final RoomNews news;
  private final RoomAnswers answers;
  private final ClusterAnswers clusters;

  RoomNewsController(RoomDoor door, RoomNews news, RoomAnswers answers, ClusterAnswers clusters) {
    this.door = door;
    this.news = news;
    this.answers = answers;
    this.clusters = clusters;
  }

  @GetMapping(path = "/api/rooms/{code}/events", params = "!since")
  @Operation(
      summary = "Be told the state of a room whenever it changes, as server-sent events",
      description =
          "Each event `room` is the whole present state, and its id the number of the last thing"
              + " that happened; `end` says that the room has ended. With the id that is known in"
              + " Last-Event-ID, the state comes at once if it is another one by now. A comment"
              + " comes every 15 seconds. With a member's key the member counts as here.")
  @RoomController.Key
  @ApiResponse(
      responseCode = "200",
      description = "The events, for as long as the client stays",
      content =
          @Content(
              mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
              schema = @Schema(type = "string"),
              examples = @ExampleObject(name = "the state, and a comment", value = EVENT)))
  @ApiDocs.Problems
  void events(
      @RoomController.Code @PathVariable String code,
      @Parameter(in = ParameterIn.HEADER, description = "Id of the last event", example = "41")
          @RequestHeader(name = "Last-Event-ID", required = false)
          @Nullable String last,
      HttpServletRequest request,
      HttpServletResponse response) {
    Guest guest = door.guest(code, request);
    response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE + ";charset=UTF-8");
    response.setHeader("X-Accel-Buffering", "no");
    boolean head = "HEAD".equals(request.getMethod());
    if (!head && request.getAttribute(LiveAnswer.ATTRIBUTE) instanceof LiveAnswer live) {
      Member member = guest.member();
      news.listen(guest.room(), member == null ? 0 : member.number(), known(last), live);
    }
  }

  /** An id that is no number is one of another server, or of nobody. */
  private static long known(@Nullable String last) {
    return last != null && last.matches("[0-9]{1,18}") ? Long.parseLong(last) : -1;
  }

  @GetMapping(path = "/api/rooms/{code}/events", params = "since", produces = "application/json")
  @Operation(
      summary = "Ask whether the state of a room has changed",
      description =
          "For those whose proxy holds back server-sent events: every two seconds is often enough."
              + " A member who has asked within 20 seconds counts as here.")
  @RoomController.Key
  @ApiResponse(
      responseCode = "200",
      description = "The state",
      content =
          @Content(
              mediaType = "application/json",
              schema = @Schema(implementation = StateView.class)))
  @ApiResponse(responseCode = "204", description = "It is still the one with that number")
  @ApiDocs.Problems
  ResponseEntity<byte[]> since(
      @RoomController.Code @PathVariable String code,
      @Parameter(description = "The `seq` that is known; -1 for none", example = "41") @RequestParam
          long since,
      HttpServletRequest request) {
    Guest guest = door.guest(code, request);
    OpenRoom room = guest.room();
    Member member = guest.member();
    if (member != null) {
      news.asked(room, member);
    }
    return room.seq() == since
        ? ResponseEntity.noContent().build()
        : ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(news.json(room));
  }

  @GetMapping(path = "/api/rooms/{code}/qr.svg", produces = "image/svg+xml")
  @Operation(
      summary = "Get the QR code of the link by which others join",
      description = "404 where nobody else can reach the server: a picture would lead nowhere.")
  @ApiResponse(
      responseCode = "200",
      description = "Black on white, with the margin that readers need",
      content = @Content(mediaType = "image/svg+xml", schema = @Schema(type = "string")))
  @ApiDocs.Problems
  ResponseEntity<String> picture(
      @RoomController.Code @PathVariable String code, HttpServletRequest request) {
    OpenRoom room = door.guest(code, request).room();
    String url =
        answers
            .url(room)
            .orElseThrow(
                () ->
                    new ApiException(ProblemKind.NOT_FOUND, Fault.request("api.room.no-picture")));
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("image/svg+xml"))
        .body(RoomPicture.svg(QrCode.encodeText(url, QrCode.Ecc.MEDIUM)));
  }

  @GetMapping(path = "/api/rooms/{code}/results.csv", produces = MediaTypes.CSV)
  @Operation(
      summary = "Get everyone's results as a table",
      description =
          "Teacher only. A row for each member, by number or by a name of the word list: the edits"
              + " it took to meet each challenge, and the choice in each question.")
  @RoomController.Key
  @ApiResponse(
      responseCode = "200",
      description = "UTF-8 with a byte order mark, as spreadsheets want it",
      content =
          @Content(
              mediaType = MediaTypes.CSV,
              schema = @Schema(type = "string"),
              examples =
                  @ExampleObject(
                      name = "two members",
                      value = "number,no-row,question 1\r\n1,2,2\r\n2,,3\r\n")))
  @ApiDocs.Problems
  ResponseEntity<String> results(
      @RoomController.Code @PathVariable String code, HttpServletRequest request) {
    OpenRoom room = door.teacher(code, request);
    String name = "class-" + room.code() + ".csv";
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType(MediaTypes.CSV + ";charset=UTF-8"))
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name).build().toString())
        .body("\uFEFF" + RoomAnswers.csv(room.room(), clusters.words(request)));
  }
}
