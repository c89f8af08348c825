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
 * @param listeners its listeners, and behind them those of ListenerSets that attach to it
 * @param listenerSets namespaces whose ListenerSets may attach ({@code spec.allowedListeners})
 * @param addresses addresses in its status, or else those it asks for
 */
public record Gateway(
    ObjectRef ref,
    Place place,
    String className,
    List<Listener> listeners,
    Namespaces listenerSets,
    List<Ip> addresses) {
  /** Protocols of listeners; others have a domain in front (ProtocolType). */
  static final List<String> PROTOCOLS = List.of("HTTP", "HTTPS", "TLS", "TCP", "UDP");

  /** Namespaces whose routes or ListenerSets may attach (rule 123; FromNamespaces). */
  public enum From {
    SAME("Same"),
    ALL("All"),
    SELECTOR("Selector"),
    NONE("None");

    private final String text;

    From(String text) {
      this.text = text;
    }

    /** The value as it is written. */
    public String text() {
      return text;
    }
  }

  /**
   * Namespaces whose objects may attach.
   *
   * @param from the kind of choice
   * @param selector selects them, with {@link From#SELECTOR}
   */
  public record Namespaces(From from, LabelSelector selector) {
    /**
     * Returns true if objects of a namespace may attach.
     *
     * @param own the namespace of the object that they attach to
     * @param labels labels of their namespace
     */
    boolean admit(String namespace, String own, Map<String, String> labels) {
      return switch (from) {
        case SAME -> namespace.equals(own);
        case ALL -> true;
        case SELECTOR -> selector.matches(labels);
        case NONE -> false;
      };
    }
  }

  /**
   * A listener.
   *
   * @param owner the Gateway or ListenerSet that it is written in
   * @param field its place there, such as {@code spec.listeners[0]}
   * @param name its name, which a route's {@code sectionName} may mean; others of the Gateway may
   *     have it, too, if they have other owners
   * @param hostname in lower case, may begin with {@code *.}; empty for every host
   * @param port 1 to 65535
   * @param protocol {@code HTTP}, {@code HTTPS}, {@code TLS}, {@code TCP}, {@code UDP} or another
   * @param passthrough true if TLS is not ended here ({@code tls.mode: Passthrough})
   * @param secret the first Secret with a certificate, as {@code namespace/name}; empty if none is
   *     named
   * @param routes namespaces whose routes may attach
   * @param kinds kinds of routes that may attach; empty for those of the protocol
   */
  public record Listener(
      ObjectRef owner,
      String field,
      String name,
      String hostname,
      int port,
      String protocol,
      boolean passthrough,
      String secret,
      Namespaces routes,
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
     * @param labels labels of the route's namespace
     */
    public boolean admits(String kind, String namespace, Map<String, String> labels) {
      return routes.admit(namespace, owner.namespace(), labels)
          && (kinds.isEmpty() || kinds.contains(kind));
    }

    /** Returns true if the parent of a route means it. */
    public boolean isMeant(HttpRoute.Parent parent) {
      return parent.isOf(owner)
          && (parent.section().isEmpty() || parent.section().equals(name))
          && (parent.port() == 0 || parent.port() == port);
    }
  }

  public Gateway {
    listeners = List.copyOf(listeners);
    addresses = List.copyOf(addresses);
  }

  /** Returns a copy with other listeners. */
  Gateway with(List<Listener> others) {
    return new Gateway(ref, place, className, others, listenerSets, addresses);
  }
}
