package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.SourceSelection;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.net.route.RouteType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds ways for what this host itself makes (ip_route_output_key in net/ipv4/route.c). */
final class OutputRoute {
  private static final String LOOPBACK = "lo";
  private static final int UDP = 17;

  private final Walk walk;

  OutputRoute(Walk walk) {
    this.walk = walk;
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
    if (source != null && !ns.owns(source)) {
      Cause.Field own = new Cause.Field("source", null, source.toString());
      hop.add(new IpStep.SourceRefused(source, null, List.of(own)), null, null);
      return Way.failed("EINVAL", DropReason.NO_ROUTE);
    }
    return routeFrom(ns, hop, query);
  }

  /** As {@link #route}, but the source need not be this host's own (FLOWI_FLAG_ANYSRC). */
  Way routeFrom(NetworkNamespace ns, HopBuilder hop, RouteQuery query) {
    Ip source = query.source();
    Ip destination = query.destination();
    RouteDecision decision = broadcast(destination, ns.routes().lookup(query));
    hop.add(new IpStep.RouteLookup(query, ns.routes(), decision), null, null);
    if (decision instanceof RouteDecision.Local local) {
      Ip preferred = local.row().source();
      Ip chosen = source != null ? source : preferred != null ? preferred : destination;
      int mtu = ns.device(LOOPBACK).map(Device::mtu).orElse(0);
      return selected(hop, new Way(LOOPBACK, destination, chosen, mtu), source, true);
    }
    if (decision instanceof RouteDecision.Unicast unicast) {
      Way way = redirected(ns, hop, destination, unicast(ns, hop, unicast, destination, source));
      return selected(hop, way, source, unicast.row().source() != null);
    }
    return Way.failed(errno(decision), refusal(decision));
  }

  /** 255.255.255.255 is broadcast on whatever device a route leads to (__mkroute_output). */
  private static RouteDecision broadcast(Ip destination, RouteDecision found) {
    return found instanceof RouteDecision.Unicast way && destination.equals(Ip.LIMITED_BROADCAST)
        ? new RouteDecision.Broadcast(way.table(), way.row())
        : found;
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
    return isElsewhere && !LOOPBACK.equals(way.device())
        ? Way.failed("ENETUNREACH", DropReason.NO_ROUTE)
        : way;
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
      Cause.Field setting = Cause.Field.conf(way.device(), "route_localnet", 1, 0);
      hop.add(new IpStep.SourceRefused(chosen, way.device(), List.of(setting)), null, null);
      return Way.failed("EINVAL", DropReason.LOOPBACK_ADDRESS);
    }
    int mtu = device.map(found -> walk.pathMtu.of(ns, found, destination)).orElse(0);
    if (device.isPresent() && mtu < device.get().mtu()) {
      hop.add(new IpStep.PathMtuApplied(destination, mtu), null, null);
    }
    return new Way(way.device(), way.nextHop(), chosen, mtu);
  }

  /** A route exception that a redirect left takes the place of the route's gateway. */
  private Way redirected(NetworkNamespace ns, HopBuilder hop, Ip destination, Way way) {
    Optional<Ip> gateway = walk.memory.redirected(ns.name(), destination);
    String device = way.device();
    Ip source = way.source();
    if (gateway.isEmpty() || device == null || source == null) {
      return way;
    }
    hop.add(new IpStep.RedirectApplied(destination, gateway.get()), null, null);
    return new Way(device, gateway.get(), source, way.mtu());
  }

  private static Way selected(HopBuilder hop, Way way, @Nullable Ip asked, boolean fromRoute) {
    Ip source = way.source();
    String device = way.device();
    if (asked == null && source != null && device != null) {
      hop.add(new IpStep.SourceSelected(source, device, fromRoute), null, null);
    }
    return way;
  }

  private static DropReason refusal(RouteDecision decision) {
    if (decision instanceof RouteDecision.Refused refused) {
      return refusal(refused.row().type());
    }
    return decision instanceof RouteDecision.RefusedByRule refused
        ? refusal(refused.type())
        : decision instanceof RouteDecision.Broadcast
            ? DropReason.NOT_UNICAST
            : DropReason.NO_ROUTE;
  }

  private static DropReason refusal(RouteType type) {
    return switch (type) {
      case UNREACHABLE -> DropReason.UNREACHABLE;
      case PROHIBIT -> DropReason.PROHIBITED;
      default -> DropReason.BLACKHOLE;
    };
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
}
