package dev.podlane.cluster.ipam;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.cluster.object.Readiness;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.read.Drafts.PodDraft;
import dev.podlane.cluster.schedule.ScheduledPod;
import dev.podlane.cluster.schedule.StatefulOrder;
import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gives pods their address, as the CNI plugin of their node would (rules 7, 8, 14, 15, 17). */
public final class PodAddressing {
  /** Most pods without address that a node's problem names. */
  private static final int MOST_NAMED = 5;

  private final Diagnostics report;
  private final StatefulOrder order;
  private final Map<String, Node> nodes = new HashMap<>();
  private final Map<String, HostLocal> blocks = new HashMap<>();
  private final Set<Ip> written = new HashSet<>();
  private final TreeMap<String, Without> without = new TreeMap<>();
  private int given;
  private int assumedReady;

  public PodAddressing(List<Node> nodes, StatefulOrder order, Diagnostics report) {
    this.report = report;
    this.order = order;
    for (Node node : nodes) {
      this.nodes.put(node.name(), node);
      if (node.podCidr() != null) {
        blocks.put(node.name(), new HostLocal(node.podCidr()));
      }
    }
  }

  /** Pods of a node that found no address. */
  private static final class Without {
    final List<String> first = new ArrayList<>();
    int count;

    void add(ObjectRef pod) {
      count++;
      if (first.size() < MOST_NAMED) {
        first.add(pod.path());
      }
    }
  }

  /** Notes the addresses of pods that have theirs already. */
  public void occupied(List<Pod> pods) {
    for (Pod pod : pods) {
      Ip ip = pod.podIp();
      if (ip != null && !pod.isFinished() && !pod.hostNetwork()) {
        occupy(ip, pod.nodeName());
      }
    }
  }

  private void occupy(Ip ip, @Nullable String node) {
    written.add(ip);
    HostLocal block = node == null ? null : blocks.get(node);
    if (block != null) {
      block.reserve(ip);
    }
  }

  public List<Pod> address(List<ScheduledPod> placed) {
    for (ScheduledPod pod : placed) {
      Ip ip = pod.draft().status().ip();
      if (ip != null && !pod.draft().isFinished() && !pod.draft().spec().hostNetwork()) {
        occupy(ip, pod.nodeName());
      }
    }
    List<Pod> pods = new ArrayList<>();
    for (ScheduledPod each : placed) {
      if (!order.waits(each.draft())) {
        Pod pod = pod(each);
        pods.add(pod);
        if (!pod.hasNetwork() && !pod.isOnlyV6()) {
          order.failed(each.draft());
        }
      }
    }
    if (given > 0) {
      report.assume("pods.addresses", null, "" + given);
    }
    if (assumedReady > 0) {
      report.assume("pods.ready", null, "" + assumedReady);
    }
    without.forEach(this::full);
    return pods;
  }

  /** Says of a node how many of its pods found no address, as each pod does for itself. */
  private void full(String name, Without pods) {
    Node node = nodes.get(name);
    Prefix block = node == null ? null : node.podCidr();
    if (node != null && block != null) {
      String usable = "" + HostLocal.usable(block);
      String named = String.join(", ", pods.first);
      String more = pods.count > MOST_NAMED ? named + ", …" : named;
      report.error(
          node.traits().blockPlace(),
          "node.block-full",
          name,
          "" + block,
          usable,
          "" + pods.count,
          more);
    }
  }

  private Pod pod(ScheduledPod placed) {
    PodDraft draft = placed.draft();
    Ip ip = ip(placed);
    Pod.Phase phase = phase(placed, ip != null || isOnlyV6(placed));
    boolean runs =
        placed.nodeName() != null && (ip != null || isOnlyV6(placed)) && !draft.isFinished();
    PodTraits traits =
        new PodTraits(
            runs ? addresses(placed, ip) : List.of(),
            runs ? readiness(draft, phase) : Readiness.NOT_READY,
            draft.status().terminating(),
            draft.spec().hostname(),
            draft.spec().subdomain(),
            draft.spec().listens(),
            draft.origin());
    return new Pod(
        draft.ref(),
        draft.place(),
        draft.labels(),
        placed.nodeName(),
        ip,
        draft.spec().hostNetwork(),
        phase,
        draft.spec().containers(),
        draft.owner(),
        0,
        traits);
  }

  /** The written addresses if the pod has them, else the one it got. */
  private List<Ip> addresses(ScheduledPod placed, @Nullable Ip ip) {
    List<Ip> written = placed.draft().status().addresses();
    if (ip != null) {
      return written.contains(ip) ? written : List.of(ip);
    }
    Node node = nodes.get(String.valueOf(placed.nodeName()));
    return written.isEmpty() && node != null ? node.traits().internalIps() : written;
  }

  /** Returns true if all its addresses, or all blocks of its node, are IPv6. */
  private boolean isOnlyV6(ScheduledPod placed) {
    PodDraft draft = placed.draft();
    Node node = nodes.get(String.valueOf(placed.nodeName()));
    boolean ofNode = draft.spec().hostNetwork() && node != null && node.isOnlyV6();
    return draft.status().isOnlyV6() || ofNode;
  }

  /** Rules 16 and 146. */
  private Readiness readiness(PodDraft draft, Pod.Phase phase) {
    Boolean said = draft.status().ready();
    if (phase != Pod.Phase.RUNNING || Boolean.FALSE.equals(said)) {
      return Readiness.NOT_READY;
    }
    if (said == null && draft.spec().probed()) {
      assumedReady++;
      return Readiness.ASSUMED_READY;
    }
    return Readiness.READY;
  }

  private static Pod.Phase phase(ScheduledPod placed, boolean addressed) {
    Pod.Phase phase = placed.draft().status().phase();
    if (placed.draft().isFinished() && phase != null) {
      return phase;
    }
    boolean runs = placed.nodeName() != null && addressed;
    if (!runs) {
      return Pod.Phase.PENDING;
    }
    return phase == null ? Pod.Phase.RUNNING : phase;
  }

  private @Nullable Ip ip(ScheduledPod placed) {
    PodDraft draft = placed.draft();
    Node node = placed.nodeName() == null ? null : nodes.get(placed.nodeName());
    if (draft.isFinished() || node == null || isOnlyV6(placed)) {
      return null;
    }
    if (draft.spec().hostNetwork()) {
      Ip said = draft.status().ip();
      if (said != null && !said.equals(node.internalIp())) {
        String used = "" + node.internalIp();
        Place place = draft.status().ipPlace();
        report.warn(place, "pod.host-ip", draft.ref().path(), "" + said, node.name(), used);
      }
      return node.internalIp();
    }
    Ip written = draft.status().ip();
    if (written != null) {
      return written;
    }
    if (draft.status().phase() == Pod.Phase.PENDING) {
      return null;
    }
    return next(draft, node);
  }

  /** Another address for a pod whose sandbox is made anew; null, and told, if there is none. */
  public @Nullable Ip again(Pod pod, Ip before) {
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
    if (block == null && (node.isOnlyV6() || node.traits().hasOnlyV6Blocks())) {
      return null;
    }
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
      report.error(place, "pod.block-full", pod.path(), node.name(), "" + node.podCidr());
      without.computeIfAbsent(node.name(), name -> new Without()).add(pod);
      return null;
    }
    return ip.get();
  }
}
