package dev.podlane.finding.found;

import org.jspecify.annotations.Nullable;

/**
 * A probe in the words of {@code POST …/traces} that shows the harm of a finding: as long as the
 * fault is there, its outcome is not {@code delivered}, or not by the server that is meant.
 *
 * @param from the sender, such as {@code shop/web-1} or {@code ext:203.0.113.9}
 * @param to the destination, such as {@code svc:shop/cart}
 * @param protocol {@code tcp}, {@code udp} or {@code icmp}
 * @param port 1 to 65535; null for ICMP and URLs
 * @param endpoint the endpoint that is chosen, as {@code namespace/pod}; null where chance may
 * @param via the node at which a packet from outside arrives; null for any
 * @param size octets of data, sent without fragmentation; null for the usual ones
 */
public record Probing(
    String from,
    String to,
    String protocol,
    @Nullable Integer port,
    @Nullable String endpoint,
    @Nullable String via,
    @Nullable Integer size) {
  /** A host outside, as documents use it (RFC 5737). */
  public static final String OUTSIDE = "ext:203.0.113.9";

  /** A TCP connection. */
  public static Probing tcp(String from, String to, int port) {
    return new Probing(from, to, "tcp", port, null, null, null);
  }

  /** A datagram, or a connection, by the name of the protocol in any case. */
  public static Probing of(String protocol, String from, String to, int port) {
    return new Probing(
        from, to, protocol.toLowerCase(java.util.Locale.ROOT), port, null, null, null);
  }

  /** A ping. */
  public static Probing ping(String from, String to) {
    return new Probing(from, to, "icmp", null, null, null, null);
  }

  /** A ping of a size that may not be fragmented. */
  public static Probing large(String from, String to, int size) {
    return new Probing(from, to, "icmp", null, null, null, size);
  }

  /** A request for a URL from outside. */
  public static Probing url(String url) {
    return new Probing(OUTSIDE, url, "tcp", null, null, null, null);
  }

  /** The same to one endpoint. */
  public Probing to(String chosen) {
    return new Probing(from, to, protocol, port, chosen, via, size);
  }
}
