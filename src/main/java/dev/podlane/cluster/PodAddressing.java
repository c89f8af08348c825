package dev.podlane.cluster;

import dev.podlane.cluster.Drafts.PodDraft;
import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives pods their address, as the CNI plugin of their node would (rules 7, 8, 14, 15, 17). */
final class PodAddressing {
  private final Report report;
  private final Map<String, Node> nodes = new HashMap<>();
  private final Map<String, HostLocal> blocks = new HashMap<>();
  private final Set<Ip> written = new HashSet<>();
  private int given;

  PodAddressing(List<Node> nodes, Report report) {
    this.report = report;
    for (Node node : nodes) {
      this.nodes.put(node.name(), node);
      if (node.podCidr() != null) {
        blocks.put(node.name(), new HostLocal(node.podCidr()));
      }
    }
  }

  List<Pod> address(List<Placed> placed) {
    for (Placed pod : placed) {
      Ip ip = pod.draft().podIp();
      if (ip != null && !pod.isFinished() && !pod.draft().spec().hostNetwork()) {
        written.add(ip);
        HostLocal block = pod.nodeName() == null ? null : blocks.get(pod.nodeName());
        if (block != null) {
          block.reserve(ip);
        }
      }
    }
    List<Pod> pods = new ArrayList<>();
    placed.forEach(pod -> pods.add(pod(pod)));
    if (given > 0) {
      report.assume("pods.addresses", null, "" + given);
    }
    return pods;
  }

  private Pod pod(Placed placed) {
    PodDraft draft = placed.draft();
    Ip ip = ip(placed);
    return new Pod(
        draft.ref(),
        draft.place(),
        draft.labels(),
        placed.nodeName(),
        ip,
        draft.spec().hostNetwork(),
        phase(placed, ip),
        draft.spec().containers(),
        draft.owner(),
        0);
  }

  private static Pod.Phase phase(Placed placed, @Nullable Ip ip) {
    Pod.Phase phase = placed.draft().phase();
    if (placed.isFinished() && phase != null) {
      return phase;
    }
    boolean runs = placed.nodeName() != null && ip != null;
    if (!runs) {
      return Pod.Phase.PENDING;
    }
    return phase == null ? Pod.Phase.RUNNING : phase;
  }

  private @Nullable Ip ip(Placed placed) {
    PodDraft draft = placed.draft();
    Node node = placed.nodeName() == null ? null : nodes.get(placed.nodeName());
    if (placed.isFinished() || node == null) {
      return null;
    }
    if (draft.spec().hostNetwork()) {
      return node.internalIp();
    }
    if (draft.podIp() != null) {
      return draft.podIp();
    }
    if (draft.phase() == Pod.Phase.PENDING) {
      return null;
    }
    return next(draft, node);
  }

  /** Another address for a pod whose sandbox is made anew; null, and told, if there is none. */
  @Nullable Ip again(Pod pod, Ip before) {
    Node node = nodes.get(String.valueOf(pod.nodeName()));
    HostLocal block = node == null ? null : blocks.get(node.name());
    if (node == null || block == null) {
      return before;
    }
    block.release(before);
    written.remove(before);
    return next(pod.ref(), pod.place(), node, block);
  }

  private @Nullable Ip next(PodDraft draft, Node node) {
    HostLocal block = blocks.get(node.name());
    if (block == null) {
      report.error(draft.place(), "pod.no-block", draft.ref().path(), node.name());
      return null;
    }
    Ip ip = next(draft.ref(), draft.place(), node, block);
    given += ip == null ? 0 : 1;
    return ip;
  }

  private @Nullable Ip next(ObjectRef pod, Place place, Node node, HostLocal block) {
    Optional<Ip> ip = block.next();
    while (ip.isPresent() && written.contains(ip.get())) {
      ip = block.next();
    }
    if (ip.isEmpty()) {
      String cidr = "" + node.podCidr();
      report.error(place, "pod.block-full", pod.path(), node.name(), cidr);
      return null;
    }
    return ip.get();
  }
}
