package dev.podlane.cluster.http;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import java.util.List;
import java.util.Map;

/**
 * A Gateway as it is written (Gateway API {@code apis/v1/gateway_types.go}).
 *
 * @param ref its name
 * @param place place in the documents
 * @param className {@code spec.gatewayClassName}
 * @param listeners its listeners
 * @param addresses addresses in its status, or else those it asks for
 */
public record Gateway(
    ObjectRef ref, Place place, String className, List<Listener> listeners, List<Ip> addresses) {
  /** Protocols of listeners; others have a domain in front (ProtocolType). */
  static final List<String> PROTOCOLS = List.of("HTTP", "HTTPS", "TLS", "TCP", "UDP");

  /** Namespaces whose routes may attach (rule 123). */
  public enum From {
    SAME,
    ALL,
    SELECTOR,
    NONE
  }

  /**
   * A listener.
   *
   * @param name its name, which a route's {@code sectionName} may mean
   * @param hostname in lower case, may begin with {@code *.}; empty for every host
   * @param port 1 to 65535
   * @param protocol {@code HTTP}, {@code HTTPS}, {@code TLS}, {@code TCP}, {@code UDP} or another
   * @param passthrough true if TLS is not ended here ({@code tls.mode: Passthrough})
   * @param secret the first Secret with a certificate, as {@code namespace/name}; empty if none is
   *     named
   * @param from namespaces whose routes may attach
   * @param selector selects those namespaces, with {@link From#SELECTOR}
   * @param kinds kinds of routes that may attach; empty for those of the protocol
   */
  public record Listener(
      String name,
      String hostname,
      int port,
      String protocol,
      boolean passthrough,
      String secret,
      From from,
      LabelSelector selector,
      List<String> kinds) {
    public Listener {
      kinds = List.copyOf(kinds);
    }

    /** Returns true if it takes HTTP requests, over TLS or not. */
    boolean takes(boolean tls) {
      return tls ? protocol.equals("HTTPS") && !passthrough : protocol.equals("HTTP");
    }

    /**
     * Returns true if routes of a kind and a namespace may attach.
     *
     * @param own the Gateway's namespace
     * @param labels labels of the route's namespace
     */
    public boolean admits(String kind, String namespace, String own, Map<String, String> labels) {
      boolean there =
          switch (from) {
            case SAME -> namespace.equals(own);
            case ALL -> true;
            case SELECTOR -> selector.matches(labels);
            case NONE -> false;
          };
      return there && (kinds.isEmpty() || kinds.contains(kind));
    }
  }

  public Gateway {
    listeners = List.copyOf(listeners);
    addresses = List.copyOf(addresses);
  }
}
