package dev.podlane.cluster.schedule;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.read.Drafts.PodDraft;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the node of pods that have an address and no {@code nodeName}: by {@code hostIP}, by the
 * node that a static pod belongs to (rule 144), or by the node whose block holds the address.
 */
public final class NodeLocator {
  private final Diagnostics report;
  private final Set<String> names = new HashSet<>();
  private final Map<Ip, String> byAddress = new HashMap<>();
  private final TreeMap<Ip, Node> byBlock = new TreeMap<>();

  public NodeLocator(List<Node> nodes, Diagnostics report) {
    this.report = report;
    Set<Ip> shared = new HashSet<>();
    for (Node node : nodes) {
      names.add(node.name());
      if (node.internalIp() != null) {
        byAddress.putIfAbsent(node.internalIp(), node.name());
      }
      Prefix block = node.podCidr();
      if (block != null && byBlock.put(block.network(), node) != null) {
        shared.add(block.network());
      }
    }
    // A block that two nodes have tells nothing about the node of a pod.
    shared.forEach(byBlock::remove);
  }

  public List<PodDraft> located(List<PodDraft> pods) {
    List<PodDraft> located = new ArrayList<>(pods.size());
    pods.forEach(pod -> located.add(isLost(pod) ? found(pod) : pod));
    return located;
  }

  /** Returns true if a pod has an address, but its node cannot be found. */
  public static boolean isLost(PodDraft pod) {
    return pod.spec().nodeName() == null && pod.status().ip() != null && !pod.isFinished();
  }

  private PodDraft found(PodDraft pod) {
    ObjectRef owner = pod.owner();
    if (owner != null && owner.kind().equals("Node") && names.contains(owner.name())) {
      return pod.on(owner.name());
    }
    Ip ip = pod.status().ip();
    Ip host = pod.spec().hostNetwork() ? ip : pod.status().hostIp();
    String node = host == null ? null : byAddress.get(host);
    if (node != null) {
      report.assume("pod.node-by-host", pod.ref(), pod.ref().path(), node, "" + host);
      return pod.on(node);
    }
    Node holder = ip == null || pod.spec().hostNetwork() ? null : holder(ip);
    if (holder != null) {
      String block = "" + holder.podCidr();
      report.assume("pod.node-by-block", pod.ref(), pod.ref().path(), holder.name(), block);
      return pod.on(holder.name());
    }
    return pod;
  }

  private @Nullable Node holder(Ip ip) {
    Map.Entry<Ip, Node> nearest = byBlock.floorEntry(ip);
    Prefix block = nearest == null ? null : nearest.getValue().podCidr();
    return nearest != null && block != null && block.contains(ip) ? nearest.getValue() : null;
  }
}
