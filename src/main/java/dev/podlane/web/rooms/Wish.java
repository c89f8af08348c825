package dev.podlane.web.rooms;

import dev.podlane.classroom.Room;
import dev.podlane.classroom.RoomEvent;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Something that is to be done in a room. After it was made, it is used under one lock. */
final class Wish {
  private final String code;
  private final Function<Room, List<RoomEvent>> change;
  private List<RoomEvent> events = List.of();
  private @Nullable OpenRoom after;
  private @Nullable RuntimeException failure;
  private boolean over;

  Wish(String code, Function<Room, List<RoomEvent>> change) {
    this.code = code;
    this.change = change;
  }

  String code() {
    return code;
  }

  /** Computes what it leads to in the room as it is. */
  OpenRoom decide(OpenRoom now) {
    events = change.apply(now.room());
    OpenRoom next = now.after(events);
    after = next;
    return next;
  }

  /** The events that it led to; none before it is decided, and after it failed. */
  List<RoomEvent> events() {
    return failure == null ? events : List.of();
  }

  void fail(RuntimeException why) {
    failure = failure == null ? why : failure;
    over = true;
  }

  void settle() {
    over = true;
  }

  boolean isOver() {
    return over;
  }

  /** The room after it, or the exception that it failed with. */
  OpenRoom room() {
    if (failure != null) {
      throw failure;
    }
    return Objects.requireNonNull(after);
  }
}
