package dev.podlane.net.filter;

/**
 * A range of ports, both ends included; one that ends before it begins holds none.
 *
 * @param first 0..65535
 * @param last 0..65535
 */
public record Ports(int first, int last) {
  public Ports {
    if (first < 0 || first > 65_535 || last < 0 || last > 65_535) {
      throw new IllegalArgumentException("no range of ports: " + first + ":" + last);
    }
  }

  /** A range of one. */
  public static Ports of(int port) {
    return new Ports(port, port);
  }

  /** Returns true if the port lies in the range. */
  public boolean contains(int port) {
    return port >= first && port <= last;
  }

  /** Returns true if the range is a single port. */
  public boolean isOne() {
    return first == last;
  }
}
