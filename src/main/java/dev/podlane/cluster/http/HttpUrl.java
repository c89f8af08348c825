package dev.podlane.cluster.http;

import java.util.Locale;
import java.util.Optional;

/**
 * An address such as {@code https://shop.example.com:8443/cart?item=1}.
 *
 * @param tls true for https
 * @param host name or IP address, in lower case, an IPv6 address without its brackets
 * @param port 1 to 65535: as written, else 80 or 443
 * @param hasPort true if the port is written
 * @param path as written, {@code /} if there is none
 * @param query the text behind the question mark; empty if there is none
 */
public record HttpUrl(
    boolean tls, String host, int port, boolean hasPort, String path, String query) {
  /** Returns true if a text begins as one does. */
  public static boolean isOne(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    return lower.startsWith("http://") || lower.startsWith("https://");
  }

  /** Takes an address apart; empty if its host or port makes no sense. */
  public static Optional<HttpUrl> parse(String text) {
    if (!isOne(text)) {
      return Optional.empty();
    }
    String stripped = text.strip();
    boolean tls = stripped.toLowerCase(Locale.ROOT).startsWith("https");
    String rest = stripped.substring(stripped.indexOf("//") + 2);
    int fragment = rest.indexOf('#');
    rest = fragment < 0 ? rest : rest.substring(0, fragment);
    int end = 0;
    while (end < rest.length() && "/?".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    String authority = rest.substring(0, end).toLowerCase(Locale.ROOT);
    authority = authority.substring(authority.lastIndexOf('@') + 1);
    String target = rest.substring(end);
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    String host = withoutPort(authority);
    String port = portOf(authority);
    int number = port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : port.isEmpty() ? 0 : -1;
    boolean usable = isHost(host) && number >= 0 && number <= 65_535;
    return usable
        ? Optional.of(
            new HttpUrl(
                tls,
                host,
                number == 0 ? (tls ? 443 : 80) : number,
                number > 0,
                path.isEmpty() ? "/" : path,
                question < 0 ? "" : target.substring(question + 1)))
        : Optional.empty();
  }

  private static boolean isHost(String host) {
    return !host.isEmpty() && host.length() <= 253 && host.matches("[-a-z0-9._:%]+");
  }

  /** A host without the port behind it, and without brackets. */
  static String withoutPort(String authority) {
    if (authority.startsWith("[")) {
      int bracket = authority.indexOf(']');
      return bracket < 0 ? "" : authority.substring(1, bracket);
    }
    int colon = authority.lastIndexOf(':');
    return withoutDot(colon < 0 ? authority : authority.substring(0, colon));
  }

  /** A final dot only says that the name is complete. */
  private static String withoutDot(String host) {
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  private static String portOf(String authority) {
    int colon = authority.lastIndexOf(':');
    return colon < 0 || colon < authority.indexOf(']') ? "" : authority.substring(colon + 1);
  }
}
