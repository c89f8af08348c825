package dev.podlane.web.api;

import dev.podlane.classroom.Rules;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** The bodies of requests about rooms. */
final class RoomBodies {
  static final String OPEN = "{\"link\": \"lesson=gateway&page=3\", \"named\": false}";
  static final String ASK = "{\"act\": \"ask\", \"lesson\": \"gateway\", \"question\": \"next\"}";
  static final String FREE = "{\"act\": \"ask\", \"choices\": 2, \"text\": \"Does it come back?\"}";
  static final String ANSWER = "{\"act\": \"answer\", \"number\": 1, \"choice\": 2}";
  static final String SHOW = "{\"act\": \"show\", \"link\": \"lesson=gateway&page=4\"}";

  private RoomBodies() {}

  /** A room as it is opened. */
  @Schema(name = "RoomRequest", example = OPEN)
  record OpenBody(
      @Schema(
              description = "The page it shows first, as the part of its address behind #",
              example = "lesson=gateway&page=3")
          @NotBlank
          @Size(max = Rules.MOST_LINK)
          @Nullable String link,
      @Schema(description = "True to show members by names of the word list, not by numbers")
          @Nullable Boolean named) {}

  /** The things that a teacher or a member does. */
  enum Act {
    SHOW(true),
    BRING(true),
    PAUSE(true),
    RESUME(true),
    NAMES(true),
    NUMBERS(true),
    ASK(true),
    CLOSE(true),
    REVEAL(true),
    CLEAR(true),
    HAND(true),
    INVITE(true),
    UNSHOW(true),
    ANSWER(false),
    FOLLOW(false),
    LEAVE(false),
    ACCEPT(false),
    DECLINE(false),
    AT(false);

    private final boolean ofTeacher;

    Act(boolean ofTeacher) {
      this.ofTeacher = ofTeacher;
    }

    /** Returns true if the teacher alone may do it, false if a member does. */
    boolean isOfTeacher() {
      return ofTeacher;
    }
  }

  /** Something done in a room. */
  @Schema(name = "RoomAct", example = SHOW)
  record ActBody(
      @Schema(
              description =
                  "The teacher: show (link), bring (everyone here), pause, resume, names, numbers,"
                      + " ask (lesson and question, or choices and text), close, reveal (right),"
                      + " clear, hand (challenge), invite (member), unshow. A member: answer"
                      + " (number, choice), follow, leave (look around alone), accept (link),"
                      + " decline, at (link)",
              example = "show")
          @Nullable Act act,
      @Schema(description = "A page, as the part of its address behind #")
          @Size(max = Rules.MOST_LINK)
          @Nullable String link,
      @Size(max = 62) @Nullable String lesson,
      @Size(max = 60) @Nullable String question,
      @Range(min = 2, max = Rules.MOST_CHOICES) @Nullable Integer choices,
      @Size(max = Rules.MOST_TEXT) @Nullable String text,
      @Schema(description = "Number of the question that is answered") @Range(min = 1, max = 1_000)
          @Nullable Integer number,
      @Range(min = 1, max = Rules.MOST_CHOICES) @Nullable Integer choice,
      @Schema(description = "True choice of a free question, if there is one")
          @Range(min = 1, max = Rules.MOST_CHOICES)
          @Nullable Integer right,
      @Size(max = 62) @Nullable String challenge,
      @Range(min = 1, max = 1_000) @Nullable Integer member) {}

  /** A cluster to work in. */
  @Schema(name = "RoomClusterRequest", example = "{\"of\": \"challenge.no-row\"}")
  record WorkBody(
      @Schema(
              description = "The cluster or the state of a lesson or challenge to be copied",
              example = "challenge.no-row")
          @NotBlank
          @Size(max = 200)
          @Nullable String of,
      @Schema(description = "True to begin anew, in a fresh copy") @Nullable Boolean again) {}

  /** A challenge to be checked. */
  @Schema(name = "RoomCheckRequest", example = "{\"challenge\": \"no-row\"}")
  record CheckBody(
      @Schema(example = "no-row") @NotBlank @Size(max = 62) @Nullable String challenge) {}
}
