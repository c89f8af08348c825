package dev.podlane.compile.proxy;

import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.net.addr.Prefix;
import java.util.Optional;

/**
 * The way in which kube-proxy writes the rules of a port on a node.
 *
 * @param proxy its configuration
 * @param isLarge true if there are so many endpoints that comments are left out (kubernetes {@code
 *     pkg/proxy/iptables/proxier.go}, largeClusterEndpointsThreshold)
 */
record RuleStyle(KubeProxy proxy, boolean isLarge) {
  /** The sources of pods; empty if kube-proxy cannot tell them from others (rule 66). */
  Optional<Prefix> pods() {
    return proxy.clusterCidrs().stream().filter(each -> each.network().isV4()).findFirst();
  }
}
