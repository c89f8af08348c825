package dev.podlane.trace.kernel;

import dev.podlane.net.filter.MatchContext;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.trace.Skb;
import dev.podlane.trace.record.PacketInHost;

/** The fields of a packet that policy rules can match (fib4_rules_early_flow_dissect). */
public final class Queries {
  private Queries() {}

  /** About a packet that came in by a device. */
  public static RouteQuery received(PacketInHost passage, Device in) {
    IpPacket packet = passage.ip();
    Segment segment = packet.segment();
    // ports are read from no fragment, not even the first
    boolean hasPorts = packet.fragment() == null && !(segment instanceof Icmp);
    RouteQuery query =
        new RouteQuery(
            packet.destination(),
            packet.source(),
            in.name(),
            /* out= */ null,
            passage.skb().mark(),
            segment.protocol(),
            hasPorts ? segment.sourcePort() : 0,
            hasPorts ? segment.destinationPort() : 0);
    return query.ofService(packet.tos());
  }

  /** Returns the query for a packet with this segment. */
  public static RouteQuery carrying(RouteQuery query, Segment segment) {
    boolean hasPorts = !(segment instanceof Icmp);
    return query.carrying(
        segment.protocol(),
        hasPorts ? segment.sourcePort() : 0,
        hasPorts ? segment.destinationPort() : 0);
  }

  /** An answer by the kernel itself takes over the mark only if told so (IP4_REPLY_MARK). */
  public static int replyMark(NetworkNamespace ns, Skb about) {
    return ns.sysctls().number("net/ipv4/fwmark_reflect", 0) != 0 ? about.mark() : 0;
  }

  /** The question of a rule: it names no ports. */
  static RouteQuery of(MatchContext.Asked asked) {
    return new RouteQuery(
            asked.destination(),
            asked.source(),
            asked.in(),
            null,
            asked.mark(),
            asked.protocol(),
            0,
            0)
        .ofService(asked.tos());
  }
}
