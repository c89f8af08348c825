package dev.podlane.web.rooms;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The members who are here: those with an open connection, and those who asked a while ago. */
final class Attendance {
  private static final long ASKED_LATELY = TimeUnit.SECONDS.toNanos(20);

  private final LongSupplier nanos;
  private final Map<String, Map<Integer, Integer>> connected = new HashMap<>();
  private final Map<String, Map<Integer, Long>> asked = new HashMap<>();

  /**
   * Nobody is here yet.
   *
   * @param nanos a clock, as {@link System#nanoTime()}
   */
  Attendance(LongSupplier nanos) {
    this.nanos = nanos;
  }

  synchronized void connected(String code, int member) {
    connected.computeIfAbsent(code, any -> new HashMap<>()).merge(member, 1, Integer::sum);
  }

  synchronized void left(String code, int member) {
    Map<Integer, Integer> room = connected.get(code);
    if (room != null) {
      room.computeIfPresent(member, (any, count) -> count > 1 ? count - 1 : null);
      if (room.isEmpty()) {
        connected.remove(code);
      }
    }
  }

  synchronized void asked(String code, int member) {
    asked.computeIfAbsent(code, any -> new HashMap<>()).put(member, nanos.getAsLong());
  }

  /** Numbers of the members of a room who are here. */
  synchronized Set<Integer> here(String code) {
    Set<Integer> all = new HashSet<>(connected.getOrDefault(code, Map.of()).keySet());
    Map<Integer, Long> lately = asked.get(code);
    if (lately != null) {
      long now = nanos.getAsLong();
      lately.values().removeIf(moment -> now - moment > ASKED_LATELY);
      all.addAll(lately.keySet());
    }
    return Set.copyOf(all);
  }

  synchronized void forget(String code) {
    connected.remove(code);
    asked.remove(code);
  }
}
