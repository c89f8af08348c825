package dev.podlane.net.filter.nft;

/** The properties of a packet besides its headers ({@code meta}). */
public enum MetaKey {
  LENGTH("length", DataType.INTEGER, true),
  PROTOCOL("protocol", DataType.ETHER_TYPE, true),
  NFPROTO("nfproto", DataType.NF_PROTO, true),
  L4PROTO("l4proto", DataType.PROTOCOL, true),
  PRIORITY("priority", DataType.CLASS_ID, true),
  MARK("mark", DataType.MARK, true),
  IIF("iif", DataType.DEVICE_INDEX, false),
  IIFNAME("iifname", DataType.DEVICE_NAME, false),
  IIFTYPE("iiftype", DataType.DEVICE_TYPE, false),
  OIF("oif", DataType.DEVICE_INDEX, false),
  OIFNAME("oifname", DataType.DEVICE_NAME, false),
  OIFTYPE("oiftype", DataType.DEVICE_TYPE, false),
  SKUID("skuid", DataType.USER, true),
  SKGID("skgid", DataType.GROUP, true),
  NFTRACE("nftrace", DataType.BOOLEAN, true),
  RTCLASSID("rtclassid", DataType.REALM, true),
  IBRNAME("ibrname", DataType.DEVICE_NAME, true),
  OBRNAME("obrname", DataType.DEVICE_NAME, true),
  PKTTYPE("pkttype", DataType.PACKET_TYPE, true),
  CPU("cpu", DataType.INTEGER, true),
  IIFGROUP("iifgroup", DataType.DEVICE_GROUP, false),
  OIFGROUP("oifgroup", DataType.DEVICE_GROUP, false),
  CGROUP("cgroup", DataType.INTEGER, true),
  RANDOM("random", DataType.INTEGER, true),
  IPSEC("ipsec", DataType.BOOLEAN, true),
  IIFKIND("iifkind", DataType.DEVICE_NAME, true),
  OIFKIND("oifkind", DataType.DEVICE_NAME, true),
  SDIF("sdif", DataType.DEVICE_INDEX, true),
  SDIFNAME("sdifname", DataType.DEVICE_NAME, true),
  TIME("time", DataType.TIME, true),
  DAY("day", DataType.DAY, true),
  HOUR("hour", DataType.HOUR, true);

  private final String text;
  private final DataType type;
  private final boolean qualified;

  MetaKey(String text, DataType type, boolean qualified) {
    this.text = text;
    this.type = type;
    this.qualified = qualified;
  }

  /** The word it has behind {@code meta}. */
  public String text() {
    return text;
  }

  /** The type of its values. */
  public DataType type() {
    return type;
  }

  /** Returns true if {@code meta} stands in front of it where it is printed. */
  public boolean qualified() {
    return qualified;
  }
}
