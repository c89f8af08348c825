package dev.podlane.cluster.http;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.net.addr.Ip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that serves the Ingresses of a controller, or a Gateway.
 *
 * @param name its name here: {@code class:NAME} or {@code gateway:NAMESPACE/NAME}
 * @param controller as the class names it, such as {@code k8s.io/ingress-nginx}; empty if unknown
 * @param owner the IngressClass or Gateway; null if no object says it
 * @param gateway the Gateway; null for Ingresses
 * @param ingresses the Ingresses; empty for a Gateway
 * @param ignored Ingresses without a class, which nobody serves where this is the only proxy
 * @param pods the pods that run it, ready ones first; empty if the documents hold none
 * @param flags flags of its program, such as {@code --publish-service}, by name without dashes
 * @param outside true if it is known to run outside the cluster, or in no pod
 */
public record Proxy(
    String name,
    String controller,
    @Nullable ObjectRef owner,
    @Nullable Gateway gateway,
    List<Ingress> ingresses,
    List<Ingress> ignored,
    List<Pod> pods,
    Flags flags,
    boolean outside) {
  public Proxy {
    ingresses = List.copyOf(ingresses);
    ignored = List.copyOf(ignored);
    pods = List.copyOf(pods);
  }

  /** Returns true if it is ingress-nginx of the Kubernetes project. */
  public boolean isNginx() {
    return controller.equals(Controllers.NGINX);
  }

  /** Returns true if there are Ingresses that it serves, or ignores. */
  boolean hasIngresses() {
    return !ingresses.isEmpty() || !ignored.isEmpty();
  }

  /** Returns true if a stand-in has to be assumed for it. */
  public boolean isMissing() {
    return pods.isEmpty() && !outside;
  }

  /** The addresses in the status of what it serves, or those that its Gateway asks for. */
  public List<Ip> addresses() {
    return gateway == null
        ? ingresses.stream().flatMap(each -> each.addresses().stream()).toList()
        : gateway.addresses();
  }

  /** The port on which the proxy of Ingresses takes requests over TLS. */
  public int tlsPort() {
    return flags.number("https-port", 443);
  }

  /** The ports it takes requests on, plain ones first. */
  List<Integer> ports() {
    return gateway == null
        ? List.of(flags.number("http-port", 80), tlsPort())
        : gateway.listeners().stream()
            .filter(each -> !each.protocol().equals("UDP"))
            .map(Gateway.Listener::port)
            .distinct()
            .toList();
  }

  Proxy with(List<Pod> found, Flags its) {
    return new Proxy(name, controller, owner, gateway, ingresses, ignored, found, its, outside);
  }

  Proxy ignoring(List<Ingress> others) {
    return new Proxy(name, controller, owner, gateway, ingresses, others, pods, flags, outside);
  }
}
