package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.cluster.service.Service;

/** Tells which Services kube-proxy is simulated for. */
final class ProxiedServices {
  private ProxiedServices() {}

  /** Returns true if kube-proxy is simulated for it, so that packets to its addresses can walk. */
  static boolean isSimulated(Cluster cluster, Service service) {
    return service.isProxied()
        && !cluster.services().omitted().contains(service.ref())
        && cluster.network().proxy().mode() != KubeProxy.Mode.IPVS;
  }
}
