package dev.podlane.net.filter;

import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.HeaderField;
import dev.podlane.net.packet.Fragment;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.net.packet.Tcp;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of a packet's headers (nft_payload.c). A rule ends where a packet has no such
 * header; of some fields the model keeps no value.
 */
final class FieldReader {
  /** The value of a field. */
  record Reading(@Nullable Datum value, boolean isOpen) {
    static final Reading NONE = new Reading(null, false);
    static final Reading OPEN = new Reading(null, true);

    static Reading of(long number) {
      return new Reading(Datum.of(number), false);
    }
  }

  private FieldReader() {}

  static Reading read(HeaderField field, IpPacket packet) {
    return switch (field.header()) {
      case "ip" -> packet.source().isV4() ? ip(field, packet) : Reading.NONE;
      case "ip6" -> packet.source().isV4() ? Reading.NONE : ip6(field, packet);
      case "arp", "vlan" -> Reading.NONE;
      case "ether" -> Reading.OPEN;
      default -> transport(field, packet);
    };
  }

  private static Reading ip(HeaderField field, IpPacket packet) {
    return switch (field) {
      case IP_SADDR -> new Reading(Datum.of(packet.source()), false);
      case IP_DADDR -> new Reading(Datum.of(packet.destination()), false);
      case IP_PROTOCOL -> Reading.of(packet.segment().protocol());
      case IP_TTL -> Reading.of(packet.ttl());
      case IP_LENGTH -> Reading.of(packet.length());
      case IP_ID -> Reading.of(packet.identification());
      case IP_DSCP -> Reading.of(packet.tos() >> 2);
      case IP_ECN -> Reading.of(packet.tos() & 3);
      case IP_VERSION -> Reading.of(4);
      case IP_HDRLENGTH -> Reading.of(IpPacket.V4_HEADER / 4);
      case IP_FRAG_OFF -> Reading.of(fragment(packet));
      default -> Reading.OPEN;
    };
  }

  private static long fragment(IpPacket packet) {
    Fragment fragment = packet.fragment();
    long flags = packet.dontFragment() ? 0x4000 : 0;
    return fragment == null
        ? flags
        : flags + fragment.offset() / 8 + (fragment.more() ? 0x2000 : 0);
  }

  private static Reading ip6(HeaderField field, IpPacket packet) {
    return switch (field) {
      case IP6_SADDR -> new Reading(Datum.of(packet.source()), false);
      case IP6_DADDR -> new Reading(Datum.of(packet.destination()), false);
      case IP6_NEXTHDR -> Reading.of(packet.segment().protocol());
      case IP6_HOPLIMIT -> Reading.of(packet.ttl());
      case IP6_VERSION -> Reading.of(6);
      default -> Reading.OPEN;
    };
  }

  private static Reading transport(HeaderField field, IpPacket packet) {
    Segment segment = packet.segment();
    boolean isOther = field.protocol() != 0 && field.protocol() != segment.protocol();
    if (isOther || !packet.showsSegment()) {
      return Reading.NONE;
    }
    return switch (field) {
      case TCP_SPORT, UDP_SPORT, SCTP_SPORT, UDPLITE_SPORT, DCCP_SPORT ->
          Reading.of(segment.sourcePort());
      case TCP_DPORT, UDP_DPORT, SCTP_DPORT, UDPLITE_DPORT, DCCP_DPORT ->
          Reading.of(segment.destinationPort());
      case TH_SPORT ->
          segment instanceof Icmp icmp ? word(icmp, true) : Reading.of(segment.sourcePort());
      case TH_DPORT ->
          segment instanceof Icmp icmp ? word(icmp, false) : Reading.of(segment.destinationPort());
      case TCP_FLAGS ->
          segment instanceof Tcp tcp
              ? Reading.of(PortMatch.TcpFlags.bits(tcp.flags()))
              : Reading.NONE;
      case UDP_LENGTH -> Reading.of(segment.length());
      case ICMP_TYPE, ICMPV6_TYPE ->
          segment instanceof Icmp icmp ? Reading.of(icmp.type()) : Reading.NONE;
      case ICMP_CODE, ICMPV6_CODE ->
          segment instanceof Icmp icmp ? Reading.of(icmp.code()) : Reading.NONE;
      case ICMP_ID ->
          segment instanceof Icmp.Echo echo ? Reading.of(echo.identifier()) : Reading.OPEN;
      case ICMP_SEQUENCE ->
          segment instanceof Icmp.Echo echo ? Reading.of(echo.sequence()) : Reading.OPEN;
      default -> Reading.OPEN;
    };
  }

  /** The octets where other protocols have their ports: type and code, or the checksum. */
  private static Reading word(Icmp icmp, boolean first) {
    return first ? Reading.of(icmp.type() * 256L + icmp.code()) : Reading.OPEN;
  }
}
