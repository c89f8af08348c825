package dev.podlane.compile.proxy;

import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.net.addr.Prefix;
import java.util.Optional;

/**
 * The reasons, besides a port and its node, for which kube-proxy writes the port's rules as it
 * does.
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
