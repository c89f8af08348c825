package dev.podlane.web.rooms;

import dev.podlane.classroom.Lines;
import dev.podlane.classroom.Member;
import dev.podlane.classroom.Room;
import dev.podlane.classroom.RoomEvent;
import dev.podlane.store.SavedRoom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A room in use.
 *
 * @param code its name in links
 * @param keyDigest digest of the teacher's key
 * @param address scheme, host and port under which others reach it; empty if nobody does
 * @param seq number of the last event; it never falls
 * @param logged events in its log
 * @param longest length that the log may have
 */
public record OpenRoom(
    String code,
    String keyDigest,
    String address,
    Instant begun,
    Instant ends,
    Room room,
    long seq,
    int logged,
    int longest) {
  /** A log is never shortened below this. */
  private static final int SHORT = 2_000;

  private static final int MOST_GROWTH = 4;

  /** The room of a log; its events are applied one after the other. */
  static OpenRoom of(SavedRoom saved) {
    Room room = Room.empty();
    for (String line : saved.lines()) {
      room = Lines.read(line).in(room);
    }
    int logged = saved.lines().size();
    return new OpenRoom(
        saved.code(),
        saved.keyDigest(),
        saved.address(),
        saved.begun(),
        saved.ends(),
        room,
        saved.seq(),
        logged,
        Math.max(SHORT, logged));
  }

  OpenRoom after(List<RoomEvent> events) {
    Room next = room;
    for (RoomEvent event : events) {
      next = event.in(next);
    }
    int more = events.size();
    return new OpenRoom(
        code, keyDigest, address, begun, ends, next, seq + more, logged + more, longest);
  }

  /** The room with a log of this length. */
  OpenRoom shortened(int length) {
    int most = Math.max(SHORT, MOST_GROWTH * length);
    return new OpenRoom(code, keyDigest, address, begun, ends, room, seq, length, most);
  }

  boolean isLong() {
    return logged > longest;
  }

  /** Returns true if that is the teacher's key. */
  public boolean isTeacher(String key) {
    return Secrets.digest(key).equals(keyDigest);
  }

  /** The member whose key that is. */
  public Optional<Member> member(String key) {
    String digest = Secrets.digest(key);
    return room.members().stream().filter(each -> each.key().equals(digest)).findFirst();
  }
}
