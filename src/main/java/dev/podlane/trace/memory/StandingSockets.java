package dev.podlane.trace.memory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The connections that programs keep open from one walk to the next, and those that are half open
 * in between.
 */
public final class StandingSockets {
  private final Map<SocketKey, StandingSocket> byKey = new LinkedHashMap<>();
  private final Map<SocketKey, HalfOpen> halfOpen = new LinkedHashMap<>();
  private boolean kept;

  StandingSockets copy() {
    StandingSockets copy = new StandingSockets();
    copy.byKey.putAll(byKey);
    copy.halfOpen.putAll(halfOpen);
    copy.kept = kept;
    return copy;
  }

  /** Connections outlast the walks in which they begin, from now on or no longer. */
  public void keep(boolean now) {
    kept = now;
  }

  /** Returns true if connections outlast their walks. */
  public boolean isKept() {
    return kept;
  }

  /** The end with that key, none if there is none. */
  public @Nullable StandingSocket find(SocketKey key) {
    return byKey.get(key);
  }

  /** All ends, in the order in which they began. */
  public List<StandingSocket> all() {
    return List.copyOf(byKey.values());
  }

  /** An end is as given from now on. */
  public void put(StandingSocket socket) {
    byKey.put(socket.key(), socket);
  }

  /** The half-open connections of servers, by the server's end; the caller may change them. */
  public Map<SocketKey, HalfOpen> halfOpen() {
    return halfOpen;
  }

  /** Forgets ends and half-open connections without a word to the others. */
  void forget(Predicate<SocketKey> those) {
    byKey.keySet().removeIf(those);
    halfOpen.keySet().removeIf(those);
  }

  /** Forgets ends without a word to the others. */
  public void remove(Predicate<StandingSocket> those) {
    byKey.values().removeIf(those);
  }
}
