package dev.podlane.cluster.http;

import java.util.Comparator;

/** Host names with and without a wildcard. */
final class HostName {
  /**
   * The most exact first: a whole name, then the longest wildcard, and no name at all last
   * (HTTPRouteSpec.hostnames, GatewaySpec.listeners).
   */
  static final Comparator<String> MOST_EXACT_FIRST =
      Comparator.comparing(String::isEmpty)
          .thenComparing(HostName::isWildcard)
          .thenComparing(Comparator.comparing(String::length).reversed());

  private HostName() {}

  /** Returns true if the name begins with {@code *.}. */
  static boolean isWildcard(String name) {
    return name.startsWith("*.");
  }

  /**
   * Returns true if a host is meant by the name of an Ingress, whose wildcard is exactly one label
   * (rule 121). An empty name means every host.
   */
  static boolean isOfIngress(String name, String host) {
    if (!isWildcard(name)) {
      return name.isEmpty() || name.equals(host);
    }
    int dot = host.indexOf('.');
    return dot > 0 && host.substring(dot).equals(name.substring(1));
  }

  /**
   * Returns true if a host is meant by the name of a listener or route, whose wildcard is one label
   * or several (Gateway API, Hostname). An empty name means every host.
   */
  static boolean isOfGateway(String name, String host) {
    if (!isWildcard(name)) {
      return name.isEmpty() || name.equals(host);
    }
    return host.length() > name.length() - 1 && host.endsWith(name.substring(1));
  }
}
