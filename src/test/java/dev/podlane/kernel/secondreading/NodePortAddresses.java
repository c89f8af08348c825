package dev.podlane.kernel.secondreading;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Addresses that a node takes node ports at, and sources that reach a load balancer.
 *
 * <p>Read in kubernetes/kubernetes of 1.35: {@code pkg/proxy/util/nodeport_addresses.go}, and the
 * firewall chains in both {@code proxier.go}. A node has 127.0.0.1, its own address and that of the
 * bridge of its pods.
 */
final class NodePortAddresses {
  private NodePortAddresses() {}

  /**
   * The IPv4 blocks of the setting, where {@code primary} is the node's own address; all if none.
   */
  static List<PortReading.Block> blocks(ServiceSet set) {
    List<PortReading.Block> blocks = new ArrayList<>();
    for (String each : set.proxy().nodePortAddresses()) {
      if (each.equals("primary")) {
        blocks.add(new PortReading.Block(set.node().ip()));
      } else if (each.indexOf('.') > 0) {
        blocks.add(new PortReading.Block(each));
      }
    }
    return blocks.isEmpty() || blocks.stream().anyMatch(each -> each.length() == 0)
        ? List.of(new PortReading.Block("0.0.0.0/0"))
        : blocks;
  }

  /** The node's addresses in these blocks. */
  static Set<String> of(ServiceSet set) {
    String bridge = set.node().podCidr().replaceAll("\\.0/\\d+$", ".1");
    Set<String> addresses = new TreeSet<>();
    for (String each : List.of("127.0.0.1", set.node().ip(), bridge)) {
      if (blocks(set).stream().anyMatch(block -> block.contains(each))) {
        addresses.add(each);
      }
    }
    return addresses;
  }

  /** Source ranges; if the node lies in one, the balancer's addresses as well. */
  static List<String> accepted(ServiceSet set, PortReading port) {
    List<String> sources = new ArrayList<>(port.ranges());
    if (port.ranges().stream()
        .anyMatch(each -> new PortReading.Block(each).contains(set.node().ip()))) {
      sources.addAll(port.vips());
    }
    return sources;
  }
}
