package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Fragment;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.trace.IcmpStep.IcmpErrorSuppressed.Why;
import org.jspecify.annotations.Nullable;

/** Tells a sender what became of its packet (icmp_send in net/ipv4/icmp.c). */
final class IcmpErrors {
  /** Unreachable, source quench, time exceeded, parameter problem. */
  private static final int DEFAULT_RATE_MASK = 1 << 3 | 1 << 4 | 1 << 11 | 1 << 12;

  private final Walk walk;

  IcmpErrors(Walk walk) {
    this.walk = walk;
  }

  /** Sends an error about a packet that is forwarded or cannot be. */
  void send(Passage about, int type, int code) {
    send(about, type, code, 0, null);
  }

  /** Sends "fragmentation needed" with the MTU that would have to be kept. */
  void sendTooBig(Passage about, int mtu) {
    send(about, 3, 4, mtu, null);
  }

  /** Sends an error for want of a route, which has a limit of its own (ip_error). */
  void sendForRoute(Passage about, int type, int code) {
    PeerRate peer = walk.memory.peer(about.ns().name(), about.ip().source());
    if (peer.allowsRouteError(walk.memory.now())) {
      send(about, type, code, 0, null);
    } else {
      about.note(new IcmpStep.IcmpErrorSuppressed(type, code, Why.RATE_LIMITED));
    }
  }

  /** Sends an error about a packet that had arrived: it comes from the address it was sent to. */
  void sendFromDestination(Passage about, int type, int code) {
    send(about, type, code, 0, about.ip().destination());
  }

  private void send(Passage about, int type, int code, int mtu, @Nullable Ip from) {
    Why why = objection(about);
    if (why != null) {
      about.note(new IcmpStep.IcmpErrorSuppressed(type, code, why));
      return;
    }
    IpPacket quoted = about.ip();
    about.note(new IcmpStep.IcmpErrorSent(type, code, quoted.source()));
    emit(about, Flow.ERROR, from, new Icmp.Problem(type, code, mtu, quoted));
  }

  /** Tells the sender of a better first hop. */
  void sendRedirect(Passage about, Ip gateway) {
    if (objection(about) != null) {
      return;
    }
    about.note(new IcmpStep.RedirectSent(gateway, about.ip().source()));
    emit(about, Flow.REDIRECT, null, new Icmp.Redirect(gateway, about.ip()));
  }

  private static @Nullable Why objection(Passage about) {
    if (about.ip().segment() instanceof Icmp.Problem
        || about.ip().segment() instanceof Icmp.Redirect) {
      return Why.ABOUT_ERROR;
    }
    Fragment part = about.ip().fragment();
    if (part != null && !part.isFirst()) {
      return Why.LATER_FRAGMENT;
    }
    Mac to = about.skb().destination();
    Ip destination = about.ip().destination();
    boolean group = to != null && about.in() != null && to.isGroup();
    return group || destination.isMulticast() || destination.equals(Ip.LIMITED_BROADCAST)
        ? Why.NOT_UNICAST
        : null;
  }

  private void emit(Passage about, Flow flow, @Nullable Ip from, Icmp message) {
    NetworkNamespace ns = about.ns();
    HopBuilder hop = walk.recorder.packet(ns.name(), flow, about.hop(), walk.memory.now());
    Ip to = about.ip().source();
    RouteQuery query = RouteQuery.sent(to, from).marked(Queries.replyMark(ns, about.skb()));
    Way way = walk.outputRoute.route(ns, hop, Queries.carrying(query, message));
    if (!way.isFound()) {
      hop.add(
          new IcmpStep.IcmpErrorSuppressed(message.type(), message.code(), Why.NO_ROUTE_BACK),
          null,
          null);
      return;
    }
    if (flow == Flow.ERROR && isLimited(ns, way, to, message)) {
      hop.add(
          new IcmpStep.IcmpErrorSuppressed(message.type(), message.code(), Why.RATE_LIMITED),
          null,
          null);
      return;
    }
    int id = walk.memory.nextIdentification();
    IpOutput.Draft draft = new IpOutput.Draft(to, Probe.DEFAULT_TTL, id, false, message);
    walk.ipOutput.send(ns, hop, way, draft, Conntrack.attached(about.skb().connection()));
  }

  /**
   * icmp_ratelimit: per peer, of the types in icmp_ratemask, never over loopback, and never of path
   * MTU discovery (icmpv4_mask_allow, icmpv4_xrlim_allow).
   */
  private boolean isLimited(NetworkNamespace ns, Way way, Ip to, Icmp message) {
    boolean isPathMtu = message.type() == 3 && message.code() == 4;
    int mask = ns.sysctls().number("net/ipv4/icmp_ratemask", DEFAULT_RATE_MASK);
    if (isPathMtu || (mask & (1 << message.type())) == 0) {
      return false;
    }
    int interval = ns.sysctls().number("net/ipv4/icmp_ratelimit", 1_000);
    return !"lo".equals(way.device())
        && !walk.memory.peer(ns.name(), to).allowsError(walk.memory.now(), interval);
  }
}
