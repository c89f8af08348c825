package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.conntrack.ConnectionRef;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Fragmentation;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteQuery;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends what this host itself makes, and what it forwards (ip_local_out, ip_output). */
final class IpOutput {
  private static final String LOOPBACK = "lo";
  private static final int UDP = 17;

  private final Walk walk;

  IpOutput(Walk walk) {
    this.walk = walk;
  }

  /**
   * A way for a packet of this host's own: device, next hop, source and the most that fits, or an
   * errno.
   */
  record Way(
      @Nullable String device, @Nullable Ip nextHop, @Nullable Ip source, int mtu, String errno) {
    static Way failed(String errno) {
      return new Way(null, null, null, 0, errno);
    }

    boolean isFound() {
      return device != null;
    }

    /** The same way for a sender that goes by another limit. */
    Way withMtu(int most) {
      return new Way(device, nextHop, source, most, errno);
    }

    HookDevices out() {
      return HookDevices.out(Objects.requireNonNull(device), Objects.requireNonNull(nextHop));
    }
  }

  /**
   * Looks for a way as connect() does (ip_route_connect): once for the source, and if the kernel
   * chose one, again from there, since policy rules may send that source another way.
   */
  Way connect(NetworkNamespace ns, HopBuilder hop, RouteQuery query) {
    Way way = route(ns, hop, query);
    RouteQuery again = query.from(way.source());
    boolean isSettled = query.source() != null || !way.isFound() || !ns.routes().custom();
    return isSettled || ns.routes().lookup(again).equals(ns.routes().lookup(query))
        ? way
        : route(ns, hop, again);
  }

  /** Looks for a way, as ip_route_output_key does; without a source the kernel chooses one. */
  Way route(NetworkNamespace ns, HopBuilder hop, RouteQuery query) {
    Ip source = query.source();
    return source != null && !ns.owns(source) ? Way.failed("EINVAL") : routeFrom(ns, hop, query);
  }

  /** As {@link #route}, but the source need not be this host's own (FLOWI_FLAG_ANYSRC). */
  private Way routeFrom(NetworkNamespace ns, HopBuilder hop, RouteQuery query) {
    Ip source = query.source();
    Ip destination = query.destination();
    RouteDecision decision = ns.routes().lookup(query);
    hop.add(new IpStep.RouteLookup(query, ns.routes(), decision), null, null);
    if (decision instanceof RouteDecision.Local local) {
      Ip preferred = local.row().source();
      Ip chosen = source != null ? source : preferred != null ? preferred : destination;
      int mtu = ns.device(LOOPBACK).map(Device::mtu).orElse(0);
      return selected(hop, new Way(LOOPBACK, destination, chosen, mtu, ""), source, true);
    }
    if (decision instanceof RouteDecision.Unicast unicast) {
      Way way = redirected(ns, hop, destination, unicast(ns, hop, unicast, destination, source));
      return selected(hop, way, source, unicast.row().source() != null);
    }
    return Way.failed(errno(decision));
  }

  /** A way for the outer packets of a tunnel. */
  Way tunnelRoute(
      NetworkNamespace ns,
      HopBuilder hop,
      Ip remote,
      @Nullable Ip local,
      @Nullable String underlay) {
    Way way = routeFrom(ns, hop, RouteQuery.sent(remote, local).carrying(UDP, 0, 0));
    boolean isElsewhere = underlay != null && !underlay.equals(way.device());
    return isElsewhere && !LOOPBACK.equals(way.device()) ? Way.failed("ENETUNREACH") : way;
  }

  private Way unicast(
      NetworkNamespace ns,
      HopBuilder hop,
      RouteDecision.Unicast way,
      Ip destination,
      @Nullable Ip source) {
    Optional<Device> device = ns.device(way.device());
    Ip chosen = source != null ? source : way.row().source();
    if (chosen == null) {
      chosen =
          device
              .flatMap(found -> SourceSelection.onDevice(ns, found, way.nextHop()))
              .orElse(Ip.ANY);
    }
    boolean isStray = chosen.isLoopback() && !ns.sysctls().anyOf("route_localnet", way.device());
    if (isStray) {
      return Way.failed("EINVAL");
    }
    int mtu = device.map(found -> walk.pathMtu.of(ns, found, destination)).orElse(0);
    if (device.isPresent() && mtu < device.get().mtu()) {
      hop.add(new IpStep.PathMtuApplied(destination, mtu), null, null);
    }
    return new Way(way.device(), way.nextHop(), chosen, mtu, "");
  }

