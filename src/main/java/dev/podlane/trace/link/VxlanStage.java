package dev.podlane.trace.link;

import dev.podlane.net.addr.EphemeralPorts;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.ForwardingEntry;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Frame;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Vxlan;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Skb;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.OutputRoute;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.memory.VtepKey;
import dev.podlane.trace.record.Budget;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.Field;
import dev.podlane.trace.step.TunnelStep;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Puts frames into datagrams and takes them out again (drivers/net/vxlan/vxlan_core.c). */
final class VxlanStage {
  /** IP_TUNNEL_RECURSION_LIMIT: transmissions within one another, tunnels counted twice. */
  private static final int RECURSION_LIMIT = 5;

  private static final int LONGEST_PACKET = 65_535;

  private static final String LOOPBACK = "lo";
  private static final Ip LOCALHOST = Ip.parse("127.0.0.1");

  private final Kernel kernel;
  private final Stages stages;
  private final LinkInput input;

  VxlanStage(Kernel kernel, Stages stages, LinkInput input) {
    this.kernel = kernel;
    this.stages = stages;
    this.input = input;
  }

  /** A frame leaves by a vxlan device: to the host behind which its station is. */
  void transmit(PacketInHost passage, Device device, Link.Vxlan tunnel) {
    Mac to = Objects.requireNonNull(passage.skb().destination());
    List<Ip> remotes = remotes(passage, device, tunnel, to);
    if (remotes.isEmpty()) {
      kernel.drop(
          passage,
          DropReason.VXLAN_NO_REMOTE,
          device.name(),
          new Field("fdb entry of " + device.name(), to.toString(), null));
    }
    for (Ip remote : remotes) {
      encapsulate(passage, device, tunnel, remote);
    }
  }

  private List<Ip> remotes(PacketInHost passage, Device device, Link.Vxlan tunnel, Mac to) {
    NetworkNamespace ns = passage.ns();
    List<Ip> set = entries(ns, device, to);
    if (!set.isEmpty()) {
      passage.note(new TunnelStep.RemoteFound(device.name(), to, set.get(0), false));
      return set;
    }
    VtepKey key = new VtepKey(ns.name(), device.name(), to);
    Ip learned = kernel.memory().vteps().get(key);
    if (learned != null) {
      passage.note(new TunnelStep.RemoteFound(device.name(), to, learned, true));
      return List.of(learned);
    }
    List<Ip> others = entries(ns, device, Mac.ZERO);
    Ip remote = tunnel.remote();
    return others.isEmpty() && remote != null ? List.of(remote) : others;
  }

  private static List<Ip> entries(NetworkNamespace ns, Device device, Mac mac) {
    return ns.forwarding().stream()
        .filter(entry -> entry.device().equals(device.name()) && entry.mac().equals(mac))
        .map(ForwardingEntry::remote)
        .flatMap(remote -> Optional.ofNullable(remote).stream())
        .toList();
  }

  private void encapsulate(PacketInHost passage, Device device, Link.Vxlan tunnel, Ip remote) {
    NetworkNamespace ns = passage.ns();
    OutputRoute way =
        stages.routes().tunnelRoute(ns, passage.hop(), remote, tunnel.local(), tunnel.underlay());
    Ip source = way.source();
    if (!way.isFound() || source == null || device.name().equals(way.device())) {
      kernel.drop(passage, DropReason.VXLAN_NO_ROUTE, device.name());
      return;
    }
    if (LOOPBACK.equals(way.device())) {
      bypass(passage, device, tunnel, remote);
      return;
    }
    if (kernel.nesting() > RECURSION_LIMIT) {
      kernel.drop(passage, DropReason.TUNNELS_NESTED, device.name());
      return;
    }
    Frame inner = passage.skb().frame();
    if (depth(inner) >= Budget.TUNNELS) {
      throw new Budget.Exceeded(Outcome.Bound.TUNNELS, Budget.TUNNELS);
    }
    if (IpPacket.V4_HEADER + Vxlan.HEADERS + inner.length() > LONGEST_PACKET) {
      kernel.unmodelled(passage, device.name()); // the length field of the datagram overflows
      return;
    }
    boolean df =
        switch (tunnel.df()) {
          case SET -> true;
          case UNSET -> false;
          case INHERIT -> inner.payload() instanceof IpPacket ip && ip.dontFragment();
        };
    Vxlan datagram = new Vxlan(sourcePort(inner), tunnel.port(), tunnel.vni(), inner);
    IpPacket outer =
        new IpPacket(
            source, remote, Probe.DEFAULT_TTL, kernel.memory().nextIdentification(), df, datagram);
    PacketInHost wrapped =
        passage.change(
            new TunnelStep.Encapsulated(device.name(), tunnel.vni(), source, remote),
            passage.skb().wrappedIn(outer, passage.in() != null));
    PacketInHost own = new PacketInHost(ns, wrapped.hop(), wrapped.skb(), null, null);
    kernel.nested(() -> stages.ipOutput().sendOut(own, way));
  }

