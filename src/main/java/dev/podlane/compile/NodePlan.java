package dev.podlane.compile;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.ClusterNetwork.PodNetworkKind;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.compile.cni.NodeBridge;
import dev.podlane.compile.docker.Machine;
import dev.podlane.compile.wire.DeviceNames;
import dev.podlane.compile.wire.PortNumbers;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A node and the pods on it.
 *
 * @param node the node
 * @param all the pods on it that have a network
 * @param pods those that have a namespace of their own
 * @param bridge into which these are plugged; null if the node has none
 */
record NodePlan(Node node, List<Pod> all, List<Pod> pods, @Nullable NodeBridge bridge) {
  /** The bridge comes after lo and the NIC. */
  private static final int BRIDGE_INDEX = 3;

  /**
   * A pod's end on the bridge.
   *
   * @param name of the port
   * @param index its interface index
   */
  record Port(String name, int index) {}

  static NodePlan of(Node node, List<Pod> all, ClusterNetwork network) {
    NodeBridge bridge = bridge(node, network);
    List<Pod> pods = new ArrayList<>();
    for (Pod pod : all) {
      Ip address = pod.podIp();
      if (!pod.hostNetwork() && address != null && bridge != null && bridge.fits(address)) {
        pods.add(pod);
      }
    }
    return new NodePlan(node, List.copyOf(all), List.copyOf(pods), bridge);
  }

  NodePlan withPods(List<Pod> others) {
    return new NodePlan(node, all, List.copyOf(others), bridge);
  }

  private static @Nullable NodeBridge bridge(Node node, ClusterNetwork network) {
    Prefix block = node.podCidr();
    if (block == null || !isUsable(block)) {
      return null;
    }
    String name =
        network.podNetwork() == PodNetworkKind.DOCKER0 ? Machine.DOCKER0 : NodeBridge.NAME;
    return new NodeBridge(name, block, network.mtu());
  }

  private static boolean isUsable(Prefix block) {
    return block.length() <= NodeBridge.LONGEST_BLOCK && block.network().isV4();
  }

  /** A block that has no address for a pod; null if there is nothing wrong with it. */
  @Nullable Prefix uselessBlock() {
    Prefix block = node.podCidr();
    return block == null || isUsable(block) ? null : block;
  }

  /** The ports of its pods, in their order. */
  List<Port> ports() {
    DeviceNames names = new DeviceNames();
    PortNumbers numbers = new PortNumbers(BRIDGE_INDEX, node.podCidr());
    List<Port> ports = new ArrayList<>(pods.size());
    for (Pod pod : pods) {
      ports.add(new Port(names.veth(sandbox(pod)), numbers.next(pod.podIp())));
    }
    return ports;
  }

  /** A port is named after its pod, another one for each sandbox. */
  private static String sandbox(Pod pod) {
    String path = pod.ref().path();
    return pod.sandbox() == 0 ? path : path + "#" + pod.sandbox();
  }

  /** The name of a pod's wire, another one for each sandbox. */
  static String wire(Pod pod) {
    return sandbox(pod) + "/" + NodeBridge.POD_DEVICE;
  }

  /** The name of the node's bridge in the network, whether it has one or not. */
  String bridgeName() {
    return node.name() + "/" + (bridge == null ? NodeBridge.NAME : bridge.name());
  }

  /** The pods that share its own namespace. */
  List<Pod> onHost() {
    return all.stream().filter(Pod::hostNetwork).toList();
  }

  /**
   * Returns true if a pod that has a network has no namespace, because its address fits no bridge.
   */
  boolean isUnplugged(Pod pod) {
    Ip address = pod.podIp();
    return !pod.hostNetwork() && address != null && (bridge == null || !bridge.fits(address));
  }
}
