package dev.podlane.net.route;

/** Kinds of routes (ip-route(8)). */
public enum RouteType {
  /** To another host, on the link or through a gateway. */
  UNICAST("unicast"),
  /** To this host. */
  LOCAL("local"),
  /** To everyone on a link. */
  BROADCAST("broadcast"),
  /** Dropped in silence; EINVAL for a local sender. */
  BLACKHOLE("blackhole"),
  /** ICMP host unreachable; EHOSTUNREACH for a local sender. */
  UNREACHABLE("unreachable"),
  /** ICMP communication administratively prohibited; EACCES for a local sender. */
  PROHIBIT("prohibit"),
  /** As if the table had no such row: the lookup goes on in the next table. */
  THROW("throw");

  private final String text;

  RouteType(String text) {
    this.text = text;
  }

  /** Whether a row of this type ends or turns away a lookup instead of leading somewhere. */
  public boolean isRefusal() {
    return this == BLACKHOLE || this == UNREACHABLE || this == PROHIBIT || this == THROW;
  }

  /** The word {@code ip route} uses. */
  public String text() {
    return text;
  }
}
