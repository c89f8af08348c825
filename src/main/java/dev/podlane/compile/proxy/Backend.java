package dev.podlane.compile.proxy;

import dev.podlane.cluster.service.EndpointSlice.Endpoint;
import dev.podlane.net.addr.Ip;

/**
 * An endpoint of a Service's port, as kube-proxy sees it.
 *
 * @param address its address; only the first of an endpoint counts (rule 54)
 * @param port its port, 1 to 65535
 * @param endpoint its conditions, node and hints
 */
public record Backend(Ip address, int port, Endpoint endpoint) {
  /** The text that names are made from, and by which endpoints are sorted: {@code 10.0.0.1:80}. */
  public String text() {
    return address + ":" + port;
  }

  boolean isReady() {
    return endpoint.ready();
  }

  /** Returns true if it takes traffic only where no ready one is left (rule 49). */
  boolean isLastResort() {
    return !endpoint.ready() && endpoint.serving() && endpoint.terminating();
  }

  boolean isOn(String node) {
    return endpoint.nodeName().equals(node);
  }
}
