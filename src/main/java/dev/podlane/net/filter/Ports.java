package dev.podlane.net.filter;

/**
 * A range of ports, both ends included.
 *
 * @param first 0..65535
 * @param last at least {@code first}
 */
public record Ports(int first, int last) {
  public Ports {
    if (first < 0 || last > 65_535 || first > last) {
      throw new IllegalArgumentException("no range of ports: " + first + ":" + last);
    }
  }

  /** A range of one. */
  public static Ports of(int port) {
    return new Ports(port, port);
  }

  /** Whether the port lies in the range. */
  public boolean contains(int port) {
    return port >= first && port <= last;
  }

  /** Whether the range is one port. */
  public boolean isOne() {
    return first == last;
  }
}
