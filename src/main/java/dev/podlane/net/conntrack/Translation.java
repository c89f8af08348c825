package dev.podlane.net.conntrack;

import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;

/** Rewrites packets (nf_nat_manip_pkt in net/netfilter/nf_nat_proto.c). */
public final class Translation {
  private Translation() {}

  /** A packet whose one side is as the target has it. */
  public static IpPacket apply(IpPacket packet, Side side, Tuple target) {
    Segment before = packet.segment();
    if (before instanceof Icmp.Echo) {
      return addressed(packet, side, target, before.withPorts(target.sourcePort(), 0));
    }
    if (before instanceof Icmp) {
      return addressed(packet, side, target, before);
    }
    Segment after =
        side == Side.SOURCE
            ? before.withPorts(target.sourcePort(), before.destinationPort())
            : before.withPorts(before.sourcePort(), target.destinationPort());
    return addressed(packet, side, target, after);
  }

  private static IpPacket addressed(IpPacket packet, Side side, Tuple target, Segment segment) {
    return side == Side.SOURCE
        ? packet.translated(target.source(), packet.destination(), segment)
        : packet.translated(packet.source(), target.destination(), segment);
  }

  /** An ICMP error whose quoted packet has one side as the target has it. */
  public static IpPacket applyToQuoted(IpPacket packet, Side side, Tuple target) {
    Segment error = packet.segment();
    if (error instanceof Icmp.Problem problem) {
      IpPacket quoted = apply(problem.quoted(), side, target);
      return packet.translated(
          packet.source(),
          packet.destination(),
          new Icmp.Problem(problem.type(), problem.code(), problem.mtu(), quoted));
    }
    if (error instanceof Icmp.Redirect redirect) {
      IpPacket quoted = apply(redirect.quoted(), side, target);
      return packet.translated(
          packet.source(), packet.destination(), new Icmp.Redirect(redirect.gateway(), quoted));
    }
    return packet;
  }
}
