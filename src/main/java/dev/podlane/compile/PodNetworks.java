package dev.podlane.compile;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.ServiceAccounts;
import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PolicyEngine;
import dev.podlane.compile.cni.Aws;
import dev.podlane.compile.cni.BridgeNetwork;
import dev.podlane.compile.cni.Calico;
import dev.podlane.compile.cni.CniBridge;
import dev.podlane.compile.cni.Flannel;
import dev.podlane.compile.cni.Kindnet;
import dev.podlane.compile.cni.PodNetwork;
import dev.podlane.compile.cni.Undrawn;
import dev.podlane.compile.cni.felix.FelixPolicies;
import java.util.List;
import java.util.Map;

/** The one place where the plugin of a cluster is chosen. */
final class PodNetworks {
  private PodNetworks() {}

  /**
   * The pod network of a cluster.
   *
   * @param pods pods that have a network, by node
   */
  static PodNetwork of(Cluster cluster, Map<String, List<Pod>> pods) {
    ClusterNetwork network = cluster.network();
    List<Node> nodes = cluster.nodes();
    return switch (network.podNetwork()) {
      case BRIDGE -> new BridgeNetwork(network);
      case DOCKER0 -> new Docker0Network(network);
      case CNI_BRIDGE -> new CniBridge(network);
      case FLANNEL_VXLAN, FLANNEL_HOST_GW -> new Flannel(network, nodes);
      case KINDNET -> new Kindnet(network, nodes);
      case CALICO, CALICO_IPIP, CALICO_VXLAN, CALICO_CROSSSUBNET ->
          new Calico(
              network,
              nodes,
              pods,
              new ServiceAccounts(cluster.sources())::of,
              new FelixPolicies(cluster, network.nodes().policyEngine() == PolicyEngine.CALICO));
      case AWS -> new Aws(network);
      case CILIUM -> new Undrawn(network, "lxc");
      case ANTREA -> new Undrawn(network, "pod");
    };
  }
}
