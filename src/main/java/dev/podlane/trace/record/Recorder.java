package dev.podlane.trace.record;

import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.step.DropReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the hops of one trace. */
public final class Recorder {
  private final long start;
  private final Budget budget;
  private final int last;
  private final List<HopBuilder> hops = new ArrayList<>();
  private int packets;
  private int seq;
  private Outcome.@Nullable End lastDrop;

  /**
   * An empty record of a walk that starts at a moment in milliseconds.
   *
   * @param last number of the last step to record; the walk ends before the one after it
   */
  public Recorder(long start, Budget budget, int last) {
    this.start = start;
    this.budget = budget;
    this.last = last;
  }

  /** The walk has been recorded as far as it was asked for. */
  public static final class Reached extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Reached() {
      super("the last step has been recorded", null, false, false);
    }
  }

  /** Returns the budget that counts the steps. */
  Budget budget() {
    return budget;
  }

  /** A hop by its number. */
  public HopBuilder hop(int id) {
    return hops.get(id);
  }

  int nextSeq() {
    if (seq > last) {
      throw new Reached();
    }
    return seq++;
  }

  /** A new packet begins in a namespace, caused by the last step of another hop or by nothing. */
  public HopBuilder packet(String namespace, Flow flow, @Nullable HopBuilder cause, long now) {
    Hop.Parent parent = parentOf(cause);
    int tick = cause == null || parent == null ? 0 : cause.tick();
    return open(namespace, flow, packets++, parent, tick, now);
  }

  /** A packet continues in the namespace at the other end of a wire. */
  public HopBuilder arrival(String namespace, HopBuilder from, Hop.Parent sentBy, long now) {
    Hop.Parent parent = from.isOf(this) ? sentBy : null;
    return open(namespace, from.flow(), from.packet(), parent, from.tick() + 1, now);
  }

  private Hop.@Nullable Parent parentOf(@Nullable HopBuilder cause) {
    return cause != null && cause.isOf(this) ? cause.here() : null;
  }

  private HopBuilder open(
      String namespace, Flow flow, int packet, Hop.@Nullable Parent parent, int tick, long now) {
    HopBuilder hop =
        new HopBuilder(this, hops.size(), parent, tick, now - start, flow, packet, namespace);
    hops.add(hop);
    return hop;
  }

  /** Notes a drop; the last one of the conversation explains a time-out. */
  public void dropped(HopBuilder hop, @Nullable String device, DropReason reason) {
    if (hop.flow().isConversation() && reason != DropReason.OTHERHOST) {
      lastDrop =
          new Outcome.End(hop.flow(), hop.namespace(), device, new Outcome.Reason.Drop(reason));
    }
  }

  /** Returns the place where the last packet of the conversation ended, null if none did. */
  public Outcome.@Nullable End lastDrop() {
    return lastDrop;
  }

  /** Returns the hops recorded. A walk may have been stopped before its last hop had a step. */
  public List<Hop> build() {
    List<Hop> built = new ArrayList<>(hops.size());
    for (HopBuilder hop : hops) {
      if (hop.size() > 0) {
        built.add(hop.build());
      }
    }
    return List.copyOf(built);
  }
}
