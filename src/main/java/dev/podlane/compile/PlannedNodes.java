package dev.podlane.compile;

import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.compile.cni.PodLink;
import dev.podlane.compile.kubelet.NodeHost;
import dev.podlane.compile.policy.KubeNetworkPolicies;
import dev.podlane.compile.proxy.NodeProxies;
import dev.podlane.compile.wire.Identities;
import dev.podlane.compile.wire.Wire;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds the planned namespaces of nodes and pods, and finds their refusals without building them.
 */
final class PlannedNodes {
  /** The number of nodes whose ports are kept; beyond it the cache is cleared. */
  private static final int KEPT = 256;

  private final ClusterPlan plan;
  private final NodeProxies proxies;
  private final @Nullable KubeNetworkPolicies policies;
  private final Identities identities;
  private final Map<String, Wire> nics;
  private final Map<Integer, List<NodePlan.Port>> ports = new ConcurrentHashMap<>();

  /**
   * The namespaces of a plan.
   *
   * @param proxies kube-proxy on the nodes
   * @param policies the engine that enforces policies; null if the plugin does, or nothing
   * @param nics the wires of the nodes to their segment, by node
   */
  PlannedNodes(
      ClusterPlan plan,
      NodeProxies proxies,
      @Nullable KubeNetworkPolicies policies,
      Identities identities,
      Map<String, Wire> nics) {
    this.plan = plan;
    this.proxies = proxies;
    this.policies = policies;
    this.identities = identities;
    this.nics = nics;
  }

  /** kube-proxy on the nodes. */
  NodeProxies proxies() {
    return proxies;
  }

  /** The identities of wires. */
  Identities identities() {
    return identities;
  }

  /** The wires of the nodes to their segment, by node. */
  Map<String, Wire> nics() {
    return nics;
  }

  ClusterPlan plan() {
    return plan;
  }

  /** The wire of a node to its segment. */
  Wire nic(int node) {
    return Objects.requireNonNull(nics.get(plan.nodes().get(node).node().name()));
  }

  /** The ports of a node's pods: naming them takes longer than wiring one. */
  List<NodePlan.Port> ports(int node) {
    if (ports.size() >= KEPT) {
      ports.clear();
    }
    return ports.computeIfAbsent(node, any -> plan.nodes().get(node).ports());
  }

  /** The identity of the wire by which a namespace is plugged in. */
  long identity(int number) {
    return identities.of(plan.wire(number));
  }

  /** Makes a namespace. */
  NetworkNamespace make(int number) {
    return grow(number, false).ns();
  }

  /**
   * Makes a namespace.
   *
   * @param told true to record the origins of its elements
   */
  Growth grow(int number, boolean told) {
    int node = plan.nodeOf(number);
    int first = plan.ofNode(node);
    NodeBuild build = build(node, told);
    return number == first ? build.node() : build.pod(number - first - 1);
  }

  NodeBuild build(int node, boolean told) {
    return new NodeBuild(
        plan.nodes().get(node),
        plan.network(),
        plan.podNetwork(),
        proxies,
        policies,
        new NodeBuild.Wires(nic(node), () -> ports(node), identities::of),
        told);
  }

  /**
   * Returns the refusals of the kernel, in the order of the namespaces. Most nodes and pods are
   * known to have none by their addresses and ports alone; only the others are built.
   */
  NodeRefusals refusals() {
    SortedMap<Integer, List<Refusal>> all = new TreeMap<>();
    for (int node = 0; node < plan.nodes().size(); node++) {
      refusals(node, all);
    }
    return new NodeRefusals(all);
  }

  /**
   * The same, looking anew only at nodes that are others and those that had to be built.
   *
   * @param before refusals of a plan of the same nodes
   * @param changed numbers of the nodes whose pods are others
   */
  NodeRefusals refusals(NodeRefusals before, Collection<Integer> changed) {
    SortedMap<Integer, List<Refusal>> all = new TreeMap<>();
    Set<Integer> looked = new TreeSet<>(changed);
    looked.addAll(before.byNode().keySet());
    looked.forEach(node -> refusals(node, all));
    return new NodeRefusals(all);
  }

  private void refusals(int node, SortedMap<Integer, List<Refusal>> all) {
    List<Refusal> found = new ArrayList<>();
    if (refusals(node, found)) {
      all.put(node, found);
    }
  }

  /** Returns true if there may be some. */
  private boolean refusals(int number, List<Refusal> all) {
    NodePlan here = plan.nodes().get(number);
    Node node = here.node();
    boolean isWell = isSurelyWell(here);
    if (!isWell) {
      NodeBuild build = build(number, false);
      build.node();
      all.addAll(build.refusals());
    }
    Prefix useless = here.uselessBlock();
    if (useless != null) {
      all.add(Refusal.of(Refusal.Kind.BLOCK, node.ref(), node.name(), useless.toString()));
    }
    int next = 0;
    for (Pod pod : here.all()) {
      if (here.isUnplugged(pod)) {
        String name = pod.ref().path();
        all.add(Refusal.of(Refusal.Kind.NO_BRIDGE, pod.ref(), name, "" + pod.podIp(), node.name()));
      } else if (next < here.pods().size() && here.pods().get(next).equals(pod)) {
        isWell &= pod(number, next++, all);
      }
    }
    return !isWell || !all.isEmpty();
  }

  /** Returns true if there is surely none. */
  private boolean pod(int node, int pod, List<Refusal> all) {
    NodePlan here = plan.nodes().get(node);
    PodLink link = here.link();
    Ip address = here.pods().get(pod).podIp();
    if (link == null || address == null || link.isSurelyRouted(address)) {
      return true;
    }
    NodeBuild build = build(node, false);
    build.pod(pod);
    all.addAll(build.refusals());
    return false;
  }

  /**
   * Returns true if the kernel accepts the node's default route, and its pods' sockets do not
   * clash.
   */
  private boolean isSurelyWell(NodePlan here) {
    Ip own = here.node().internalIp();
    int length = plan.network().nodeCidr().length();
    boolean isRouted =
        own == null
            || length == 0
            || reaches(new InterfaceAddress(own, length), plan.network().gateway());
    return isRouted && hasNoClash(here.onHost());
  }

  /**
   * Returns true if an address is certain to be a neighbour's: one on the wire that is not special.
   */
  private static boolean reaches(InterfaceAddress own, Ip gateway) {
    Prefix wire = own.prefix();
    return wire.length() <= 30
        && wire.contains(gateway)
        && !gateway.equals(own.ip())
        && !gateway.equals(wire.network())
        && !gateway.equals(wire.last())
        && !own.ip().equals(wire.network())
        && !own.ip().equals(wire.last());
  }

  private static boolean hasNoClash(List<Pod> pods) {
    Set<Object> taken = new HashSet<>();
    for (Pod pod : pods) {
      if (pod.traits().listens() != null) {
        return false;
      }
      for (Container container : pod.containers()) {
        for (ContainerPort port : container.ports()) {
          boolean isFree = taken.add(List.of(port.protocol(), port.number()));
          if (!isFree || port.number() == NodeHost.KUBELET_PORT) {
            return false;
          }
        }
      }
    }
    return true;
  }
}
