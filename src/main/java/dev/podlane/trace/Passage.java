package dev.podlane.trace;

import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.IpPacket;
import org.jspecify.annotations.Nullable;

/**
 * A packet on its way through one namespace: where it is, and the hop its steps are written to.
 * Copies made by a flood share the hop.
 *
 * @param ns the namespace
 * @param hop where steps are written
 * @param skb the packet as it is now
 * @param in device it came in by, none for a packet of this host's own
 * @param port bridge port it came in by, while bridge netfilter holds it
 * @param upBy bridge port it came in by, once bridge netfilter has handed it to this host; the skb
 *     keeps that (struct nf_bridge_info) in all hooks it passes here
 */
record Passage(
    NetworkNamespace ns,
    HopBuilder hop,
    Skb skb,
    @Nullable Device in,
    @Nullable Device port,
    @Nullable Device upBy) {
  Passage(
      NetworkNamespace ns, HopBuilder hop, Skb skb, @Nullable Device in, @Nullable Device port) {
    this(ns, hop, skb, in, port, null);
  }

  Passage with(Skb now) {
    return new Passage(ns, hop, now, in, port, upBy);
  }

  Passage cameInBy(Device device) {
    return new Passage(ns, hop, skb, device, port, upBy);
  }

  Passage onBridge(@Nullable Device by) {
    return new Passage(ns, hop, skb, in, by, upBy);
  }

  Passage in(NetworkNamespace now, HopBuilder other) {
    return new Passage(now, other, skb, in, port, upBy);
  }

  /** This packet, handed to the host by bridge netfilter. */
  Passage handedUp() {
    return new Passage(ns, hop, skb, in, null, port);
  }

  /** Bridge port it came in by as netfilter sees it (nf_bridge_get_physindev). */
  @Nullable Device physicalIn() {
    return port == null ? upBy : port;
  }

  /** The name of {@link #physicalIn}; empty if there is none. */
  String physicalInName() {
    Device physical = physicalIn();
    return physical == null ? "" : physical.name();
  }

  IpPacket ip() {
    return skb.ip();
  }

  /** Writes a step that changes nothing. */
  void note(Step step) {
    hop.add(step, skb, skb);
  }

  /** Writes a step that changes the packet, and goes on with the changed one. */
  Passage change(Step step, Skb after) {
    hop.add(step, skb, after);
    return with(after);
  }
}
