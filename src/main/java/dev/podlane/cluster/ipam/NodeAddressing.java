package dev.podlane.cluster.ipam;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.read.ClusterNetworkReader;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.read.Drafts.PodDraft;
import dev.podlane.cluster.schedule.NodeLocator;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Gives nodes the addresses and blocks that the documents do not give. */
public final class NodeAddressing {
  private final ClusterNetwork network;
  private final Diagnostics report;
  private final Set<Ip> taken = new HashSet<>();
  private final List<Prefix> blocks = new ArrayList<>();
  private final BlockAllocator allocator;
  private Ip nextAddress;

  public NodeAddressing(ClusterNetwork network, Diagnostics report) {
    this.network = network;
    this.report = report;
    this.nextAddress = network.nodeCidr().network().plus(1);
    this.allocator = new BlockAllocator(network.podCidr(), network.nodeMaskSize());
  }

  public List<Node> settle(List<Node> nodes, List<PodDraft> pods) {
    taken.add(network.gateway());
    allocator.occupy(network.serviceCidr());
    for (Node node : nodes) {
      if (node.internalIp() != null) {
        taken.add(node.internalIp());
      }
      if (node.podCidr() != null) {
        occupy(node.podCidr());
      }
    }
    Map<String, Prefix> observed = observedBlocks(nodes, pods);
    List<Node> settled = new ArrayList<>();
    for (Node node : nodes) {
      boolean without = node.internalIp() == null && !node.isOnlyV6();
      Ip ip = without ? address(node) : node.internalIp();
      Prefix block = node.podCidr() == null ? block(node, observed) : node.podCidr();
      settled.add(node.withAddresses(ip, block));
    }
    return settled;
  }

  private void occupy(Prefix block) {
    allocator.occupy(block);
    blocks.add(block);
  }

  private @Nullable Ip address(Node node) {
    while (ClusterNetworkReader.isHost(network.nodeCidr(), nextAddress)) {
      Ip candidate = nextAddress;
      nextAddress = nextAddress.plus(1);
      if (taken.add(candidate)) {
        report.assume("node.address", node.ref(), node.name(), "" + candidate);
        return candidate;
      }
    }
    report.error(node.place(), "node.no-address", node.name(), "" + network.nodeCidr());
    return null;
  }

  private @Nullable Prefix block(Node node, Map<String, Prefix> observed) {
    Prefix seen = observed.get(node.name());
    if (seen != null) {
      report.assume("node.block-from-pods", node.ref(), node.name(), "" + seen);
      return seen;
    }
    if (node.isOnlyV6() || node.traits().hasOnlyV6Blocks()) {
      return null;
    }
    if (network.podNetwork().hasOneBlock()) {
      Prefix same = Prefix.of(network.podCidr().network(), network.nodeMaskSize());
      report.assume("node.block-docker0", node.ref(), node.name(), "" + same);
      return same;
    }
    Prefix next = allocator.next().orElse(null);
    if (next == null) {
      String whole = "" + network.podCidr();
      report.error(node.place(), "node.no-block", node.name(), whole, "" + network.nodeMaskSize());
    } else {
      report.assume("node.block", node.ref(), node.name(), "" + next);
    }
    return next;
  }

  /** Blocks of nodes without podCIDR whose pods' addresses all lie in one that is still free. */
  private Map<String, Prefix> observedBlocks(List<Node> nodes, List<PodDraft> pods) {
    Set<String> open = new HashSet<>();
    nodes.stream().filter(node -> node.podCidr() == null).forEach(node -> open.add(node.name()));
    Map<String, Set<Prefix>> seen = new HashMap<>();
    for (PodDraft pod : pods) {
      String node = pod.spec().nodeName();
      Ip ip = pod.status().ip();
      if (node != null && ip != null && open.contains(node) && !pod.spec().hostNetwork()) {
        Prefix block = Prefix.of(ip, network.nodeMaskSize());
        seen.computeIfAbsent(node, name -> new HashSet<>()).add(block);
      }
    }
    Map<String, Prefix> observed = new HashMap<>();
    for (Node node : nodes) {
      Set<Prefix> candidates = seen.getOrDefault(node.name(), Set.of());
      if (candidates.size() == 1) {
        Prefix block = candidates.iterator().next();
        boolean inside = !network.isWritten() || network.podCidr().contains(block);
        if (inside && blocks.stream().noneMatch(block::overlaps)) {
          occupy(block);
          observed.put(node.name(), block);
        }
      }
    }
    lostBlocks(nodes, pods, observed);
    return observed;
  }

  /** Assigns the blocks of pods whose node is unknown to the nodes that have none yet, by name. */
  private void lostBlocks(List<Node> nodes, List<PodDraft> pods, Map<String, Prefix> observed) {
    TreeSet<Prefix> lost = new TreeSet<>();
    for (PodDraft pod : pods) {
      Ip ip = pod.status().ip();
      if (ip != null && NodeLocator.isLost(pod) && !pod.spec().hostNetwork()) {
        lost.add(Prefix.of(ip, network.nodeMaskSize()));
      }
    }
    for (Node node : nodes) {
      while (node.podCidr() == null && !observed.containsKey(node.name()) && !lost.isEmpty()) {
        Prefix block = lost.pollFirst();
        boolean free = blocks.stream().noneMatch(block::overlaps);
        if (free && network.podCidr().contains(block)) {
          occupy(block);
          observed.put(node.name(), block);
        }
      }
    }
  }
}
