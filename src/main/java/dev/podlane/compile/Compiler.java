package dev.podlane.compile;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Node;
import dev.podlane.cluster.Pod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiles clusters into networks. */
public final class Compiler {
  private Compiler() {}

  /**
   * The network that healthy nodes would have. Pods without node or address and finished ones have
   * no namespace. What the kernel would refuse is left out and told as a refusal; nothing is thrown
   * for the sake of what a cluster says.
   */
  public static Compiled compile(Cluster cluster) {
    Map<String, List<Pod>> byNode = new HashMap<>();
    for (Pod pod : cluster.pods()) {
      String node = pod.nodeName();
      if (node != null && pod.hasNetwork()) {
        byNode.computeIfAbsent(node, any -> new ArrayList<>()).add(pod);
      }
    }
    Set<String> machines = new HashSet<>();
    cluster.nodes().forEach(node -> machines.add(node.name()));
    cluster.hosts().forEach(host -> machines.add(host.name()));
    Assembly assembly = new Assembly(machines);
    if (!cluster.nodes().isEmpty() || cluster.network().isWritten()) {
      KubernetesAssembly kubernetes = new KubernetesAssembly(assembly, cluster.network());
      for (Node node : cluster.nodes()) {
        kubernetes.node(node, byNode.getOrDefault(node.name(), List.of()));
      }
      kubernetes.route(cluster.nodes());
    }
    cluster.hosts().forEach(host -> new HostAssembly(assembly, host).add());
    return assembly.build();
  }
}
