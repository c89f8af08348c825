package dev.podlane.trace;

import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import dev.podlane.net.packet.Udp;
import dev.podlane.net.route.RouteQuery;

/** What policy rules may know of a packet (fib4_rules_early_flow_dissect). */
final class Queries {
  private Queries() {}

  /** About a packet that came in by a device. */
  static RouteQuery received(Passage passage, Device in) {
    IpPacket packet = passage.ip();
    RouteQuery query = RouteQuery.received(packet.destination(), packet.source(), in.name());
    return carrying(query.marked(passage.skb().mark()), packet.segment());
  }

  /** The same about a packet that carries this. */
  static RouteQuery carrying(RouteQuery query, Segment segment) {
    if (segment instanceof Tcp tcp) {
      return query.carrying(tcp.protocol(), tcp.sourcePort(), tcp.destinationPort());
    }
    if (segment instanceof Udp udp) {
      return query.carrying(udp.protocol(), udp.sourcePort(), udp.destinationPort());
    }
    return query.carrying(segment.protocol(), 0, 0);
  }

  /** An answer by the kernel itself takes over the mark only if told so (IP4_REPLY_MARK). */
  static int replyMark(NetworkNamespace ns, Skb about) {
    return ns.sysctls().number("net/ipv4/fwmark_reflect", 0) != 0 ? about.mark() : 0;
  }
}
