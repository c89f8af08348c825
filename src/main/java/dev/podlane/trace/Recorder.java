package dev.podlane.trace;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the hops of one trace. */
final class Recorder {
  private final long start;
  private final Budget budget;
  private final List<HopBuilder> hops = new ArrayList<>();
  private int packets;
  private int seq;
  private Outcome.@Nullable End lastDrop;

  Recorder(long start, Budget budget) {
    this.start = start;
    this.budget = budget;
  }

  /** What the steps are counted by. */
  Budget budget() {
    return budget;
  }

  /** A hop by its number. */
  HopBuilder hop(int id) {
    return hops.get(id);
  }

  int nextSeq() {
    return seq++;
  }

  /** A new packet begins in a namespace, caused by the last step of another hop or by nothing. */
  HopBuilder packet(String namespace, Flow flow, @Nullable HopBuilder cause, long now) {
    Hop.Parent parent = parentOf(cause);
    int tick = cause == null || parent == null ? 0 : cause.tick();
    return open(namespace, flow, packets++, parent, tick, now);
  }

  /** A packet goes on in the namespace at the other end of a wire. */
  HopBuilder arrival(String namespace, HopBuilder from, Hop.Parent sentBy, long now) {
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

  /** Notes a drop; the last one of request or reply explains a time-out. */
  void dropped(HopBuilder hop, @Nullable String device, DropReason reason) {
    boolean conversation = hop.flow() == Flow.REQUEST || hop.flow() == Flow.REPLY;
    if (conversation && reason != DropReason.OTHERHOST) {
      lastDrop =
          new Outcome.End(hop.flow(), hop.namespace(), device, new Outcome.Reason.Drop(reason));
    }
  }

  Outcome.@Nullable End lastDrop() {
    return lastDrop;
  }

  List<Hop> build() {
    Hop[] built = new Hop[hops.size()];
    for (int i = 0; i < built.length; i++) {
      built[i] = hops.get(i).build();
    }
    return List.of(built);
  }
}
