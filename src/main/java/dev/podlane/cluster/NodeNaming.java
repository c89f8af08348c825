package dev.podlane.cluster;

import dev.podlane.cluster.Drafts.PodDraft;
import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Says which nodes there are: the written ones, else those that pods name, else three. */
final class NodeNaming {
  private static final int DEFAULT_NODES = 3;

  private final Inventory inventory;
  private final Report report;

  NodeNaming(Inventory inventory, Report report) {
    this.inventory = inventory;
    this.report = report;
  }

  /** Nodes by name, with the addresses that are written down. */
  List<Node> nodes(List<PodDraft> pods) {
    TreeMap<String, Node> byName = new TreeMap<>();
    inventory.nodes.values().forEach(node -> byName.put(node.name(), node));
    if (byName.isEmpty()) {
      named(pods).forEach((name, hostIp) -> byName.put(name, assumed(name, hostIp)));
      if (!byName.isEmpty()) {
        report.assume("nodes.named-by-pods", null, "" + byName.size());
      }
    }
    if (byName.isEmpty()) {
      for (int i = 1; i <= DEFAULT_NODES; i++) {
        byName.put("node-" + i, assumed("node-" + i, null));
      }
      report.assume("nodes.default", null, "" + DEFAULT_NODES);
    }
    return new ArrayList<>(byName.values());
  }

  private Map<String, @Nullable Ip> named(List<PodDraft> pods) {
    Map<String, @Nullable Ip> named = new LinkedHashMap<>();
    for (PodDraft pod : pods) {
      String name = pod.spec().nodeName();
      boolean room = named.size() < Inventory.MOST_NODES || named.containsKey(name);
      if (name != null && Names.isSubdomain(name) && room) {
        Ip hostIp = pod.hostIp();
        if (hostIp != null || !named.containsKey(name)) {
          named.put(name, hostIp);
        }
      }
    }
    return named;
  }

  private static Node assumed(String name, @Nullable Ip internalIp) {
    TreeMap<String, String> labels = new TreeMap<>();
    labels.put("kubernetes.io/arch", "amd64");
    labels.put("kubernetes.io/hostname", name);
    labels.put("kubernetes.io/os", "linux");
    ObjectRef ref = new ObjectRef("v1", "Node", "", name);
    return new Node(ref, Place.NOWHERE, labels, internalIp, null, true, true, List.of(), true);
  }
}
