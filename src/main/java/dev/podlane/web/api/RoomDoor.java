package dev.podlane.web.api;

import dev.podlane.classroom.Member;
import dev.podlane.web.rooms.OpenRoom;
import dev.podlane.web.rooms.RoomException;
import dev.podlane.web.rooms.RoomException.Reason;
import dev.podlane.web.rooms.RoomGuard;
import dev.podlane.web.rooms.Rooms;
import dev.podlane.web.rooms.Secrets;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lets requests into rooms, by the code in the address and the key in a header. */
@Component
class RoomDoor {
  /** The header with the key of a teacher or member. */
  static final String KEY = "Podlane-Room-Key";

  private final Rooms rooms;
  private final RoomGuard guard;

  RoomDoor(Rooms rooms, RoomGuard guard) {
    this.rooms = rooms;
    this.guard = guard;
  }

  /**
   * Someone in a room.
   *
   * @param member the member with the key that was sent; null for the teacher and for others
   * @param teacher true if the teacher's key was sent
   */
  record Guest(OpenRoom room, @Nullable Member member, boolean teacher) {
    /** The member. */
    Member requireMember() {
      if (member == null) {
        throw new RoomException(Reason.KEY);
      }
      return member;
    }
  }

  /**
   * The guest of a request. Unknown codes are counted, and once an address has tried too many of
   * them it is refused even known ones, unless it has a key: else trying would go on.
   *
   * @throws RoomException if there is no such room, the key is wrong, or too many codes were tried
   */
  Guest guest(String code, HttpServletRequest request) {
    String client = request.getRemoteAddr();
    Optional<OpenRoom> found = rooms.find(code);
    String key = request.getHeader(KEY);
    if (found.isEmpty()) {
      guard.missed(client);
      String plain = Secrets.plain(code);
      throw new RoomException(Reason.UNKNOWN, plain.isEmpty() ? "-" : plain);
    }
    OpenRoom room = found.get();
    if (key == null) {
      guard.requireTries(client);
      return new Guest(room, null, false);
    }
    boolean teacher = room.isTeacher(key);
    Optional<Member> member = teacher ? Optional.empty() : room.member(key);
    if (!teacher && member.isEmpty()) {
      guard.missed(client);
      throw new RoomException(Reason.KEY);
    }
    return new Guest(room, member.orElse(null), teacher);
  }

  /** The room of its teacher. */
  OpenRoom teacher(String code, HttpServletRequest request) {
    Guest guest = guest(code, request);
    if (!guest.teacher()) {
      throw new RoomException(Reason.KEY);
    }
    return guest.room();
  }

  /** A member who wants to do something. */
  Guest member(String code, HttpServletRequest request) {
    Guest guest = guest(code, request);
    guard.requirePatience(guest.room().code(), guest.requireMember().number());
    return guest;
  }
}