  /**
   * Receives a packet without encapsulation if the remote end is this host (encap_bypass_if_local).
   */
  private void bypass(PacketInHost passage, Device device, Link.Vxlan tunnel, Ip remote) {
    Device inside =
        passage.ns().devices().values().stream()
            .filter(each -> isOn(each, tunnel.port()) && hasVni(each, tunnel.vni()) && each.up())
            .findFirst()
            .orElse(device);
    passage.note(new TunnelStep.Bypassed(device.name(), tunnel.vni(), remote, inside.name()));
    learn(passage, inside, LOCALHOST);
    kernel.later(passage.hop(), () -> input.receiveAgain(passage, inside));
  }

  /** Returns the number of tunnels that a frame is already in. */
  private static int depth(Frame frame) {
    int depth = 0;
    Frame now = frame;
    while (now.payload() instanceof IpPacket ip && ip.segment() instanceof Vxlan tunnel) {
      now = tunnel.frame();
      depth++;
    }
    return depth;
  }

  private static int sourcePort(Frame inner) {
    int hash = inner.source().hashCode() * 31 + inner.destination().hashCode();
    if (inner.payload() instanceof IpPacket ip) {
      hash = hash * 31 + ip.source().hashCode() + ip.destination().hashCode();
      hash = hash * 31 + ip.segment().sourcePort() * 7 + ip.segment().destinationPort();
    }
    return EphemeralPorts.at(hash); // the range of udp_flow_src_port
  }

  /**
   * Handles a datagram if it is for a tunnel's socket; returns true if it is, even if it was
   * dropped.
   */
  boolean takes(PacketInHost passage, Segment datagram) {
    List<Device> listening =
        passage.ns().devices().values().stream()
            .filter(device -> device.up() && isOn(device, datagram.destinationPort()))
            .toList();
    if (listening.isEmpty()) {
      return false;
    }
    Optional<Device> device =
        datagram instanceof Vxlan vxlan
            ? listening.stream().filter(each -> hasVni(each, vxlan.vni())).findFirst()
            : Optional.empty();
    if (device.isEmpty() || !(datagram instanceof Vxlan vxlan)) {
      String vni = datagram instanceof Vxlan vxlan ? Integer.toString(vxlan.vni()) : null;
      kernel.drop(passage, DropReason.VXLAN_UNKNOWN_VNI, null, new Field("vni", null, vni));
      return true;
    }
    open(passage, device.get(), vxlan);
    return true;
  }

  private static boolean isOn(Device device, int port) {
    return device.link() instanceof Link.Vxlan tunnel && tunnel.port() == port;
  }

  private static boolean hasVni(Device device, int vni) {
    return device.link() instanceof Link.Vxlan tunnel && tunnel.vni() == vni;
  }

  private void open(PacketInHost passage, Device device, Vxlan datagram) {
    Ip from = passage.ip().source();
    PacketInHost inner =
        passage.change(
            new TunnelStep.Decapsulated(device.name(), datagram.vni(), from),
            Skb.received(datagram.frame()));
    if (datagram.frame().source().equals(device.mac())) {
      kernel.drop(inner, DropReason.LOCAL_SOURCE, device.name());
      return;
    }
    learn(inner, device, from);
    kernel.later(inner.hop(), () -> input.receive(inner, device));
  }

  private void learn(PacketInHost inner, Device device, Ip from) {
    Mac source = Objects.requireNonNull(inner.skb().source());
    boolean learns =
        device.link() instanceof Link.Vxlan tunnel && tunnel.learning() && !source.isGroup();
    if (learns && entries(inner.ns(), device, source).isEmpty()) {
      VtepKey key = new VtepKey(inner.ns().name(), device.name(), source);
      if (!from.equals(kernel.memory().vteps().put(key, from))) {
        inner.note(new TunnelStep.RemoteLearned(device.name(), source, from));
      }
    }
  }
}
