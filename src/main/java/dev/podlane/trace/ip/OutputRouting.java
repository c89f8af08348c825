package dev.podlane.trace.ip;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.SourceSelection;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteOptions;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.net.route.RouteType;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.OutputRoute;
import dev.podlane.trace.kernel.RouteFinder;
import dev.podlane.trace.record.HopBuilder;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.Field;
import dev.podlane.trace.step.IpStep;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds routes for packets made by this host (ip_route_output_key in net/ipv4/route.c). */
final class OutputRouting implements RouteFinder {
  private static final String LOOPBACK = "lo";
  private static final int UDP = 17;

  private final Kernel kernel;
  private final PathMtu pathMtu;

  OutputRouting(Kernel kernel, PathMtu pathMtu) {
    this.kernel = kernel;
    this.pathMtu = pathMtu;
  }

  @Override
  public OutputRoute connect(NetworkNamespace ns, HopBuilder hop, RouteQuery query) {
    OutputRoute way = route(ns, hop, query);
    RouteQuery again = query.from(way.source());
    boolean isSettled = query.source() != null || !way.isFound() || !ns.routes().custom();
    return isSettled || ns.routes().lookup(again).equals(ns.routes().lookup(query))
        ? way
        : route(ns, hop, again);
  }

  @Override
  public OutputRoute route(NetworkNamespace ns, HopBuilder hop, RouteQuery query) {
    Ip source = query.source();
    if (source != null && !ns.owns(source)) {
      Field own = new Field("source", null, source.toString());
      hop.add(new IpStep.SourceRefused(source, null, List.of(own)), null, null);
      return OutputRoute.failed("EINVAL", DropReason.NO_ROUTE);
    }
    return routeFrom(ns, hop, query);
  }

  @Override
  public OutputRoute routeFrom(NetworkNamespace ns, HopBuilder hop, RouteQuery query) {
    Ip source = query.source();
    Ip destination = query.destination();
    RouteDecision decision = broadcast(destination, ns.routes().lookup(query));
    hop.add(new IpStep.RouteLookup(query, ns.routes(), decision), null, null);
    if (decision instanceof RouteDecision.Local local) {
      Ip preferred = local.row().source();
      Ip chosen = source != null ? source : preferred != null ? preferred : destination;
      int mtu = ns.device(LOOPBACK).map(Device::mtu).orElse(0);
      return selected(
          hop,
          new OutputRoute(LOOPBACK, destination, chosen, mtu, RouteOptions.NONE),
          source,
          true);
    }
    if (decision instanceof RouteDecision.Unicast unicast) {
      OutputRoute way =
          redirected(ns, hop, destination, unicast(ns, hop, unicast, destination, source));
      return selected(hop, way, source, unicast.row().source() != null);
    }
    return OutputRoute.failed(errno(decision), refusal(decision));
  }

  /** 255.255.255.255 is broadcast on any device a route leads to (__mkroute_output). */
  private static RouteDecision broadcast(Ip destination, RouteDecision found) {
    return found instanceof RouteDecision.Unicast way && destination.equals(Ip.LIMITED_BROADCAST)
        ? new RouteDecision.Broadcast(way.table(), way.row())
        : found;
  }

  /** A way for the outer packets of a tunnel. */
  @Override
  public OutputRoute tunnelRoute(
      NetworkNamespace ns,
      HopBuilder hop,
      Ip remote,
      @Nullable Ip local,
      @Nullable String underlay) {
    OutputRoute way = routeFrom(ns, hop, RouteQuery.sent(remote, local).carrying(UDP, 0, 0));
    boolean isElsewhere = underlay != null && !underlay.equals(way.device());
    return isElsewhere && !LOOPBACK.equals(way.device())
        ? OutputRoute.failed("ENETUNREACH", DropReason.NO_ROUTE)
        : way;
  }

  private OutputRoute unicast(
      NetworkNamespace ns,
      HopBuilder hop,
      RouteDecision.Unicast way,
      Ip destination,
      @Nullable Ip source) {
    Optional<Device> device = ns.device(way.device());
    if (!way.row().unmodelled().isEmpty()) {
      Field route = new Field("route", null, way.row().unmodelled());
      kernel.unmodelled(hop, way.device(), route);
      return OutputRoute.failed("", DropReason.UNMODELLED);
    }
    Ip chosen = source != null ? source : way.row().source();
    if (chosen == null) {
      chosen =
          device
              .flatMap(found -> SourceSelection.onDevice(ns, found, way.nextHop()))
              .orElse(Ip.ANY);
    }
    boolean isStray = chosen.isLoopback() && !ns.sysctls().anyOf("route_localnet", way.device());
    if (isStray) {
      Field setting = Field.conf(way.device(), "route_localnet", 1, 0);
      hop.add(new IpStep.SourceRefused(chosen, way.device(), List.of(setting)), null, null);
      return OutputRoute.failed("EINVAL", DropReason.LOOPBACK_ADDRESS);
    }
    RouteOptions options = way.row().options();
    int configured = device.map(found -> PathMtu.configured(found, options)).orElse(0);
    int mtu = options.mtuLocked() ? configured : pathMtu.of(ns, configured, destination);
    if (mtu < configured) {
      hop.add(new IpStep.PathMtuApplied(destination, mtu), null, null);
    }
    return new OutputRoute(way.device(), way.nextHop(), chosen, mtu, options);
  }

  /** A route exception that a redirect left takes the place of the route's gateway. */
  private OutputRoute redirected(
      NetworkNamespace ns, HopBuilder hop, Ip destination, OutputRoute way) {
    Optional<Ip> gateway = kernel.memory().redirected(ns.name(), destination);
    String device = way.device();
    Ip source = way.source();
    if (gateway.isEmpty() || device == null || source == null) {
      return way;
    }
    hop.add(new IpStep.RedirectApplied(destination, gateway.get()), null, null);
    return new OutputRoute(device, gateway.get(), source, way.mtu(), way.options());
  }

  private static OutputRoute selected(
      HopBuilder hop, OutputRoute way, @Nullable Ip asked, boolean fromRoute) {
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
