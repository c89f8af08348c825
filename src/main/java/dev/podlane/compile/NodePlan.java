package dev.podlane.compile;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.compile.cni.NodeBridge;
import dev.podlane.compile.cni.PodLink;
import dev.podlane.compile.cni.PodNetwork;
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
 * @param link the way these are plugged in; null if the node has no room for one
 * @param last index of the last device before the pods' ports
 */
record NodePlan(Node node, List<Pod> all, List<Pod> pods, @Nullable PodLink link, int last) {
  /** The plugin's devices come after lo and the NIC. */
  private static final int NIC_INDEX = 2;

  /**
   * A pod's end on the node.
   *
   * @param name of the device
   * @param index its interface index
   */
  record Port(String name, int index) {}

  static NodePlan of(Node node, List<Pod> all, PodNetwork network) {
    PodLink link = network.link(node);
    List<Pod> pods = new ArrayList<>();
    for (Pod pod : all) {
      Ip address = pod.podIp();
      if (!pod.hostNetwork() && address != null && link != null && link.fits(address)) {
        pods.add(pod);
      }
    }
    int last = NIC_INDEX + network.devices().size();
    return new NodePlan(node, List.copyOf(all), List.copyOf(pods), link, last);
  }

  NodePlan withPods(List<Pod> others) {
    return new NodePlan(node, all, List.copyOf(others), link, last);
  }

  /** A block that has no address for a pod; null if there is nothing wrong with it. */
  @Nullable Prefix uselessBlock() {
    Prefix block = node.podCidr();
    return block == null || NodeBridge.isUsable(block) ? null : block;
  }

  /** The ports of its pods, in their order. */
  List<Port> ports() {
    if (link == null) {
      return List.of();
    }
    DeviceNames names = new DeviceNames();
    PortNumbers numbers = new PortNumbers(last, link.numbering());
    List<Port> ports = new ArrayList<>(pods.size());
    for (Pod pod : pods) {
      ports.add(new Port(link.port(names, pod, sandbox(pod)), numbers.next(pod.podIp())));
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
    return sandbox(pod) + "/" + PodLink.POD_DEVICE;
  }

  /** The pods that share its own namespace. */
  List<Pod> onHost() {
    return all.stream().filter(Pod::hostNetwork).toList();
  }

  /**
   * Returns true if a pod that has a network has no namespace, because its address fits no link.
   */
  boolean isUnplugged(Pod pod) {
    Ip address = pod.podIp();
    return !pod.hostNetwork() && address != null && (link == null || !link.fits(address));
  }
}
