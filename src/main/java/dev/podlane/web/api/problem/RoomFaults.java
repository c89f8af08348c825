package dev.podlane.web.api.problem;

import dev.podlane.classroom.RefusedException;
import dev.podlane.document.Place;
import dev.podlane.web.rooms.RoomException;
import java.util.Locale;
import java.util.Set;

/** The answers to what cannot be done in a room. */
final class RoomFaults {
  /** Refusals of what no state of a room would allow. */
  private static final Set<String> NEVER = Set.of("link", "text", "choices", "choice", "member");

  private RoomFaults() {}

  static ApiException of(RoomException failure) {
    ProblemKind kind =
        switch (failure.reason()) {
          case UNKNOWN -> ProblemKind.NOT_FOUND;
          case TRIES, OPENED, HASTE -> ProblemKind.TOO_MANY_TRIES;
          case ROOMS, CLUSTERS -> ProblemKind.STORE_FULL;
          case STREAMS -> ProblemKind.BUSY;
          case KEY -> ProblemKind.ROOM_KEY;
        };
    String code = "api.room." + failure.reason().name().toLowerCase(Locale.ROOT);
    return new ApiException(kind, new Fault(code, failure.args(), Place.NOWHERE));
  }

  static ApiException of(RefusedException refused) {
    boolean never = NEVER.contains(refused.code());
    ProblemKind kind = never ? ProblemKind.INVALID_FIELDS : ProblemKind.NOT_NOW;
    return new ApiException(
        kind, new Fault("api.room." + refused.code(), refused.args(), Place.NOWHERE));
  }
}
