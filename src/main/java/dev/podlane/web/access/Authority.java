package dev.podlane.web.access;

import dev.podlane.net.addr.Ip;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/**
 * Host and port, as a Host header and an Origin write them (RFC 9110 section 7.2, RFC 6454).
 *
 * @param host in lower case, an IPv6 address without brackets, no dot at the end
 * @param port as written, or 0 where none is
 */
record Authority(String host, int port) {
  private static final int MOST_PORT = 65_535;

  /** Reads {@code name}, {@code name:port}, {@code [v6]} or {@code [v6]:port}. */
  static Optional<Authority> parse(String text) {
    String written = text.strip();
    int bracket = written.lastIndexOf(']');
    int colon = written.indexOf(':', Math.max(bracket, 0));
    String name = colon < 0 ? written : written.substring(0, colon);
    int port = colon < 0 ? 0 : port(written.substring(colon + 1));
    boolean v6 = name.startsWith("[") && name.endsWith("]");
    String host = plain(v6 ? name.substring(1, name.length() - 1) : name);
    boolean sound = v6 ? host.indexOf(':') >= 0 : host.indexOf('[') < 0 && host.indexOf(']') < 0;
    return host.isEmpty() || port < 0 || !sound
        ? Optional.empty()
        : Optional.of(new Authority(host, port));
  }

  /** The server an Origin names, its scheme's own port left out; empty for {@code null}. */
  static Optional<Authority> ofOrigin(String origin) {
    try {
      URI uri = new URI(origin.strip());
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && uri.getRawAuthority() != null
          ? parse(uri.getRawAuthority()).map(Authority::withoutUsualPort)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Returns a copy without the default ports of HTTP and HTTPS. */
  Authority withoutUsualPort() {
    return port == 80 || port == 443 ? new Authority(host, 0) : this;
  }

  /**
   * Returns true if the host is this machine for every client: RFC 6761 section 6.3, RFC 1122, RFC
   * 4291.
   */
  boolean isLoopback() {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || address(host).map(Authority::isLoopback).orElse(false);
  }

  /** Returns true if the host is an address, not a name. */
  boolean isLiteral() {
    return address(host).isPresent();
  }

  /** Returns true if the host is that address in any notation. */
  boolean isAddress(String other) {
    Optional<Ip> mine = address(host);
    return mine.isPresent() && mine.equals(address(other));
  }

  /** An IPv4 address inside an IPv6 one (RFC 4291 section 2.5.5.2) is that IPv4 address. */
  private static boolean isLoopback(Ip address) {
    boolean mapped = !address.isV4() && address.high() == 0 && address.low() >>> 32 == 0xffff;
    return mapped ? Ip.v4((int) address.low()).isLoopback() : address.isLoopback();
  }

  private static Optional<Ip> address(String text) {
    int zone = text.indexOf('%');
    return Ip.tryParse(zone < 0 ? text : text.substring(0, zone));
  }

  private static String plain(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /** Returns a port, 0 for none, -1 for an invalid one. */
  private static int port(String digits) {
    if (digits.isEmpty()) {
      return 0;
    }
    boolean number = digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    int port = number ? Integer.parseInt(digits) : -1;
    return port > MOST_PORT ? -1 : port;
  }
}
