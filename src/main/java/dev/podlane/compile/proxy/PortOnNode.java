package dev.podlane.compile.proxy;

import dev.podlane.cluster.object.Node;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A port of a Service as one node serves it.
 *
 * @param choice the endpoints that the node uses
 */
record PortOnNode(ProxyPlan plan, ProxiedPort port, EndpointChoice choice, Node node) {
  static PortOnNode of(ProxyPlan plan, ProxiedPort port, Node node) {
    return new PortOnNode(plan, port, EndpointChoice.of(port, node), node);
  }

  /** Returns true if there is an endpoint for packets to the cluster IP. */
  boolean hasInternal() {
    return choice.any() && !(port.isInternalLocal() && choice.local().isEmpty());
  }

  /** Returns true if there is an endpoint for packets from outside. */
  boolean hasExternal() {
    return choice.any() && !(port.isExternalLocal() && choice.local().isEmpty());
  }

  boolean usesCluster() {
    return !choice.cluster().isEmpty() && port.usesClusterEndpoints();
  }

  boolean usesLocal() {
    return !choice.local().isEmpty() && port.usesLocalEndpoints();
  }

  /** Returns true if only some clients may use the load balancer. */
  boolean isGuarded() {
    return choice.any() && !port.balancerIps().isEmpty() && !port.sourceRanges().isEmpty();
  }

  boolean isSticky() {
    return affinitySeconds() > 0;
  }

  int affinitySeconds() {
    return port.service().traffic().affinitySeconds();
  }

  /** The sources of pods; empty if kube-proxy cannot tell (rule 66). */
  Optional<Prefix> pods() {
    return plan.pods();
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
    return choice.any() ? Why.NO_LOCAL_ENDPOINTS : Why.NO_ENDPOINTS;
  }

  /** The field to blame for refusing packets from outside. */
  String externalPath() {
    return choice.any() ? "spec.externalTrafficPolicy" : "spec.selector";
  }

  /** The field to blame for refusing packets to the cluster IP. */
  String internalPath() {
    return choice.any() ? "spec.internalTrafficPolicy" : "spec.selector";
  }
}
