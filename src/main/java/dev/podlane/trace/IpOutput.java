package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.route.RouteDecision;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends what this host itself makes, and what it forwards (ip_local_out, ip_output). */
final class IpOutput {
  private static final String LOOPBACK = "lo";

  private final Walk walk;

  IpOutput(Walk walk) {
    this.walk = walk;
  }

  /** A way for a packet of this host's own: device, next hop and source, or an errno. */
  record Way(@Nullable String device, @Nullable Ip nextHop, @Nullable Ip source, String errno) {
    static Way failed(String errno) {
      return new Way(null, null, null, errno);
    }

    boolean isFound() {
      return device != null;
    }
  }

  /**
   * Looks for a way, as ip_route_output_key does.
   *
   * @param source source asked for, none if the kernel shall choose
   */
  Way route(NetworkNamespace ns, HopBuilder hop, Ip destination, @Nullable Ip source) {
    if (source != null && !ns.owns(source)) {
      return Way.failed("EINVAL");
    }
    RouteDecision decision = ns.routes().lookup(destination);
    hop.add(new IpStep.RouteLookup(destination, source, null, ns.routes(), decision), null, null);
    if (decision instanceof RouteDecision.Local local) {
      Ip preferred = local.row().source();
      Ip chosen = source != null ? source : preferred != null ? preferred : destination;
      return selected(hop, new Way(LOOPBACK, destination, chosen, ""), source, true);
    }
    if (decision instanceof RouteDecision.Unicast unicast) {
      Way way = redirected(ns, hop, destination, unicast(ns, unicast, source));
      return selected(hop, way, source, unicast.row().source() != null);
    }
    return Way.failed(errno(decision));
  }

  private static Way unicast(NetworkNamespace ns, RouteDecision.Unicast way, @Nullable Ip source) {
    Ip chosen = source != null ? source : way.row().source();
    if (chosen == null) {
      chosen =
          ns.device(way.device())
              .flatMap(device -> SourceSelection.onDevice(ns, device, way.nextHop()))
              .orElse(Ip.ANY);
    }
    return new Way(way.device(), way.nextHop(), chosen, "");
  }

  /** A route exception that a redirect left takes the place of the route's gateway. */
  private Way redirected(NetworkNamespace ns, HopBuilder hop, Ip destination, Way way) {
    Optional<Ip> gateway = walk.memory.redirected(ns.name(), destination);
    if (gateway.isEmpty()) {
      return way;
    }
    hop.add(new IpStep.RedirectApplied(destination, gateway.get()), null, null);
    return new Way(way.device(), gateway.get(), way.source(), way.errno());
  }

  private static Way selected(HopBuilder hop, Way way, @Nullable Ip asked, boolean fromRoute) {
    Ip source = way.source();
    String device = way.device();
    if (asked == null && source != null && device != null) {
      hop.add(new IpStep.SourceSelected(source, device, fromRoute), null, null);
    }
    return way;
  }

  private static String errno(RouteDecision decision) {
    if (decision instanceof RouteDecision.Refused refused) {
      return switch (refused.row().type()) {
        case UNREACHABLE -> "EHOSTUNREACH";
        case PROHIBIT -> "EACCES";
        default -> "EINVAL";
      };
    }
    return decision instanceof RouteDecision.Broadcast ? "EACCES" : "ENETUNREACH";
  }

  /** What a packet of this host's own is made of, besides its addresses. */
  record Draft(Ip destination, int ttl, int identification, boolean df, Segment segment) {}

  /** Sends a packet along a way that was found. */
  void send(NetworkNamespace ns, HopBuilder hop, Way way, Draft draft) {
    Ip source = way.source();
    String device = way.device();
    Ip nextHop = way.nextHop();
    if (source == null || device == null || nextHop == null) {
      throw new IllegalArgumentException("no way was found");
    }
    IpPacket packet =
        new IpPacket(
            source,
            draft.destination(),
            draft.ttl(),
            draft.identification(),
            draft.df(),
            draft.segment());
    Passage passage = new Passage(ns, hop, Skb.of(packet), null);
    if (Hooks.pass(walk, passage, Hook.OUTPUT, device)) {
      output(passage, device, nextHop);
    }
  }

  /** Out by a device, to a next hop on it. */
  void output(Passage passage, String deviceName, Ip nextHop) {
    if (!Hooks.pass(walk, passage, Hook.POSTROUTING, deviceName)) {
      return;
    }
    Device device = passage.ns().device(deviceName).orElseThrow();
    if (passage.ip().length() > device.mtu()) {
      // Fragmentation and path MTU discovery are not modelled: better no answer than a guess.
      walk.unmodelled(passage, deviceName);
    } else if (device.link() instanceof Link.Loopback) {
      Skb framed = passage.skb().framed(Mac.ZERO, Mac.ZERO);
      walk.linkOutput.transmit(passage.with(framed), device);
    } else {
      walk.neighbours.output(passage, device, nextHop);
    }
  }
}
