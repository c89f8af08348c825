package dev.podlane.trace.record;

import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.trace.Skb;
import dev.podlane.trace.step.Step;
import org.jspecify.annotations.Nullable;

/**
 * A packet on its way through one namespace: where it is, and the hop its steps are written to.
 * Copies made by a flood share the hop.
 *
 * @param ns the namespace
 * @param hop hop that steps are written to
 * @param skb the packet as it is now
 * @param in device it came in by, none for a packet of this host's own
 * @param port bridge port it came in by, while bridge netfilter holds it
 * @param upBy bridge port it came in by, once bridge netfilter has handed it to this host; the skb
 *     keeps that (struct nf_bridge_info) in all hooks it passes here
 */
public record PacketInHost(
    NetworkNamespace ns,
    HopBuilder hop,
    Skb skb,
    @Nullable Device in,
    @Nullable Device port,
    @Nullable Device upBy) {
  public PacketInHost(
      NetworkNamespace ns, HopBuilder hop, Skb skb, @Nullable Device in, @Nullable Device port) {
    this(ns, hop, skb, in, port, null);
  }

  /** This packet, as it is now. */
  public PacketInHost with(Skb now) {
    return new PacketInHost(ns, hop, now, in, port, upBy);
  }

  /** This packet, received by another device of the host. */
  public PacketInHost cameInBy(Device device) {
    return new PacketInHost(ns, hop, skb, device, port, upBy);
  }

  /** This packet, held by bridge netfilter since it came in by a port; none if it is not. */
  public PacketInHost onBridge(@Nullable Device by) {
    return new PacketInHost(ns, hop, skb, in, by, upBy);
  }

  /** This packet as the namespace stands now, written to another hop. */
  public PacketInHost in(NetworkNamespace now, HopBuilder other) {
    return new PacketInHost(now, other, skb, in, port, upBy);
  }

  /** This packet, handed to the host by bridge netfilter. */
  public PacketInHost handedUp() {
    return new PacketInHost(ns, hop, skb, in, null, port);
  }

  /** Bridge port it came in by as netfilter sees it (nf_bridge_get_physindev). */
  public @Nullable Device physicalIn() {
    return port == null ? upBy : port;
  }

  /** The name of {@link #physicalIn}; empty if there is none. */
  public String physicalInName() {
    Device physical = physicalIn();
    return physical == null ? "" : physical.name();
  }

  /** The IP packet; only called where there is one. */
  public IpPacket ip() {
    return skb.ip();
  }

  /** Writes a step that changes nothing. */
  public void note(Step step) {
    hop.add(step, skb, skb);
  }

  /** Records a step that changes the packet, and returns the changed packet. */
  public PacketInHost change(Step step, Skb after) {
    hop.add(step, skb, after);
    return with(after);
  }
}
