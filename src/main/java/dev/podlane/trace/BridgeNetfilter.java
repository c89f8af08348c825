package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.SourceValidation;
import dev.podlane.net.packet.Fragmentation;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteQuery;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows bridged IP packets to iptables (net/bridge/br_netfilter_hooks.c), where
 * bridge-nf-call-iptables asks for it.
 */
final class BridgeNetfilter {
  private final Walk walk;

  BridgeNetfilter(Walk walk) {
    this.walk = walk;
  }

  /** Whether a namespace's bridges do so; they do from the moment br_netfilter is loaded. */
  static boolean isOn(NetworkNamespace ns) {
    return ns.sysctls().number("net/bridge/bridge-nf-call-iptables", 1) != 0;
  }

  /**
   * PREROUTING for a packet that came in by a port. If its destination is translated there, the
   * route decides whether it stays on the bridge.
   *
   * @return the packet as the bridge shall take it on, none if it ended or goes on by itself
   */
  @Nullable Passage prerouting(Passage arriving, Device bridge, Device port) {
    Ip before = arriving.ip().destination();
    HookDevices at = HookDevices.in(bridge.name(), port.name());
    Passage passage = walk.netfilter.pass(arriving.onBridge(port), Hook.PREROUTING, at);
    if (passage == null || passage.ip().destination().equals(before)) {
      return passage;
    }
    RouteQuery query = Queries.received(passage, bridge);
    RouteDecision way = walk.ipInput.lookup(passage, query);
    boolean forwards = passage.ns().sysctls().forwards(bridge.name());
    if (!forwards || !(way instanceof RouteDecision.Unicast unicast)) {
      return toHost(passage, bridge); // delivered there, or refused with an error
    }
    SourceValidation source = SourceValidation.check(passage.ns(), bridge, query, unicast.device());
    if (!source.isAccepted()) {
      walk.drop(
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
  private static Passage toHost(Passage passage, Device bridge) {
    Mac source = Objects.requireNonNull(passage.skb().source());
    return passage.with(passage.skb().framed(source, bridge.mac()));
  }

  /** The packet goes on to another port, to the station that has the new address. */
  private @Nullable Passage stay(Passage passage, Device bridge, Ip nextHop) {
    Optional<Mac> known = walk.neighbours.confirmed(passage.ns(), bridge, nextHop);
    if (known.isPresent()) {
      Mac source = Objects.requireNonNull(passage.skb().source());
      return passage.with(passage.skb().framed(source, known.get()));
    }
    // by the bridge device's neighbour table, and from there back into the bridge
    walk.neighbours.output(passage, bridge, nextHop);
    return null;
  }

  /**
   * FORWARD and POSTROUTING for a packet on its way from port to port.
   *
   * @return the packets to send, none if it ended
   */
  List<Passage> forward(Passage passage, Device bridge, Device out) {
    Device in = passage.port();
    if (in != null) {
      return shown(passage, bridge, in, out);
    }
    boolean isTaken = isOn(passage.ns()) && passage.skb().payload() instanceof IpPacket;
    return isTaken ? cut(passage, bridge, out) : List.of(passage);
  }

  private List<Passage> shown(Passage passage, Device bridge, Device in, Device out) {
    HookDevices at = HookDevices.bridged(bridge.name(), in.name(), out.name());
    Passage forwarded = walk.netfilter.pass(passage, Hook.FORWARD, at);
    if (forwarded == null) {
      return List.of();
    }
    HookDevices leaving = new HookDevices("", bridge.name(), in.name(), out.name(), null);
    Passage passed = walk.netfilter.pass(forwarded, Hook.POSTROUTING, leaving);
    if (passed == null) {
      return List.of();
    }
    return cut(passed, bridge, out);
  }

  /**
   * What is too long for the port is cut to fit the bridge, though a bridge would not do that; what
   * was put together for the rules leaves as it came (br_nf_dev_queue_xmit, br_nf_ip_fragment).
   */
  private List<Passage> cut(Passage passage, Device bridge, Device out) {
    int largest = passage.skb().largestFragment();
    int length = passage.ip().length();
    if (length <= (largest == 0 ? out.mtu() : Math.min(largest, out.mtu()))) {
      return List.of(passage);
    }
    boolean isWhole = largest == 0 && passage.ip().dontFragment();
    if (isWhole || largest > bridge.mtu()) {
      int wanted = largest == 0 ? length : largest;
      passage.note(new IpStep.TooBig(bridge.name(), bridge.mtu(), wanted));
      walk.drop(passage, DropReason.FRAME_TOO_LONG, out.name());
      return List.of();
    }
    int most = largest == 0 ? bridge.mtu() : largest;
    if (length <= most) {
      return List.of(passage);
    }
    List<IpPacket> parts = Fragmentation.cut(passage.ip(), most);
    passage.note(new IpStep.Fragmented(out.name(), most, parts.size()));
    return parts.stream().map(part -> passage.with(passage.skb().with(part))).toList();
  }
}
