package dev.podlane.web.rooms;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The open connections of all rooms. One that was removed before it was added stays removed. */
final class Audience {
  private final Map<String, Set<Listener>> rooms = new HashMap<>();
  private final Set<Listener> early = new HashSet<>();

  synchronized void add(String code, Listener listener) {
    if (!early.remove(listener)) {
      rooms.computeIfAbsent(code, any -> new HashSet<>()).add(listener);
    }
  }

  synchronized void remove(String code, Listener listener) {
    Set<Listener> all = rooms.get(code);
    if (all == null || !all.remove(listener)) {
      early.add(listener);
    } else if (all.isEmpty()) {
      rooms.remove(code);
    }
  }

  /** The connections of a room. */
  synchronized Set<Listener> of(String code) {
    return Set.copyOf(rooms.getOrDefault(code, Set.of()));
  }

  /** The connections of all rooms. */
  synchronized List<Listener> all() {
    return rooms.values().stream().flatMap(Set::stream).toList();
  }
}
