package dev.podlane.net.filter.nft;

/** A field of a header, by the words nft has for it. */
public enum HeaderField {
  ETHER_SADDR("ether", "saddr", DataType.ETHER, 48),
  ETHER_DADDR("ether", "daddr", DataType.ETHER, 48),
  ETHER_TYPE("ether", "type", DataType.ETHER_TYPE, 16),
  VLAN_ID("vlan", "id", DataType.INTEGER, 12),
  VLAN_TYPE("vlan", "type", DataType.ETHER_TYPE, 16),
  ARP_OPERATION("arp", "operation", DataType.ARP_OP, 16),
  ARP_SADDR_IP("arp", "saddr ip", DataType.IPV4, 32),
  ARP_DADDR_IP("arp", "daddr ip", DataType.IPV4, 32),
  ARP_SADDR_ETHER("arp", "saddr ether", DataType.ETHER, 48),
  ARP_DADDR_ETHER("arp", "daddr ether", DataType.ETHER, 48),
  IP_VERSION("ip", "version", DataType.INTEGER, 4),
  IP_HDRLENGTH("ip", "hdrlength", DataType.INTEGER, 4),
  IP_DSCP("ip", "dscp", DataType.DSCP, 6),
  IP_ECN("ip", "ecn", DataType.ECN, 2),
  IP_LENGTH("ip", "length", DataType.INTEGER, 16),
  IP_ID("ip", "id", DataType.INTEGER, 16),
  IP_FRAG_OFF("ip", "frag-off", DataType.INTEGER, 16),
  IP_TTL("ip", "ttl", DataType.INTEGER, 8),
  IP_PROTOCOL("ip", "protocol", DataType.PROTOCOL, 8),
  IP_CHECKSUM("ip", "checksum", DataType.INTEGER, 16),
  IP_SADDR("ip", "saddr", DataType.IPV4, 32),
  IP_DADDR("ip", "daddr", DataType.IPV4, 32),
  IP6_VERSION("ip6", "version", DataType.INTEGER, 4),
  IP6_DSCP("ip6", "dscp", DataType.DSCP, 6),
  IP6_ECN("ip6", "ecn", DataType.ECN, 2),
  IP6_LENGTH("ip6", "length", DataType.INTEGER, 16),
  IP6_NEXTHDR("ip6", "nexthdr", DataType.PROTOCOL, 8),
  IP6_HOPLIMIT("ip6", "hoplimit", DataType.INTEGER, 8),
  IP6_SADDR("ip6", "saddr", DataType.IPV6, 128),
  IP6_DADDR("ip6", "daddr", DataType.IPV6, 128),
  ICMP_TYPE("icmp", "type", DataType.ICMP_TYPE, 8),
  ICMP_CODE("icmp", "code", DataType.ICMP_CODE, 8),
  ICMP_ID("icmp", "id", DataType.INTEGER, 16),
  ICMP_SEQUENCE("icmp", "sequence", DataType.INTEGER, 16),
  ICMPV6_TYPE("icmpv6", "type", DataType.ICMPV6_TYPE, 8),
  ICMPV6_CODE("icmpv6", "code", DataType.ICMPV6_CODE, 8),
  TCP_SPORT("tcp", "sport", DataType.SERVICE, 16),
  TCP_DPORT("tcp", "dport", DataType.SERVICE, 16),
  TCP_FLAGS("tcp", "flags", DataType.TCP_FLAG, 8),
  TCP_WINDOW("tcp", "window", DataType.INTEGER, 16),
  UDP_SPORT("udp", "sport", DataType.SERVICE, 16),
  UDP_DPORT("udp", "dport", DataType.SERVICE, 16),
  UDP_LENGTH("udp", "length", DataType.INTEGER, 16),
  UDPLITE_SPORT("udplite", "sport", DataType.SERVICE, 16),
  UDPLITE_DPORT("udplite", "dport", DataType.SERVICE, 16),
  SCTP_SPORT("sctp", "sport", DataType.SERVICE, 16),
  SCTP_DPORT("sctp", "dport", DataType.SERVICE, 16),
  DCCP_SPORT("dccp", "sport", DataType.SERVICE, 16),
  DCCP_DPORT("dccp", "dport", DataType.SERVICE, 16),
  TH_SPORT("th", "sport", DataType.SERVICE, 16),
  TH_DPORT("th", "dport", DataType.SERVICE, 16),
  ESP_SPI("esp", "spi", DataType.INTEGER, 32),
  AH_SPI("ah", "spi", DataType.INTEGER, 32);

  private final String header;
  private final String field;
  private final DataType type;
  private final int bits;

  HeaderField(String header, String field, DataType type, int bits) {
    this.header = header;
    this.field = field;
    this.type = type;
    this.bits = bits;
  }

  /** Name of the header. */
  public String header() {
    return header;
  }

  /** Name of the field in it, one word or two. */
  public String field() {
    return field;
  }

  /** The type of its values. */
  public DataType type() {
    return type;
  }

  /** Its width. */
  public int bits() {
    return bits;
  }

  /** Protocol number of a transport header; 0 of any other, and where each has such a field. */
  public int protocol() {
    return switch (header) {
      case "icmp" -> 1;
      case "tcp" -> 6;
      case "udp" -> 17;
      case "dccp" -> 33;
      case "esp" -> 50;
      case "ah" -> 51;
      case "icmpv6" -> 58;
      case "sctp" -> 132;
      case "udplite" -> 136;
      default -> 0;
    };
  }
}
