package dev.podlane.compile;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.compile.cni.PodNetwork;
import dev.podlane.compile.cni.Segment;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The namespaces of a cluster's nodes and pods, known without building one. They are numbered from
 * 0: each node, followed by its pods.
 */
final class ClusterPlan {
  /** The number of nodes of which the places of pods are kept; beyond it the cache is cleared. */
  private static final int KEPT = 256;

  private final ClusterNetwork network;
  private final PodNetwork podNetwork;
  private final List<NodePlan> nodes;
  private final Map<String, Integer> nodesByName;
  private final int[] first;
  private final PodTable pods;
  private final boolean isClear;
  private final Map<Integer, IdentityHashMap<Pod, Integer>> places = new ConcurrentHashMap<>();

  private ClusterPlan(
      ClusterNetwork network,
      PodNetwork podNetwork,
      List<NodePlan> nodes,
      Map<String, Integer> nodesByName,
      PodTable pods,
      boolean isClear) {
    this.network = network;
    this.podNetwork = podNetwork;
    this.nodes = List.copyOf(nodes);
    this.nodesByName = nodesByName;
    this.pods = pods;
    this.isClear = isClear; // no two of anything have one name
    this.first = new int[nodes.size() + 1];
    for (int i = 0; i < nodes.size(); i++) {
      first[i + 1] = first[i] + 1 + nodes.get(i).pods().size();
    }
  }

  /** The plan of a cluster's nodes; without one, of nothing. */
  static ClusterPlan of(Cluster cluster) {
    PodTable pods = PodTable.of(cluster.pods());
    Map<String, List<Pod>> byNode = new HashMap<>();
    for (Pod pod : cluster.pods()) {
      String node = pod.nodeName();
      if (node != null && pod.hasNetwork()) {
        byNode.computeIfAbsent(node, any -> new ArrayList<>()).add(pod);
      }
    }
    PodNetwork podNetwork = PodNetworks.of(cluster, byNode);
    List<NodePlan> nodes = new ArrayList<>();
    Map<String, Integer> nodesByName = new HashMap<>();
    for (Node node : cluster.nodes()) {
      List<Pod> there = byNode.getOrDefault(node.name(), List.of());
      nodesByName.putIfAbsent(node.name(), nodes.size());
      nodes.add(NodePlan.of(node, there, podNetwork));
    }
    boolean isClear = !pods.hasTwins() && nodesByName.size() == nodes.size();
    List<NodePlan> planned = isClear ? nodes : withoutTwins(nodes);
    return new ClusterPlan(cluster.network(), podNetwork, planned, nodesByName, pods, isClear);
  }

  /** Of pods that have one path, the first keeps its namespace. */
  private static List<NodePlan> withoutTwins(List<NodePlan> nodes) {
    Set<String> paths = new HashSet<>();
    return nodes.stream().map(node -> node.withPods(firsts(node.pods(), paths))).toList();
  }

  private static List<Pod> firsts(List<Pod> pods, Set<String> paths) {
    return pods.stream().filter(pod -> paths.add(pod.ref().path())).toList();
  }

  /**
   * The plan of a cluster that differs from this one's in pods alone; null if making it anew is
   * simpler.
   */
  @Nullable ClusterPlan with(Cluster cluster) {
    PodTable now = pods.with(cluster.pods());
    if (!isClear || !podNetwork.isOfNodesAlone() || !now.isNear(pods) || now.hasTwins()) {
      return null;
    }
    Set<Integer> changed = new HashSet<>();
    for (Pod pod : now.difference(pods)) {
      changed.add(pod.nodeName() == null ? -1 : node(pod.nodeName()));
    }
    changed.remove(-1);
    List<NodePlan> planned = new ArrayList<>(nodes);
    for (int node : changed) {
      Node there = nodes.get(node).node();
      List<Pod> all = now.on(there.name()).stream().filter(Pod::hasNetwork).toList();
      planned.set(node, NodePlan.of(there, all, podNetwork));
    }
    return new ClusterPlan(network, podNetwork, planned, nodesByName, now, isClear);
  }

  /** The numbers of the nodes whose pods are others than in a plan of the same nodes. */
  @SuppressWarnings("ReferenceEquality") // plans of nodes that are the same are shared
  Collection<Integer> changedSince(ClusterPlan before) {
    return IntStream.range(0, nodes.size())
        .filter(node -> nodes.get(node) != before.nodes.get(node))
        .boxed()
        .toList();
  }

  ClusterNetwork network() {
    return network;
  }

  /** The pod network that the plugin makes. */
  PodNetwork podNetwork() {
    return podNetwork;
  }

  /** All pods of the cluster. */
  PodTable pods() {
    return pods;
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
    return numbers(pods.called(name.substring(0, slash), name.substring(slash + 1)))
        .min()
        .orElse(-1);
  }

  /** The number of a node; -1 if there is none of that name. */
  int node(String name) {
    return nodesByName.getOrDefault(name, -1);
  }

  /** The numbers of the pods that have an address, lowest first. */
  int[] podsWith(Ip address) {
    return numbers(pods.with(address)).sorted().toArray();
  }

  /** The numbers of the namespaces of pods; some may have none. */
  private IntStream numbers(List<Pod> wanted) {
    return wanted.stream().mapToInt(this::number).filter(number -> number >= 0);
  }

  private int number(Pod pod) {
    int node = pod.nodeName() == null ? -1 : node(pod.nodeName());
    if (node < 0) {
      return -1;
    }
    if (places.size() >= KEPT) {
      places.clear();
    }
    Integer place = places.computeIfAbsent(node, this::places).get(pod);
    return place == null ? -1 : first[node] + 1 + place;
  }

  private IdentityHashMap<Pod, Integer> places(int node) {
    IdentityHashMap<Pod, Integer> found = new IdentityHashMap<>();
    for (Pod pod : nodes.get(node).pods()) {
      found.put(pod, found.size());
    }
    return found;
  }
}
