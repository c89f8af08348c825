package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.trace.IcmpStep.RedirectReceived.Verdict;

/** What a host makes of an ICMP redirect (__ip_do_redirect in net/ipv4/route.c). */
final class Redirects {
  /** ip_rt_gc_timeout. */
  private static final long VALID_MILLIS = 300_000;

  private final Walk walk;

  Redirects(Walk walk) {
    this.walk = walk;
  }

  void receive(Passage passage, Device in, Icmp.Redirect redirect) {
    Ip destination = redirect.quoted().destination();
    Verdict verdict = judge(passage, in, redirect);
    passage.note(new IcmpStep.RedirectReceived(redirect.gateway(), destination, verdict));
    if (verdict == Verdict.INSTALLED) {
      walk.memory.redirect(passage.ns().name(), destination, redirect.gateway(), VALID_MILLIS);
    } else if (verdict == Verdict.GATEWAY_UNKNOWN) {
      walk.neighbours.ask(passage, in, redirect.gateway());
    }
  }

  private Verdict judge(Passage passage, Device in, Icmp.Redirect redirect) {
    NetworkNamespace ns = passage.ns();
    Ip gateway = redirect.gateway();
    IpPacket quoted = redirect.quoted();
    RouteQuery sent =
        Queries.carrying(RouteQuery.sent(quoted.destination(), quoted.source()), quoted.segment());
    boolean fromGatewayInUse =
        ns.routes().lookup(sent) instanceof RouteDecision.Unicast way
            && way.row().gateway() != null
            && gatewayInUse(ns, way, redirect).equals(passage.ip().source());
    boolean willing =
        !ns.sysctls().forwards(in.name()) && ns.sysctls().anyOf("accept_redirects", in.name());
    boolean reachable = ns.routes().lookup(gateway) instanceof RouteDecision.Unicast;
    if (!fromGatewayInUse || !willing || !reachable) {
      return Verdict.REFUSED;
    }
    NeighbourTables.Key key = new NeighbourTables.Key(ns.name(), in.name(), gateway);
    Neighbour entry = walk.memory.neighbour(key);
    return entry != null && entry.isUsable() ? Verdict.INSTALLED : Verdict.GATEWAY_UNKNOWN;
  }

  private Ip gatewayInUse(NetworkNamespace ns, RouteDecision.Unicast way, Icmp.Redirect redirect) {
    return walk.memory.redirected(ns.name(), redirect.quoted().destination()).orElse(way.nextHop());
  }
}
