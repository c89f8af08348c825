package dev.podlane.net.route;

/** Kinds of routes (ip-route(8)). */
public enum RouteType {
  /** Another host, on the link or through a gateway. */
  UNICAST("unicast"),
  /** This host. */
  LOCAL("local"),
  /** All stations on a link. */
  BROADCAST("broadcast"),
  /** One of several hosts that share the address; kept, not simulated. */
  ANYCAST("anycast"),
  /** A group of hosts; kept, not simulated. */
  MULTICAST("multicast"),
  /** Dropped in silence; EINVAL for a local sender. */
  BLACKHOLE("blackhole"),
  /** ICMP host unreachable; EHOSTUNREACH for a local sender. */
  UNREACHABLE("unreachable"),
  /** ICMP communication administratively prohibited; EACCES for a local sender. */
  PROHIBIT("prohibit"),
  /** As if the table had no such row: the lookup continues in the next table. */
  THROW("throw");

  private final String text;

  RouteType(String text) {
    this.text = text;
  }

  /** Returns true if a row of this type ends or rejects a lookup instead of giving a next hop. */
  public boolean isRefusal() {
    return this == BLACKHOLE || this == UNREACHABLE || this == PROHIBIT || this == THROW;
  }

  /** The word {@code ip route} uses. */
  public String text() {
    return text;
  }
}
