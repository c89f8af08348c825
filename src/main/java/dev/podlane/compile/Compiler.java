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
    Set<String> nodeNames = new HashSet<>();
    cluster.nodes().forEach(node -> nodeNames.add(node.name()));
    Assembly assembly =
        new Assembly(cluster.network(), free("gateway", nodeNames), free("lan", nodeNames));
    for (Node node : cluster.nodes()) {
      assembly.node(node, byNode.getOrDefault(node.name(), List.of()));
    }
    return assembly.build(cluster.nodes());
  }

  /** The name itself, or with the first number that no node has. */
  private static String free(String name, Set<String> nodeNames) {
    String wanted = name;
    for (int next = 1; nodeNames.contains(wanted); next++) {
      wanted = name + "-" + next;
    }
    return wanted;
  }
}