  /** A route exception that a redirect left takes the place of the route's gateway. */
  private Way redirected(NetworkNamespace ns, HopBuilder hop, Ip destination, Way way) {
    Optional<Ip> gateway = walk.memory.redirected(ns.name(), destination);
    if (gateway.isEmpty() || !way.isFound()) {
      return way;
    }
    hop.add(new IpStep.RedirectApplied(destination, gateway.get()), null, null);
    return new Way(way.device(), gateway.get(), way.source(), way.mtu(), way.errno());
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
    if (decision instanceof RouteDecision.RefusedByRule refused) {
      return switch (refused.type()) {
        case UNREACHABLE -> "ENETUNREACH";
        case PROHIBIT -> "EACCES";
        default -> "EINVAL";
      };
    }
    return decision instanceof RouteDecision.Broadcast ? "EACCES" : "ENETUNREACH";
  }

  /** What a packet of this host's own is made of, besides its addresses. */
  record Draft(Ip destination, int ttl, int identification, boolean df, Segment segment) {}

  /**
   * Sends a packet along a way that was found.
   *
   * @return the errno the sending call returns, empty if there is none
   */
  String send(NetworkNamespace ns, HopBuilder hop, Way way, Draft draft) {
    return send(ns, hop, way, draft, null);
  }

  /**
   * As {@link #send(NetworkNamespace, HopBuilder, Way, Draft)}.
   *
   * @param connection what the packet belongs to, if it is made for one that is tracked
   */
  String send(
      NetworkNamespace ns,
      HopBuilder hop,
      Way way,
      Draft draft,
      @Nullable ConnectionRef connection) {
    Ip source = way.source();
    if (source == null) {
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
    return sendOut(new Passage(ns, hop, Skb.of(packet).tracked(connection), null, null), way);
  }

  /** Sends a packet made in another's name, by the way that leads to its destination. */
  void sendAs(Passage passage) {
    IpPacket packet = passage.ip();
    RouteQuery query =
        RouteQuery.sent(packet.destination(), packet.source()).marked(passage.skb().mark());
    Way way = routeFrom(passage.ns(), passage.hop(), Queries.carrying(query, packet.segment()));
    if (way.isFound()) {
      sendOut(passage, way);
    } else {
      walk.drop(passage, DropReason.NO_ROUTE, null);
    }
  }

  /** Past OUTPUT and out; what is rewritten there takes another way (ip_route_me_harder). */
  String sendOut(Passage made, Way found) {
    Passage passage = walk.netfilter.pass(made, Hook.OUTPUT, found.out());
    if (passage == null) {
      return "EPERM";
    }
    Way way = found;
    boolean isRewritten =
        !passage.ip().destination().equals(made.ip().destination())
            || !passage.ip().source().equals(made.ip().source())
            || passage.skb().mark() != made.skb().mark();
    if (isRewritten) {
      IpPacket packet = passage.ip();
      RouteQuery query = RouteQuery.sent(packet.destination(), packet.source());
      way = routeFrom(passage.ns(), passage.hop(), query.marked(passage.skb().mark()));
      if (!way.isFound()) {
        walk.drop(passage, DropReason.NO_ROUTE, null);
        return way.errno();
      }
    }
    return output(
        passage,
        Objects.requireNonNull(way.device()),
        Objects.requireNonNull(way.nextHop()),
        way.mtu());
  }

  /**
   * Past POSTROUTING and out by a device, to a next hop on it, in parts if need be.
   *
   * @param mtu most that fits the way
   * @return an errno for the sending call, empty if there is none
   */
  String output(Passage routed, String deviceName, Ip nextHop, int mtu) {
    HookDevices at =
        new HookDevices(routed.in() == null ? "" : routed.in().name(), deviceName, "", "", nextHop);
    Passage passage = walk.netfilter.pass(routed, Hook.POSTROUTING, at);
    if (passage == null) {
      return "EPERM";
    }
    Device device = passage.ns().device(deviceName).orElseThrow();
    int largest = passage.skb().largestFragment();
    int length = passage.ip().length();
    if (length <= mtu && largest == 0) {
      finish(passage, device, nextHop);
      return "";
    }
    if (length > mtu && passage.ip().dontFragment() && (largest == 0 || largest > mtu)) {
      passage.note(new IpStep.TooBig(deviceName, mtu, length));
      walk.drop(passage, DropReason.TOO_BIG, deviceName);
      walk.icmpErrors.sendTooBig(passage, mtu);
      return "EMSGSIZE";
    }
    int most = largest == 0 ? mtu : Math.min(largest, mtu);
    List<IpPacket> parts =
        length <= most ? List.of(passage.ip()) : Fragmentation.cut(passage.ip(), most);
    if (parts.size() > 1) {
      passage.note(new IpStep.Fragmented(deviceName, most, parts.size()));
    }
    for (IpPacket part : parts) {
      finish(passage.with(passage.skb().with(part)), device, nextHop);
    }
    return "";
  }

  private void finish(Passage passage, Device device, Ip nextHop) {
    if (device.link() instanceof Link.Loopback) {
      Skb framed = passage.skb().framed(Mac.ZERO, Mac.ZERO);
      walk.linkOutput.transmit(passage.with(framed), device);
    } else {
      walk.neighbours.output(passage, device, nextHop);
    }
  }
}
