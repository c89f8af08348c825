package dev.podlane.trace.link;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.SourceValidation;
import dev.podlane.net.packet.FragmentSizes;
import dev.podlane.net.packet.Fragmentation;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.trace.kernel.HookDevices;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.Queries;
import dev.podlane.trace.kernel.SourceFields;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.IpStep;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows bridged IP packets to iptables (net/bridge/br_netfilter_hooks.c), where
 * bridge-nf-call-iptables asks for it.
 */
final class BridgeHooks {
  private final Kernel kernel;
  private final Stages stages;

  BridgeHooks(Kernel kernel, Stages stages) {
    this.kernel = kernel;
    this.stages = stages;
  }

  /**
   * Returns true if the bridges of a namespace call the IP hooks, which they do once br_netfilter
   * is loaded.
   */
  static boolean isOn(NetworkNamespace ns) {
    return ns.sysctls().number("net/bridge/bridge-nf-call-iptables", 1) != 0;
  }

  /**
   * PREROUTING for a packet that came in by a port. If its destination is translated there, the
   * route decides whether it stays on the bridge.
   *
   * @return the packet that the bridge continues with, null if it was dropped or takes another path
   */
  @Nullable PacketInHost prerouting(PacketInHost arriving, Device bridge, Device port) {
    Ip before = arriving.ip().destination();
    HookDevices at = HookDevices.in(bridge.name(), port.name());
    PacketInHost passage = stages.hooks().pass(arriving.onBridge(port), Hook.PREROUTING, at);
    if (passage == null || passage.ip().destination().equals(before)) {
      return passage;
    }
    RouteQuery query = Queries.received(passage, bridge);
    RouteDecision way = stages.ipInput().lookup(passage, query);
    boolean forwards = passage.ns().sysctls().forwards(bridge.name());
    if (!forwards || !(way instanceof RouteDecision.Unicast unicast)) {
      return toHost(passage, bridge); // delivered there, or refused with an error
    }
    SourceValidation source = SourceValidation.check(passage.ns(), bridge, query, unicast.device());
    if (!source.isAccepted()) {
      kernel.drop(
          passage,
          SourceFields.reason(Objects.requireNonNull(source.refusal())),
          bridge.name(),
          SourceFields.of(source, passage.ns(), bridge, passage.ip().source()));
      return null;
    }
    return unicast.device().equals(bridge.name())
        ? stay(passage, bridge, unicast.nextHop())
        : toHost(passage, bridge);
  }

  /** The host takes the packet, to route it. */
  private static PacketInHost toHost(PacketInHost passage, Device bridge) {
    Mac source = Objects.requireNonNull(passage.skb().source());
    return passage.with(passage.skb().framed(source, bridge.mac()));
  }

  /** Forwards the packet to another port, to the station that has the new address. */
  private @Nullable PacketInHost stay(PacketInHost passage, Device bridge, Ip nextHop) {
    Optional<Mac> known = stages.neighbours().confirmed(passage.ns(), bridge, nextHop);
    if (known.isPresent()) {
      Mac source = Objects.requireNonNull(passage.skb().source());
      return passage.with(passage.skb().framed(source, known.get()));
    }
    // by the bridge device's neighbour table, and from there back into the bridge
    stages.neighbours().output(passage, bridge, nextHop);
    return null;
  }

  /**
   * FORWARD and POSTROUTING for a packet on its way from port to port.
   *
   * @return the packets to send, none if it ended
   */
  List<PacketInHost> forward(PacketInHost passage, Device bridge, Device out) {
    Device in = passage.port();
    if (in != null) {
      return shown(passage, bridge, in, out);
    }
    boolean isTaken = isOn(passage.ns()) && passage.skb().payload() instanceof IpPacket;
    return isTaken ? cut(passage, bridge, out) : List.of(passage);
  }

  private List<PacketInHost> shown(PacketInHost passage, Device bridge, Device in, Device out) {
    HookDevices at = HookDevices.bridged(bridge.name(), in.name(), out.name());
    PacketInHost forwarded = stages.hooks().pass(passage, Hook.FORWARD, at);
    if (forwarded == null) {
      return List.of();
    }
    HookDevices leaving = new HookDevices("", bridge.name(), in.name(), out.name(), null);
    PacketInHost passed = stages.hooks().pass(forwarded, Hook.POSTROUTING, leaving);
    if (passed == null) {
      return List.of();
    }
    return cut(passed, bridge, out);
  }

  /**
   * Fragments packets that are too long for the port, which a plain bridge would not do; a packet
   * reassembled for the rules leaves in its original fragments (br_nf_dev_queue_xmit,
   * br_nf_ip_fragment).
   */
  private List<PacketInHost> cut(PacketInHost passage, Device bridge, Device out) {
    int largest = passage.skb().largestFragment();
    int length = passage.ip().length();
    if (length <= (largest == 0 ? out.mtu() : Math.min(largest, out.mtu()))) {
      return List.of(passage);
    }
    boolean isWhole = largest == 0 && passage.ip().dontFragment();
    if (isWhole || largest > bridge.mtu()) {
      int wanted = largest == 0 ? length : largest;
      passage.note(new IpStep.TooBig(bridge.name(), bridge.mtu(), wanted));
      kernel.drop(passage, DropReason.FRAME_TOO_LONG, out.name());
      return List.of();
    }
    int most = largest == 0 ? bridge.mtu() : largest;
    if (length <= most) {
      return List.of(passage);
    }
    FragmentSizes came = passage.skb().fragments();
    List<IpPacket> parts =
        came == null
            ? Fragmentation.cut(passage.ip(), most)
            : Fragmentation.again(passage.ip(), came, most);
    passage.note(new IpStep.Fragmented(out.name(), most, parts.size()));
    return parts.stream().map(part -> passage.with(passage.skb().with(part))).toList();
  }
}
