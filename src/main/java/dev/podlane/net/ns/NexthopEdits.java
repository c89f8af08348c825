package dev.podlane.net.ns;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.route.Nexthop;
import dev.podlane.net.route.Nexthops;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.Route.Scope;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteOptions;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.net.route.RouteTable;
import dev.podlane.net.route.RouteType;
import dev.podlane.net.route.TableNames;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** Changes to next hop objects, checked as the kernel checks them (net/ipv4/nexthop.c). */
public final class NexthopEdits {
  private static final Prefix EVERYWHERE = Prefix.of(Ip.ANY, 0);

  private NexthopEdits() {}

  /**
   * As {@code ip nexthop add}.
   *
   * @param wanted the object; scope and whether its gateway is this host are found out
   * @throws NetlinkException if the number is taken, the gateway is not on the link, or a member is
   *     missing, a group, or a blackhole beside others
   */
  public static NetworkNamespace add(NetworkNamespace ns, Nexthop wanted) {
    Nexthop checked = check(ns, wanted);
    if (ns.routes().nexthops().find(wanted.id()).isPresent()) {
      throw new NetlinkException("RTNETLINK answers: File exists");
    }
    return with(ns, checked);
  }

  /**
   * As {@code ip nexthop replace}: routes follow.
   *
   * @throws NetlinkException as {@link #add}, if one of the two is a group and the other is not, or
   *     a route cannot have such a way
   */
  public static NetworkNamespace replace(NetworkNamespace ns, Nexthop wanted) {
    Nexthop now = check(ns, wanted);
    Nexthop before = ns.routes().nexthops().find(wanted.id()).orElse(null);
    if (before != null && before.isGroup() != now.isGroup()) {
      throw new NetlinkException(
          now.isGroup()
              ? "Error: Can not replace a nexthop with a nexthop group."
              : "Error: Can not replace a nexthop group with a nexthop.");
    }
    if (now.isBlackhole() && ns.routes().nexthops().isOneOfMany(now.id())) {
      throw new NetlinkException(
          "Error: Blackhole nexthop can not be a member of a group with more than one path.");
    }
    NetworkNamespace changed = with(ns, now);
    if (before != null) {
      for (RouteTable table : changed.routes().tables()) {
        for (Route row : table.rows()) {
          RouteOptions.Bound bound = row.options().nexthop();
          if (bound != null && bound.id() == now.id()) {
            checkScope(changed.routes().nexthops(), now, row.scope());
          }
        }
      }
    }
    return changed;
  }

  private static NetworkNamespace with(NetworkNamespace ns, Nexthop one) {
    Nexthops all = ns.routes().nexthops();
    return ns.withRoutes(ns.routes().with(all.with(one)));
  }

  /**
   * As {@code ip nexthop del}: with it go the routes that refer to it, and a group that has no
   * other member.
   *
   * @throws NetlinkException if there is none
   */
  public static NetworkNamespace remove(NetworkNamespace ns, long id) {
    if (ns.routes().nexthops().find(id).isEmpty()) {
      throw new NetlinkException("RTNETLINK answers: No such file or directory");
    }
    return without(ns, each -> each.id() == id);
  }

  /** Removes all that are like this, as {@link #remove}; the same namespace if none is. */
  public static NetworkNamespace without(NetworkNamespace ns, Predicate<Nexthop> gone) {
    Nexthops all = ns.routes().nexthops();
    List<Long> ids = all.all().stream().filter(gone).map(Nexthop::id).toList();
    return ids.isEmpty() ? ns : ns.withRoutes(ns.routes().with(all.without(ids)));
  }

  private static Nexthop check(NetworkNamespace ns, Nexthop wanted) {
    if (wanted.isGroup()) {
      checkMembers(ns.routes().nexthops(), wanted);
      return wanted;
    }
    String device = wanted.device();
    if (device == null) {
      return wanted;
    }
    Ip via = wanted.via();
    Route alone =
        RouteEdits.check(
            ns,
            TableNames.MAIN,
            new Route(
                RouteType.UNICAST,
                EVERYWHERE,
                via,
                device,
                null,
                0,
                Scope.UNIVERSE,
                "boot",
                wanted.onlink()));
    return new Nexthop(
        wanted.id(),
        via,
        device,
        via == null || alone.self() ? Scope.HOST : scope(ns, wanted, via, device),
        wanted.onlink(),
        alone.self(),
        List.of(),
        wanted.protocol());
  }

  private static Scope scope(NetworkNamespace ns, Nexthop wanted, Ip via, String device) {
    RouteDecision way = ns.routes().lookupOnLink(RouteQuery.to(via).outBy(device), TableNames.MAIN);
    return !wanted.onlink() && way instanceof RouteDecision.Unicast unicast
        ? unicast.row().scope()
        : Scope.LINK;
  }

  private static void checkMembers(Nexthops all, Nexthop group) {
    Set<Long> ids = new HashSet<>();
    for (Nexthop.Member each : group.members()) {
      if (!ids.add(each.id())) {
        throw new NetlinkException("Error: Nexthop id can not be used twice in a group.");
      }
    }
    for (Nexthop.Member each : group.members()) {
      Nexthop member =
          all.find(each.id()).orElseThrow(() -> new NetlinkException("Error: Invalid nexthop id."));
      if (member.isGroup()) {
        throw new NetlinkException(
            "Error: Hash-threshold group can not be a nexthop within a group.");
      }
      if (member.isBlackhole() && ids.size() > 1) {
        throw new NetlinkException(
            "Error: Blackhole nexthop can not be used in a group with more than 1 path.");
      }
    }
  }

  /**
   * A route with the ways of its object.
   *
   * @throws NetlinkException if there is no such object, or the route cannot have such a way
   */
  static Route bound(NetworkNamespace ns, Route wanted) {
    Nexthops all = ns.routes().nexthops();
    long id = Objects.requireNonNull(wanted.options().nexthop()).id();
    Nexthop one =
        all.find(id).orElseThrow(() -> new NetlinkException("Error: Nexthop id does not exist."));
    checkScope(all, one, wanted.scope());
    Ip source = wanted.source();
    if (source != null && !ns.owns(source)) {
      throw new NetlinkException("Error: Invalid prefsrc address.");
    }
    return Objects.requireNonNull(all.bound(wanted));
  }

  /** Refuses a way that leads farther than a route may (fib_check_nexthop). */
  private static void checkScope(Nexthops all, Nexthop one, Scope scope) {
    if (one.isGroup() && scope == Scope.HOST) {
      throw new NetlinkException("Error: Route with host scope can not have multiple nexthops.");
    }
    Nexthop first = all.ways(one).get(0);
    if (scope == Scope.HOST && first.via() != null) {
      throw new NetlinkException("Error: Route with host scope can not have a gateway.");
    }
    if (first.onlink() && scope.compareTo(Scope.LINK) >= 0) {
      throw new NetlinkException("Error: Scope mismatch with nexthop.");
    }
  }
}
