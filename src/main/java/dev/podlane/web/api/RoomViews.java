package dev.podlane.web.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.podlane.web.api.ChallengeViews.ChallengeCheckView;
import dev.podlane.web.api.EntryViews.ClusterView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The views of rooms. */
final class RoomViews {
  static final String STATE =
      "{\"code\": \"4F7K3M\", \"seq\": 42, \"link\": \"lesson=gateway&page=3\","
          + " \"paused\": false, \"summons\": 1, \"named\": false, \"members\": 28, \"here\": 28,"
          + " \"following\": 26, \"ends\": \"2026-03-02T09:30:00Z\", \"question\": {\"number\": 1,"
          + " \"lesson\": \"gateway\", \"question\": \"next\", \"choices\": 3, \"stage\": \"open\","
          + " \"answered\": 21}, \"challenges\": [\"no-row\"], \"passed\": {\"no-row\": 17}}";

  private RoomViews() {}

  /** The state of a room, as far as everybody in it may know. */
  @Schema(name = "Room", example = STATE)
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record StateView(
      String code,
      @Schema(description = "Number of the last event; the id of the server-sent event") long seq,
      @Schema(description = "The teacher's page, as the part of its address behind #") String link,
      @Schema(description = "True while the class is to wait") boolean paused,
      @Schema(description = "Rises when everyone is brought to the teacher's page") int summons,
      @Schema(description = "True if members are shown by names of the word list") boolean named,
      @Schema(description = "Number of those who joined") int members,
      @Schema(description = "Members whose page is open") int here,
      @Schema(description = "Those of them who follow") int following,
      Instant ends,
      @Nullable QuestionView question,
      @Schema(description = "Challenges handed out; the last one is the present one")
          List<String> challenges,
      @Schema(description = "By challenge, number of the members who met it")
          Map<String, Integer> passed,
      @Nullable ShowView show) {}

  /** A question put to the class. */
  @Schema(name = "RoomQuestion")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record QuestionView(
      int number,
      @Schema(description = "The lesson it is from; absent for a free one") @Nullable String lesson,
      @Nullable String question,
      @Schema(description = "Words of a free question") @Nullable String text,
      @Schema(description = "Number of choices") int choices,
      @Schema(description = "open, closed or revealed") String stage,
      @Schema(description = "Members who have answered") int answered,
      @Schema(description = "Answers for each choice; for the class only once revealed")
          @Nullable List<Integer> counts,
      @Schema(description = "Number of the true choice, once revealed and if there is one")
          @Nullable Integer right) {}

  /** A member's stage that is shown to all. */
  @Schema(name = "RoomShow")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ShowView(
      int member,
      @Schema(description = "The member's page; absent until the member agrees")
          @Nullable String link) {}

  /** A room, and what only the teacher or the member who asks sees. */
  @Schema(name = "RoomDetail")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RoomView(
      StateView room,
      @Schema(description = "The link by which others join; absent if nobody else can")
          @Nullable String url,
      @Schema(description = "The reason why nobody else can join, and what to do")
          @Nullable String unreachable,
      @Schema(description = "Present for the teacher") @Nullable List<MemberView> members,
      @Schema(description = "Present for a member") @Nullable MemberView you) {}

  /** A member. */
  @Schema(name = "RoomMember")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MemberView(
      int number,
      @Schema(description = "From the word list", example = "otter") String name,
      boolean here,
      boolean alone,
      @Schema(description = "Choice in the present question") @Nullable Integer choice,
      @Schema(description = "By state it is a copy of, the id of the member's cluster")
          @Nullable Map<String, String> clusters,
      @Schema(description = "Challenges begun") List<String> begun,
      @Schema(description = "By challenge met, the edits it took") Map<String, Integer> passed) {}

  /** A room that was opened. */
  @Schema(name = "OpenedRoom")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OpenedView(
      StateView room,
      @Schema(description = "The teacher's key, told this once; for the header Podlane-Room-Key")
          String key,
      @Nullable String url,
      @Nullable String unreachable) {}

  /** Someone who joined. */
  @Schema(name = "JoinedRoom")
  record JoinedView(
      @Schema(example = "17") int number,
      @Schema(example = "otter") String name,
      @Schema(description = "The member's key, told this once; for the header Podlane-Room-Key")
          String key,
      StateView room) {}

  /** A member's cluster. */
  @Schema(name = "RoomCluster")
  record WorkView(
      @Schema(description = "The state it is a copy of", example = "challenge.no-row") String of,
      ClusterView cluster) {}

  /** A check of a challenge in a room. */
  @Schema(name = "RoomCheck")
  record RoomCheckView(ChallengeCheckView check, StateView room) {}
}
