package dev.podlane.net.route;

import dev.podlane.net.addr.Ip;

/** The result of a route lookup. */
public sealed interface RouteDecision {
  /** Delivered on this host. */
  record Local(RouteTable table, Route row) implements RouteDecision {}

  /** Delivery to every station on a link. */
  record Broadcast(RouteTable table, Route row) implements RouteDecision {}

  /**
   * Sent on.
   *
   * @param device outgoing device
   * @param nextHop address to resolve on that device: the gateway, or the destination itself
   */
  record Unicast(RouteTable table, Route row, String device, Ip nextHop) implements RouteDecision {}

  /** A row says no: blackhole, unreachable or prohibit. */
  record Refused(RouteTable table, Route row) implements RouteDecision {}

  /**
   * A policy rule refuses the packet before any table is looked up.
   *
   * @param rule the rule
   * @param type blackhole, unreachable or prohibit; unreachable is the network here: ENETUNREACH
   *     and ICMP 3/0, as if there were no route
   */
  record RefusedByRule(PolicyRule rule, RouteType type) implements RouteDecision {}

  /** No row of the tables asked matches, or only rows of type throw. */
  record NoRoute() implements RouteDecision {}
}
