package dev.podlane.trace.link;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.IpInIp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Skb;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.OutputRoute;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.kernel.TunnelSockets;
import dev.podlane.trace.record.Budget;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.Field;
import dev.podlane.trace.step.LinkStep;
import dev.podlane.trace.step.TunnelStep;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Puts packets into packets and takes them out again (net/ipv4/ipip.c, net/ipv4/ip_tunnel.c); hands
 * on what is of VXLAN.
 */
final class IpipStage implements TunnelSockets {
  /** IP_TUNNEL_RECURSION_LIMIT: transmissions within one another, tunnels counted twice. */
  private static final int RECURSION_LIMIT = 5;

  private static final int LONGEST_PACKET = 65_535;
  private static final Field DOWN = new Field("state", "UP", "DOWN");

  private final Kernel kernel;
  private final Stages stages;
  private final VxlanStage vxlan;

  IpipStage(Kernel kernel, Stages stages, VxlanStage vxlan) {
    this.kernel = kernel;
    this.stages = stages;
    this.vxlan = vxlan;
  }

  @Override
  public boolean takes(PacketInHost passage, Segment datagram) {
    return vxlan.takes(passage, datagram);
  }

  /** The device has no hardware addresses; a tap shows zeros, as of lo. */
  @Override
  public boolean transmit(PacketInHost routed, Device device, Ip nextHop) {
    PacketInHost passage = routed.with(framed(routed.skb()));
    if (!device.up()) {
      kernel.drop(passage, DropReason.LINK_DOWN, device.name(), DOWN);
      return false;
    }
    if (kernel.nesting() > RECURSION_LIMIT) {
      kernel.drop(passage, DropReason.TUNNELS_NESTED, device.name());
      return false;
    }
    passage.note(new LinkStep.FrameTransmitted(device.name()));
    Link.Ipip tunnel = (Link.Ipip) device.link();
    Ip remote = tunnel.remote() == null ? nextHop : tunnel.remote();
    OutputRoute way =
        stages.routes().tunnelRoute(passage.ns(), passage.hop(), remote, tunnel.local(), null);
    Ip source = way.source();
    if (!way.isFound() || source == null || device.name().equals(way.device())) {
      kernel.drop(passage, DropReason.IPIP_NO_ROUTE, device.name());
      return true; // the device took it, and counts an error (stats.tx_carrier_errors)
    }
    IpPacket inner = passage.ip();
    if (depth(inner) >= Budget.TUNNELS) {
      throw new Budget.Exceeded(Outcome.Bound.TUNNELS, Budget.TUNNELS);
    }
    if (IpPacket.V4_HEADER + inner.length() > LONGEST_PACKET) {
      kernel.unmodelled(passage, device.name()); // the length field of the packet overflows
      return true;
    }
    IpPacket outer =
        new IpPacket(
            source,
            remote,
            inner.ttl(),
            kernel.memory().nextIdentification(),
            tunnel.discovers() || inner.dontFragment(),
            new IpInIp(inner));
    PacketInHost wrapped =
        passage.change(
            new TunnelStep.Encapsulated(device.name(), TunnelStep.NO_VNI, source, remote),
            passage.skb().wrappedIn(outer, passage.in() != null));
    PacketInHost own = new PacketInHost(passage.ns(), wrapped.hop(), wrapped.skb(), null, null);
    kernel.nested(() -> stages.ipOutput().sendOut(own, way));
    return true;
  }

  private static Skb framed(Skb skb) {
    return skb.framed(Mac.ZERO, Mac.ZERO);
  }

  /** Returns the number of packets that a packet already holds inside each other. */
  private static int depth(IpPacket packet) {
    int depth = 0;
    IpPacket now = packet;
    while (now.segment() instanceof IpInIp wrapped) {
      now = wrapped.packet();
      depth++;
    }
    return depth;
  }

  /**
   * The device with both ends right takes it, else one with the one end right that it names, else
   * the module's own (ip_tunnel_lookup). Without the module the protocol is not known.
   */
  @Override
  public void open(PacketInHost passage, IpInIp wrapped) {
    NetworkNamespace ns = passage.ns();
    IpPacket outer = passage.ip();
    List<Device> all =
        ns.devices().values().stream()
            .filter(device -> device.link() instanceof Link.Ipip)
            .toList();
    Optional<Device> found =
        all.stream()
            .filter(device -> device.up() && rank(device, outer) > 0)
            .max((one, other) -> Integer.compare(rank(one, outer), rank(other, outer)));
    if (found.isEmpty()) {
      kernel.drop(passage, DropReason.IPIP_UNKNOWN, null);
      stages.icmpErrors().sendFromDestination(passage, 3, all.isEmpty() ? 2 : 3);
      return;
    }
    Device device = found.get();
    PacketInHost inner =
        passage.change(
            new TunnelStep.Decapsulated(device.name(), TunnelStep.NO_VNI, outer.source()),
            framed(Skb.of(wrapped.packet()).marked(passage.skb().mark())));
    kernel.later(inner.hop(), () -> receive(inner.cameInBy(device), device));
  }

  private void receive(PacketInHost inner, Device device) {
    inner.note(new LinkStep.FrameReceived(device.name(), true));
    Optional<String> chain = inner.ns().ruleset().unsimulated(device.name(), true, false);
    if (chain.isPresent()) {
      kernel.unmodelled(inner, device.name(), new Field("rules", null, chain.get()));
    } else {
      stages.ipInput().receive(inner, device);
    }
  }

  /** The higher, the nearer; 0 if the device is not for the packet. */
  private static int rank(Device device, IpPacket outer) {
    Link.Ipip tunnel = (Link.Ipip) device.link();
    boolean isFrom = Objects.equals(tunnel.remote(), outer.source());
    boolean isTo = Objects.equals(tunnel.local(), outer.destination());
    if (isFrom && isTo) {
      return 4;
    }
    if (isFrom && tunnel.local() == null) {
      return 3;
    }
    if (isTo && tunnel.remote() == null) {
      return 2;
    }
    return tunnel.local() == null && tunnel.remote() == null ? 1 : 0;
  }
}
