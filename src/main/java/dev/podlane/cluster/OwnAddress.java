package dev.podlane.cluster;

import dev.podlane.cluster.ipam.HostLocal;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.List;

/**
 * Tells whether a pod's address is one that it could have got beside others.
 *
 * @param before the cluster, with its nodes
 * @param pods the others
 */
record OwnAddress(Cluster before, List<Pod> pods) {
  /** Returns true if the pod's address belongs where it is, and to nobody else. */
  boolean isOf(Pod pod) {
    Ip ip = pod.podIp();
    Node node =
        before.nodes().stream()
            .filter(each -> each.name().equals(pod.nodeName()))
            .findFirst()
            .orElse(null);
    if (pod.isFinished() || pod.hostNetwork()) {
      return pod.traits().addresses().stream().allMatch(Ip::isV4);
    }
    if (ip == null || node == null) {
      return false;
    }
    boolean isTaken =
        ip.equals(before.network().gateway())
            || before.nodes().stream().anyMatch(each -> ip.equals(each.internalIp()))
            || pods.stream().anyMatch(each -> ip.equals(each.podIp()));
    Prefix block = node.podCidr();
    boolean isThere =
        block == null
            || before.network().podNetwork().hasOwnBlocks()
            || (block.contains(ip) && !ip.equals(HostLocal.gateway(block)));
    return !isTaken && isThere;
  }
}
