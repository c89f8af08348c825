package dev.podlane.net.filter;

import dev.podlane.net.filter.Target.Reject.With;
import dev.podlane.net.filter.nft.Statement;

/** The answers of {@code reject} of nftables to IPv4 senders (nft_reject_icmp_code). */
final class RejectReasons {
  private RejectReasons() {}

  static With of(Statement.Reject reject) {
    if (reject.family().equals("tcp")) {
      return With.TCP_RESET;
    }
    return switch (reject.reason()) {
      case "net-unreachable", "no-route" -> With.ICMP_NET_UNREACHABLE;
      case "host-unreachable", "addr-unreachable" -> With.ICMP_HOST_UNREACHABLE;
      case "prot-unreachable" -> With.ICMP_PROTO_UNREACHABLE;
      case "net-prohibited" -> With.ICMP_NET_PROHIBITED;
      case "host-prohibited" -> With.ICMP_HOST_PROHIBITED;
      case "admin-prohibited" -> With.ICMP_ADMIN_PROHIBITED;
      default -> With.ICMP_PORT_UNREACHABLE;
    };
  }
}
