package dev.podlane.compile;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.compile.cni.PodNetwork;
import dev.podlane.compile.cni.Segment;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.shared.HashIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The namespaces of a cluster's nodes and pods, known without building one. They are numbered from
 * 0: each node, followed by its pods.
 */
final class ClusterPlan {
  private final ClusterNetwork network;
  private final PodNetwork podNetwork;
  private final List<NodePlan> nodes;
  private final Map<String, Integer> nodesByName = new HashMap<>();
  private final int[] first;
  private final HashIndex podsByPath;
  private final HashIndex podsByAddress;

  private ClusterPlan(ClusterNetwork network, PodNetwork podNetwork, List<NodePlan> nodes) {
    this.network = network;
    this.podNetwork = podNetwork;
    this.nodes = List.copyOf(nodes);
    this.first = new int[nodes.size() + 1];
    for (int i = 0; i < nodes.size(); i++) {
      nodesByName.putIfAbsent(nodes.get(i).node().name(), i);
      first[i + 1] = first[i] + 1 + nodes.get(i).pods().size();
    }
    this.podsByPath = HashIndex.of(size(), number -> hash(number, pod(number)));
    this.podsByAddress =
        HashIndex.of(
            size(),
            number -> {
              Pod pod = pod(number);
              return pod == null || pod.podIp() == null ? number : pod.podIp().hashCode();
            });
  }

  /** The plan of a cluster's nodes; without one, of nothing. */
  static ClusterPlan of(Cluster cluster) {
    Map<String, List<Pod>> byNode = new HashMap<>();
    for (Pod pod : cluster.pods()) {
      String node = pod.nodeName();
      if (node != null && pod.hasNetwork()) {
        byNode.computeIfAbsent(node, any -> new ArrayList<>()).add(pod);
      }
    }
    PodNetwork podNetwork = PodNetworks.of(cluster, byNode);
    List<NodePlan> nodes = new ArrayList<>();
    for (Node node : cluster.nodes()) {
      List<Pod> pods = byNode.getOrDefault(node.name(), List.of());
      nodes.add(NodePlan.of(node, pods, podNetwork));
    }
    ClusterPlan plan = new ClusterPlan(cluster.network(), podNetwork, nodes);
    int[] again = plan.again();
    return again.length == 0 ? plan : plan.without(again);
  }

  /** Numbers of pods whose path an earlier one has. */
  private int[] again() {
    return IntStream.range(0, size())
        .filter(
            number -> {
              Pod pod = pod(number);
              return pod != null
                  && podsByPath
                      .find(hash(pod.namespace(), pod.name()))
                      .anyMatch(
                          other -> other < number && isCalled(other, pod.namespace(), pod.name()));
            })
        .toArray();
  }

  private ClusterPlan without(int[] gone) {
    List<NodePlan> left = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      List<Pod> pods = new ArrayList<>();
      for (int number = first[i] + 1; number < first[i + 1]; number++) {
        if (Arrays.binarySearch(gone, number) < 0) {
          pods.add(nodes.get(i).pods().get(number - first[i] - 1));
        }
      }
      left.add(nodes.get(i).withPods(pods));
    }
    return new ClusterPlan(network, podNetwork, left);
  }

  /** A node is never looked for by it. */
  private static long hash(int number, @Nullable Pod pod) {
    return pod == null ? number : hash(pod.namespace(), pod.name());
  }

  private static long hash(String namespace, String name) {
    return HashIndex.hash(namespace) * 31 + HashIndex.hash(name);
  }

  ClusterNetwork network() {
    return network;
  }

  /** The pod network that the plugin makes. */
  PodNetwork podNetwork() {
    return podNetwork;
  }

  List<NodePlan> nodes() {
    return nodes;
  }

  /** Returns the number of namespaces. */
  int size() {
    return first[nodes.size()];
  }

  /** The number of the node that a namespace is, or is on. */
  int nodeOf(int number) {
    int found = Arrays.binarySearch(first, 0, nodes.size(), number);
    return found >= 0 ? found : -found - 2;
  }

  /** The pod of a namespace; null if it is a node's. */
  @Nullable Pod pod(int number) {
    int node = nodeOf(number);
    return number == first[node] ? null : nodes.get(node).pods().get(number - first[node] - 1);
  }

  /** The number of a node's namespace, by the number of the node. */
  int ofNode(int node) {
    return first[node];
  }

  String name(int number) {
    Pod pod = pod(number);
    return pod == null ? nodes.get(nodeOf(number)).node().name() : pod.ref().path();
  }

  /** The name of the wire by which a namespace is plugged in. */
  String wire(int number) {
    Pod pod = pod(number);
    return pod == null ? name(number) + "/" + Segment.NIC : NodePlan.wire(pod);
  }

  /** The number of a namespace; -1 if there is none of that name. */
  int number(String name) {
    int slash = name.indexOf('/');
    if (slash < 0) {
      Integer node = nodesByName.get(name);
      return node == null ? -1 : first[node];
    }
    String namespace = name.substring(0, slash);
    String pod = name.substring(slash + 1);
    return podsByPath
        .find(hash(namespace, pod))
        .filter(number -> isCalled(number, namespace, pod))
        .min()
        .orElse(-1);
  }

  private boolean isCalled(int number, String namespace, String name) {
    Pod pod = pod(number);
    return pod != null && pod.name().equals(name) && pod.namespace().equals(namespace);
  }

  /** The number of a node; -1 if there is none of that name. */
  int node(String name) {
    return nodesByName.getOrDefault(name, -1);
  }

  /** The numbers of the pods that have an address, lowest first. */
  int[] podsWith(Ip address) {
    return podsByAddress
        .find(address.hashCode())
        .filter(
            number -> {
              Pod pod = pod(number);
              return pod != null && address.equals(pod.podIp());
            })
        .sorted()
        .toArray();
  }
}
