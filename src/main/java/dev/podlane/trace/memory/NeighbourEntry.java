package dev.podlane.trace.memory;

import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.NeighbourState;
import dev.podlane.trace.record.PacketInHost;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A learned neighbour entry (struct neighbour) and the packets that wait for it. */
public final class NeighbourEntry {
  /** A neighbour does not take another hardware address so soon after an update (locktime 1 s). */
  private static final long LOCK_MILLIS = 1_000;

  /**
   * Time after which an entry in use whose neighbour is gone is given up: 30 s reachable
   * (base_reachable_time), 5 s of delay (delay_first_probe_time) and three requests 1 s apart
   * (ucast_solicit, retrans_time).
   */
  private static final long GIVEN_UP_MILLIS = 38_000;

  private static final long HERE = Long.MAX_VALUE / 2;

  private NeighbourState state = NeighbourState.FAILED;
  private @Nullable Mac mac;
  private long updated = Long.MIN_VALUE / 2;
  private long lostAt = HERE;
  private int attempts;
  private final Deque<PacketInHost> waiting = new ArrayDeque<>();
  private final Runnable changed;

  /**
   * An entry that knows nothing.
   *
   * @param changed called when the text of {@code ip neigh} for it changes
   */
  public NeighbourEntry(Runnable changed) {
    this.changed = changed;
  }

  /** Takes over the state of another entry, and the packets that wait there. */
  void become(NeighbourEntry other) {
    state = other.state;
    mac = other.mac;
    updated = other.updated;
    lostAt = other.lostAt;
    attempts = other.attempts;
    waiting.addAll(other.waiting);
    changed.run();
  }

  /** State of the entry. */
  public NeighbourState state() {
    return state;
  }

  /** Hardware address, none as long as it is not known. */
  public @Nullable Mac mac() {
    return mac;
  }

  /** Returns the number of requests since the address was last confirmed. */
  public int attempts() {
    return attempts;
  }

  /** Returns false for an entry that was made and not asked for yet (NUD_NONE). */
  boolean isShown() {
    return state != NeighbourState.FAILED || attempts > 0;
  }

  /** Returns the number of packets queued. */
  public int queued() {
    return waiting.size();
  }

  /** The packets that wait. */
  public Stream<PacketInHost> waiting() {
    return waiting.stream();
  }

  /** Returns true if packets can be sent to it without waiting. */
  public boolean isUsable() {
    return state != NeighbourState.INCOMPLETE && state != NeighbourState.FAILED && mac != null;
  }

  /** It is not known any more, and will be asked. */
  public void startAsking() {
    state = NeighbourState.INCOMPLETE;
    mac = null;
    attempts = 0;
    changed.run();
  }

  /** One more request went out. */
  public void askedAgain() {
    attempts++;
  }

  /** A packet waits for an answer. */
  public void await(PacketInHost passage) {
    waiting.add(passage);
  }

  /** The neighbour is gone, and nobody was told. */
  void lost(long now) {
    lostAt = Math.min(lostAt, now);
  }

  /** Returns true if the kernel has found out that the neighbour is gone. */
  public boolean isGivenUp(long now) {
    return isUsable() && now - lostAt > GIVEN_UP_MILLIS;
  }

  /** It did not answer. */
  public void fail() {
    state = NeighbourState.FAILED;
    mac = null;
    changed.run();
  }

  /**
   * Updates the entry from an ARP message (neigh_update without override within the lock time).
   *
   * @return true if the message was accepted
   */
  public boolean learn(Mac from, NeighbourState as, long now, boolean overrides) {
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
    lostAt = HERE;
    changed.run();
    return true;
  }

  /** Takes the packets that wait. */
  public List<PacketInHost> release() {
    List<PacketInHost> all = new ArrayList<>(waiting);
    waiting.clear();
    return all;
  }
}
