package dev.podlane.compile.proxy;

import dev.podlane.cluster.object.Node;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A port of a Service as one node serves it. */
record PortOnNode(RuleStyle style, ProxiedPort port, Node node) {
  /** The endpoints that the node uses. */
  EndpointChoice choice() {
    return EndpointChoice.of(port, node);
  }

  /** Returns true if there is an endpoint that is ready or serves, wherever it is. */
  boolean isServed() {
    return port.isServed();
  }

  /** Returns true if there is an endpoint for packets to the cluster IP. */
  boolean hasInternal() {
    return isServed() && !(port.isInternalLocal() && choice().local().isEmpty());
  }

  /** Returns true if there is an endpoint for packets from outside. */
  boolean hasExternal() {
    return isServed() && !(port.isExternalLocal() && choice().local().isEmpty());
  }

  /** Returns true if only some clients may use the load balancer, served or not. */
  boolean isGuarded() {
    return !port.balancerIps().isEmpty() && !port.sourceRanges().isEmpty();
  }

  boolean isSticky() {
    return affinitySeconds() > 0;
  }

  int affinitySeconds() {
    return port.service().traffic().affinitySeconds();
  }

  /** The sources of pods; empty if kube-proxy cannot tell (rule 66). */
  Optional<Prefix> pods() {
    return style.pods();
  }

  /**
   * The clients that may use the load balancer. A node in one of the ranges may use the balancer's
   * address as its own source, so that is among them.
   */
  List<Prefix> allowed() {
    List<Prefix> allowed = new ArrayList<>(port.sourceRanges());
    Ip own = node.internalIp();
    if (own != null && allowed.stream().anyMatch(range -> range.contains(own))) {
      port.balancerIps().forEach(each -> allowed.add(Prefix.host(each)));
    }
    return allowed;
  }

  /** The reason for refusing packets here. */
  Why refusal() {
    return isServed() ? Why.NO_LOCAL_ENDPOINTS : Why.NO_ENDPOINTS;
  }

  /** The field to blame for refusing packets from outside. */
  String externalPath() {
    return isServed() ? "spec.externalTrafficPolicy" : "spec.selector";
  }

  /** The field to blame for refusing packets to the cluster IP. */
  String internalPath() {
    return isServed() ? "spec.internalTrafficPolicy" : "spec.selector";
  }
}
