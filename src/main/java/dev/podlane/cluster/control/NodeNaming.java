package dev.podlane.cluster.control;

import dev.podlane.cluster.field.NameValidation;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.NodeTraits;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.read.Drafts.PodDraft;
import dev.podlane.cluster.read.Drafts.WorkloadDraft;
import dev.podlane.cluster.read.Inventory;
import dev.podlane.cluster.schedule.NodeLocator;
import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Says which nodes there are: the written ones and those that running pods are on; without Node
 * objects those that pods name, else three for the pods there are, or for the proxy of an Ingress
 * or a Gateway.
 */
public final class NodeNaming {
  private static final int DEFAULT_NODES = 3;
  private static final int DEFAULT_MASK = 24;

  private final Inventory inventory;
  private final Diagnostics report;
  private final List<PodDraft> pods;

  public NodeNaming(Inventory inventory, Diagnostics report) {
    this.inventory = inventory;
    this.report = report;
    this.pods = inventory.pods();
  }

  /** Nodes by name, with the addresses that are written down. */
  public List<Node> nodes() {
    TreeMap<String, Node> byName = new TreeMap<>();
    inventory.nodes.values().forEach(node -> byName.put(node.name(), node));
    if (byName.isEmpty()) {
      named().forEach((name, hostIp) -> byName.put(name, assumed(name, hostIp)));
      unnamedHosts(byName);
      if (!byName.isEmpty()) {
        report.assume("nodes.named-by-pods", null, "" + byName.size());
      }
    } else {
      missing(byName);
    }
    if (byName.isEmpty() && (!inventory.drafts.isEmpty() || inventory.http.areServed())) {
      int count = Math.min(Inventory.MOST_NODES, Math.max(DEFAULT_NODES, blocksInUse()));
      for (int i = 1; i <= count; i++) {
        byName.put("node-" + i, assumed("node-" + i, null));
      }
      report.assume("nodes.default", null, "" + count);
    }
    return new ArrayList<>(byName.values());
  }

  /** Nodes by the names that pods and templates give, with the address that their pods report. */
  private Map<String, @Nullable Ip> named() {
    Map<String, @Nullable Ip> named = new LinkedHashMap<>();
    for (PodDraft pod : pods) {
      name(named, pod.spec().nodeName(), pod.status().hostIp());
    }
    for (WorkloadDraft workload : inventory.workloads()) {
      name(named, workload.spec().nodeName(), null);
    }
    return named;
  }

  private static void name(
      Map<String, @Nullable Ip> named, @Nullable String name, @Nullable Ip hostIp) {
    boolean room = named.size() < Inventory.MOST_NODES || named.containsKey(name);
    if (name != null
        && NameValidation.isSubdomain(name)
        && room
        && (hostIp != null || !named.containsKey(name))) {
      named.put(name, hostIp);
    }
  }

  /** Hosts of which pods tell the address and not the name. */
  private void unnamedHosts(Map<String, Node> byName) {
    Set<Ip> known = new HashSet<>();
    byName.values().stream()
        .map(Node::internalIp)
        .forEach(ip -> known.add(ip == null ? Ip.ANY : ip));
    TreeSet<Ip> hosts = new TreeSet<>();
    for (PodDraft pod : pods) {
      Ip host = pod.status().hostIp();
      if (host != null && NodeLocator.isLost(pod) && !known.contains(host)) {
        hosts.add(host);
      }
    }
    int number = 1;
    for (Ip host : hosts) {
      if (byName.size() == Inventory.MOST_NODES) {
        return;
      }
      while (byName.containsKey("node-" + number)) {
        number++;
      }
      byName.put("node-" + number, assumed("node-" + number, host));
    }
  }

  /** Nodes that have no Node object, but pods whose status says that they are there. */
  private void missing(Map<String, Node> byName) {
    Map<String, @Nullable Ip> missing = new LinkedHashMap<>();
    for (PodDraft pod : pods) {
      String name = pod.spec().nodeName();
      boolean room = byName.size() + missing.size() < Inventory.MOST_NODES;
      if (name != null && pod.isObserved() && !byName.containsKey(name) && room) {
        name(missing, name, pod.status().hostIp());
      }
    }
    missing.forEach(
        (name, hostIp) -> {
          Node node = assumed(name, hostIp);
          byName.put(name, node);
          report.assume("node.by-pods", node.ref(), name);
        });
  }

  /** Blocks of the usual size that hold the addresses of pods without a node. */
  private int blocksInUse() {
    Set<Prefix> blocks = new HashSet<>();
    for (PodDraft pod : pods) {
      Ip ip = pod.status().ip();
      if (ip != null && NodeLocator.isLost(pod) && !pod.spec().hostNetwork()) {
        blocks.add(Prefix.of(ip, DEFAULT_MASK));
      }
    }
    return blocks.size();
  }

  private static NodeTraits traits(Ip internalIp) {
    return new NodeTraits(List.of(internalIp), List.of(), List.of(), Place.NOWHERE);
  }

  private static Node assumed(String name, @Nullable Ip internalIp) {
    TreeMap<String, String> labels = new TreeMap<>();
    labels.put("kubernetes.io/arch", "amd64");
    labels.put("kubernetes.io/hostname", name);
    labels.put("kubernetes.io/os", "linux");
    ObjectRef ref = new ObjectRef("v1", "Node", "", name);
    return new Node(
        ref,
        Place.NOWHERE,
        labels,
        internalIp != null && internalIp.isV4() ? internalIp : null,
        null,
        true,
        true,
        List.of(),
        true,
        internalIp == null || internalIp.isV4() ? NodeTraits.UNKNOWN : traits(internalIp));
  }
}
