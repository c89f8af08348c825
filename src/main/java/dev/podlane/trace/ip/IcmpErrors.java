package dev.podlane.trace.ip;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.conntrack.ConnectionRef;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Fragment;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Probe;
import dev.podlane.trace.kernel.IcmpErrorSender;
import dev.podlane.trace.kernel.IpSender;
import dev.podlane.trace.kernel.Kernel;
import dev.podlane.trace.kernel.OutputRoute;
import dev.podlane.trace.kernel.Queries;
import dev.podlane.trace.kernel.Stages;
import dev.podlane.trace.memory.PeerRate;
import dev.podlane.trace.record.HopBuilder;
import dev.podlane.trace.record.PacketInHost;
import dev.podlane.trace.step.IcmpStep;
import dev.podlane.trace.step.IcmpStep.IcmpErrorSuppressed.Why;
import org.jspecify.annotations.Nullable;

/** Sends ICMP errors about packets to their senders (icmp_send in net/ipv4/icmp.c). */
final class IcmpErrors implements IcmpErrorSender {
  /** Unreachable, source quench, time exceeded, parameter problem. */
  private static final int DEFAULT_RATE_MASK = 1 << 3 | 1 << 4 | 1 << 11 | 1 << 12;

  /** IPTOS_TOS_MASK: bits of the packet's octet that an error about it keeps. */
  private static final int ROUTING_TOS = 0x1e;

  /** IPTOS_PREC_INTERNETCONTROL. */
  private static final int INTERNETWORK_CONTROL = 0xc0;

  private final Kernel kernel;
  private final Stages stages;

  IcmpErrors(Kernel kernel, Stages stages) {
    this.kernel = kernel;
    this.stages = stages;
  }

  /** Sends an error about a packet that is forwarded or cannot be. */
  @Override
  public void send(PacketInHost about, int type, int code) {
    send(about, type, code, 0, null);
  }

  /** Sends "fragmentation needed" with the MTU that would have to be kept. */
  void sendTooBig(PacketInHost about, int mtu) {
    send(about, 3, 4, mtu, null);
  }

  /** Sends an error for want of a route, which has a limit of its own (ip_error). */
  void sendForRoute(PacketInHost about, int type, int code) {
    PeerRate peer = kernel.memory().peer(about.ns().name(), about.ip().source());
    if (peer.allowsRouteError(kernel.memory().now())) {
      send(about, type, code, 0, null);
    } else {
      about.note(new IcmpStep.IcmpErrorSuppressed(type, code, Why.RATE_LIMITED));
    }
  }

  /** Sends an error about a packet that had arrived: it comes from the address it was sent to. */
  @Override
  public void sendFromDestination(PacketInHost about, int type, int code) {
    send(about, type, code, 0, about.ip().destination());
  }

  private void send(PacketInHost about, int type, int code, int mtu, @Nullable Ip from) {
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
  void sendRedirect(PacketInHost about, Ip gateway) {
    if (objection(about) != null) {
      return;
    }
    about.note(new IcmpStep.RedirectSent(gateway, about.ip().source()));
    emit(about, Flow.REDIRECT, null, new Icmp.Redirect(gateway, about.ip()));
  }

  private @Nullable Why objection(PacketInHost about) {
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
    if (group || destination.isMulticast() || destination.equals(Ip.LIMITED_BROADCAST)) {
      return Why.NOT_UNICAST;
    }
    return kernel.sendsIcmp() ? Why.ICMP_SENDING : null;
  }

  private void emit(PacketInHost about, Flow flow, @Nullable Ip from, Icmp message) {
    NetworkNamespace ns = about.ns();
    HopBuilder hop = kernel.recorder().packet(ns.name(), flow, about.hop(), kernel.memory().now());
    Ip to = about.ip().source();
    RouteQuery query = RouteQuery.sent(to, from).marked(Queries.replyMark(ns, about.skb()));
    OutputRoute way = stages.routes().route(ns, hop, Queries.carrying(query, message));
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
    int id = kernel.memory().nextIdentification();
    int tos = (about.ip().tos() & ROUTING_TOS) | INTERNETWORK_CONTROL;
    IpSender.Draft draft = new IpSender.Draft(to, Probe.DEFAULT_TTL, id, false, message, tos);
    ConnectionRef connection = ConnectionRef.attached(about.skb().connection());
    kernel.sendingIcmp(() -> stages.ipOutput().send(ns, hop, way, draft, connection));
  }

  /**
   * icmp_ratelimit: per peer, of the types in icmp_ratemask, never over loopback, and never of path
   * MTU discovery (icmpv4_mask_allow, icmpv4_xrlim_allow).
   */
  private boolean isLimited(NetworkNamespace ns, OutputRoute way, Ip to, Icmp message) {
    boolean isPathMtu = message.type() == 3 && message.code() == 4;
    int mask = ns.sysctls().number("net/ipv4/icmp_ratemask", DEFAULT_RATE_MASK);
    if (isPathMtu || (mask & (1 << message.type())) == 0) {
      return false;
    }
    int interval = ns.sysctls().number("net/ipv4/icmp_ratelimit", 1_000);
    return !"lo".equals(way.device())
        && !kernel.memory().peer(ns.name(), to).allowsError(kernel.memory().now(), interval);
  }
}
