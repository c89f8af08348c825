package dev.podlane.net.filter.nft;

/** The properties of a packet's connection ({@code ct}). */
public enum CtKey {
  STATE("state", DataType.CT_STATE),
  DIRECTION("direction", DataType.CT_DIRECTION),
  STATUS("status", DataType.CT_STATUS),
  MARK("mark", DataType.MARK),
  EXPIRATION("expiration", DataType.TIME),
  HELPER("helper", DataType.STRING),
  L3PROTO("l3proto", DataType.NF_PROTO),
  SADDR("saddr", DataType.IPV4),
  DADDR("daddr", DataType.IPV4),
  IP_SADDR("ip saddr", DataType.IPV4),
  IP_DADDR("ip daddr", DataType.IPV4),
  IP6_SADDR("ip6 saddr", DataType.IPV6),
  IP6_DADDR("ip6 daddr", DataType.IPV6),
  PROTOCOL("protocol", DataType.PROTOCOL),
  PROTO_SRC("proto-src", DataType.SERVICE),
  PROTO_DST("proto-dst", DataType.SERVICE),
  LABEL("label", DataType.CT_LABEL),
  ID("id", DataType.INTEGER),
  ZONE("zone", DataType.INTEGER),
  BYTES("bytes", DataType.INTEGER),
  PACKETS("packets", DataType.INTEGER),
  AVGPKT("avgpkt", DataType.INTEGER),
  EVENT("event", DataType.INTEGER),
  COUNT("count", DataType.INTEGER);

  private final String text;
  private final DataType type;

  CtKey(String text, DataType type) {
    this.text = text;
    this.type = type;
  }

  /** The words it has behind {@code ct} and the direction. */
  public String text() {
    return text;
  }

  /** The type of its values. */
  public DataType type() {
    return type;
  }
}
