package dev.podlane.cluster.object;

import java.util.Collections;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The network between pods, by the plugin that makes it. What a plugin does on a node is in {@code
 * compile.cni}; here is what the settled cluster must know of it (docs/pod-networks.md).
 */
public enum PodNetworkKind {
  /** A bridge {@code cbr0} on each node, and routes to the blocks at the gateway. */
  BRIDGE(Ways.GATEWAY, Part.NONE),
  /**
   * The Docker engine's own bridge {@code docker0} on each node, on the same subnet everywhere and
   * with Docker's own rules, and no routes at the gateway: a kubelet without a plugin.
   */
  DOCKER0(Ways.NONE, Part.NONE),
  /** The CNI plugin bridge with {@code ipMasq}, and routes to the blocks at the gateway. */
  CNI_BRIDGE(Ways.GATEWAY, Part.NONE),
  /** flannel with its backend vxlan. */
  FLANNEL_VXLAN(Ways.NODES, Part.NONE),
  /** flannel with its backend host-gw. */
  FLANNEL_HOST_GW(Ways.NODES, Part.NONE),
  /** The plugin of kind. */
  KINDNET(Ways.NODES, Part.NONE),
  /** Calico without encapsulation: routes by BGP. */
  CALICO(Ways.NODES, Part.NONE),
  /** Calico, every packet between nodes in IPIP. */
  CALICO_IPIP(Ways.NODES, Part.NONE),
  /** Calico, every packet between nodes in VXLAN. */
  CALICO_VXLAN(Ways.NODES, Part.NONE),
  /** Calico that encapsulates only between subnets. */
  CALICO_CROSSSUBNET(Ways.NODES, Part.NONE),
  /** Amazon's VPC CNI: pods have addresses of the nodes' own network, which delivers them. */
  AWS(Ways.NONE, Part.OFF_NODE),
  /** Cilium: programs at each pod's device decide. */
  CILIUM(Ways.NONE, Part.PODS),
  /** Antrea: the flows of an Open vSwitch decide. */
  ANTREA(Ways.NONE, Part.PODS);

  private final Ways ways;
  private final Part notSimulated;

  PodNetworkKind(Ways ways, Part notSimulated) {
    this.ways = ways;
    this.notSimulated = notSimulated;
  }

  /** The place of the routes to the blocks of other nodes. */
  private enum Ways {
    GATEWAY,
    NODES,
    NONE
  }

  /** The packets about which the plugin itself decides, outside the kernel that is simulated. */
  public enum Part {
    /** None. */
    NONE,
    /** Those between a pod and another machine of its network, or a pod there. */
    OFF_NODE,
    /** All of pods. */
    PODS
  }

  /** The value of {@code podNetwork}, such as {@code flannel-vxlan}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The kind that is written so; empty if none is. */
  public static Optional<PodNetworkKind> of(String text) {
    return Stream.of(values()).filter(kind -> kind.text().equals(text)).findFirst();
  }

  /** All values of {@code podNetwork}. */
  public static Set<String> texts() {
    Set<String> texts = new TreeSet<>();
    Stream.of(values()).forEach(kind -> texts.add(kind.text()));
    return Collections.unmodifiableSet(texts);
  }

  /** Returns true if the gateway has a route to each node's block unless others are written. */
  public boolean isRoutedByGateway() {
    return ways == Ways.GATEWAY;
  }

  /** Returns true if all nodes have the same block. */
  public boolean hasOneBlock() {
    return this == DOCKER0;
  }

  /** Returns true if the engine, and no CNI plugin, connects the pods. */
  public boolean isWithoutPlugin() {
    return this == DOCKER0;
  }

  /**
   * Returns true if the plugin brings its own rules, among them those that masquerade; else they
   * are there only in a cluster with Services.
   */
  public boolean hasOwnRules() {
    return this != BRIDGE && this != DOCKER0;
  }

  /** Returns true if pods have addresses of blocks that the plugin gives out, not the Node. */
  public boolean hasOwnBlocks() {
    return name().startsWith("CALICO") || this == AWS || this == CILIUM;
  }

  /** The engine with which the plugin enforces NetworkPolicies, or that comes with it. */
  public PolicyEngine policyEngine() {
    return switch (this) {
      case BRIDGE, DOCKER0, CNI_BRIDGE, FLANNEL_VXLAN, FLANNEL_HOST_GW -> PolicyEngine.NONE;
      case KINDNET -> PolicyEngine.KUBE_NETWORK_POLICIES;
      case CALICO, CALICO_IPIP, CALICO_VXLAN, CALICO_CROSSSUBNET -> PolicyEngine.CALICO;
      case AWS -> PolicyEngine.AWS;
      case CILIUM -> PolicyEngine.CILIUM;
      case ANTREA -> PolicyEngine.ANTREA;
    };
  }

  /** Returns true if pods have addresses of the nodes' own network. */
  public boolean isInNodeNetwork() {
    return this == AWS;
  }

  /** Packets about which the plugin itself decides, so that a walk's result is unknown. */
  public Part notSimulated() {
    return notSimulated;
  }
}
