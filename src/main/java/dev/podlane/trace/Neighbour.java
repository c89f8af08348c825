package dev.podlane.trace;

import dev.podlane.net.addr.Mac;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A learned neighbour entry (struct neighbour) and the packets that wait for it. */
final class Neighbour {
  /** A neighbour does not take another hardware address so soon after an update (locktime 1 s). */
  private static final long LOCK_MILLIS = 1_000;

  private NeighbourState state = NeighbourState.FAILED;
  private @Nullable Mac mac;
  private long updated = Long.MIN_VALUE / 2;
  private int attempts;
  private final Deque<Passage> waiting = new ArrayDeque<>();
  private final Runnable changed;

  /**
   * An entry that knows nothing.
   *
   * @param changed called when what {@code ip neigh} shows of it is another
   */
  Neighbour(Runnable changed) {
    this.changed = changed;
  }

  NeighbourState state() {
    return state;
  }

  @Nullable Mac mac() {
    return mac;
  }

  int attempts() {
    return attempts;
  }

  int queued() {
    return waiting.size();
  }

  Stream<Passage> waiting() {
    return waiting.stream();
  }

  boolean isUsable() {
    return state != NeighbourState.INCOMPLETE && state != NeighbourState.FAILED && mac != null;
  }

  void startAsking() {
    state = NeighbourState.INCOMPLETE;
    mac = null;
    attempts = 0;
    changed.run();
  }

  void askedAgain() {
    attempts++;
  }

  void await(Passage passage) {
    waiting.add(passage);
  }

  void fail() {
    state = NeighbourState.FAILED;
    mac = null;
    changed.run();
  }

  /**
   * Takes what an ARP message says (neigh_update without override within the lock time).
   *
   * @return whether anything was taken
   */
  boolean learn(Mac from, NeighbourState as, long now, boolean overrides) {
    boolean known = isUsable();
    if (known && !overrides && !from.equals(mac) && now - updated <= LOCK_MILLIS) {
      return false;
    }
    if (known && from.equals(mac) && as == NeighbourState.STALE) {
      return true;
    }
    mac = from;
    state = as;
    updated = now;
    changed.run();
    return true;
  }

  List<Passage> release() {
    List<Passage> all = new ArrayList<>(waiting);
    waiting.clear();
    return all;
  }
}
