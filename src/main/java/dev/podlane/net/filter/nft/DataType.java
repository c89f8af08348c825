package dev.podlane.net.filter.nft;

import java.util.Optional;

/** Types of values by the names that sets are declared with (struct datatype in nftables). */
public enum DataType {
  INTEGER("integer", 0, false),
  STRING("string", 128, true),
  NF_PROTO("nf_proto", 8, true),
  LINK_LAYER("ll_addr", 48, false),
  IPV4("ipv4_addr", 32, false),
  IPV6("ipv6_addr", 128, false),
  ETHER("ether_addr", 48, false),
  ETHER_TYPE("ether_type", 16, false),
  ARP_OP("arp_op", 16, false),
  PROTOCOL("inet_proto", 8, false),
  SERVICE("inet_service", 16, false),
  ICMP_TYPE("icmp_type", 8, false),
  ICMP_CODE("icmp_code", 8, false),
  ICMPV6_TYPE("icmpv6_type", 8, false),
  ICMPV6_CODE("icmpv6_code", 8, false),
  ICMPX_CODE("icmpx_code", 8, false),
  TCP_FLAG("tcp_flag", 8, false),
  MARK("mark", 32, true),
  /** Here by the name of the device, which its number stands for. */
  DEVICE_INDEX("iface_index", 128, true),
  DEVICE_TYPE("iface_type", 16, true),
  DEVICE_NAME("ifname", 128, true),
  DEVICE_GROUP("devgroup", 32, true),
  PACKET_TYPE("pkt_type", 8, true),
  REALM("realm", 32, true),
  CLASS_ID("classid", 32, true),
  USER("uid", 32, true),
  GROUP("gid", 32, true),
  CT_STATE("ct_state", 32, true),
  CT_STATUS("ct_status", 32, true),
  CT_DIRECTION("ct_dir", 8, true),
  CT_LABEL("ct_label", 128, true),
  DSCP("dscp", 6, false),
  ECN("ecn", 2, false),
  ADDRESS_TYPE("fib_addrtype", 32, true),
  BOOLEAN("boolean", 1, true),
  TIME("time", 64, true),
  DAY("day", 8, false),
  HOUR("hour", 32, false),
  CGROUP("cgroupsv2", 64, true);

  private final String text;
  private final int bits;
  private final boolean hostOrder;

  DataType(String text, int bits, boolean hostOrder) {
    this.text = text;
    this.bits = bits;
    this.hostOrder = hostOrder;
  }

  /** The name it has in a set's declaration. */
  public String text() {
    return text;
  }

  /** Its width in bits; 0 if the expression decides. */
  public int bits() {
    return bits;
  }

  /** Returns true if it is kept in the byte order of the machine, not of the network. */
  public boolean hostOrder() {
    return hostOrder;
  }

  /** Returns true if a value is a set of flags, any of which is meant where several are named. */
  public boolean hasFlags() {
    return this == CT_STATE || this == CT_STATUS || this == TCP_FLAG || this == CT_LABEL;
  }

  /** The type of that name, if there is one. */
  public static Optional<DataType> of(String name) {
    for (DataType type : values()) {
      if (type.text.equals(name)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
