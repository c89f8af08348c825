package dev.podlane.cluster.policy.verdict;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.policy.Selection;
import dev.podlane.cluster.policy.TieredPolicy;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The policies of a cluster, ready for many packets. Selectors of subjects are evaluated once for
 * all pods of a namespace with equal labels, when the first of them is asked about. Thread-safe.
 */
public final class PolicyIndex {
  private final Map<String, SortedMap<String, String>> namespaces = new HashMap<>();
  private final Map<String, List<Policy>> ofNamespace = new HashMap<>();
  private final List<Policy> everywhere = new ArrayList<>();
  private final Map<Ip, Node> nodes = new HashMap<>();
  private final Map<Ip, Pod> pods = new HashMap<>();
  private final Map<Alike, Subject> subjects = new ConcurrentHashMap<>();

  /** The part of a pod that selectors see. */
  private record Alike(String namespace, SortedMap<String, String> labels) {}

  /** The index of a settled cluster. */
  public PolicyIndex(Cluster cluster) {
    for (KubeNamespace each : cluster.namespaces()) {
      namespaces.put(each.name(), each.labels());
    }
    for (Policy policy : cluster.notSimulated().policies().all()) {
      if (policy instanceof NetworkPolicy) {
        ofNamespace.computeIfAbsent(policy.ref().namespace(), any -> new ArrayList<>()).add(policy);
      } else {
        everywhere.add(policy);
      }
    }
    cluster.pods().forEach(this::place);
    for (Node node : cluster.nodes()) {
      node.traits().internalIps().forEach(ip -> nodes.put(ip, node));
      node.traits().externalIps().forEach(ip -> nodes.put(ip, node));
      Ip internal = node.internalIp();
      if (internal != null) {
        nodes.put(internal, node);
      }
    }
  }

  private void place(Pod pod) {
    if (!pod.hostNetwork() && !pod.isFinished()) {
      pod.traits().addresses().forEach(ip -> pods.put(ip, pod));
      Ip only = pod.podIp();
      if (only != null) {
        pods.put(only, pod);
      }
    }
  }

  /** The pod with a network of its own that has an address; null if none has (rule 14). */
  public @Nullable Pod podAt(Ip address) {
    return pods.get(address);
  }

  /** The node that has an address in its status; null if none has. */
  public @Nullable Node nodeAt(Ip address) {
    return nodes.get(address);
  }

  /** Labels of a namespace, with the one that every namespace has (rule 93). */
  public Map<String, String> labels(String namespace) {
    SortedMap<String, String> known = namespaces.get(namespace);
    return known == null
        ? new TreeMap<>(Map.of(KubeNamespace.NAME_LABEL, namespace))
        : Collections.unmodifiableSortedMap(known);
  }

  /** Returns true if a policy selects a pod, or may. */
  public boolean isSelected(Policy policy, Pod pod) {
    return policy.selects(pod, labels(pod.namespace())) != Selection.NO;
  }

  /** The policies that select a pod in one direction, or may, in the order they are asked. */
  public List<Policy> selecting(Pod pod, Direction direction) {
    if (pod.hostNetwork()) {
      return List.of();
    }
    Subject.Selecting found = subject(pod).selecting(direction);
    List<Policy> all = new ArrayList<>(found.admin());
    all.addAll(found.network());
    all.addAll(found.baseline());
    all.addAll(found.others());
    return all;
  }

  Subject subject(Pod pod) {
    Alike alike = new Alike(pod.namespace(), pod.labels());
    Subject known = subjects.get(alike);
    if (known == null) {
      known = made(pod);
      subjects.put(alike, known);
    }
    return known;
  }

  private Subject made(Pod pod) {
    Map<String, String> labels = labels(pod.namespace());
    List<Policy> found = new ArrayList<>();
    for (List<Policy> each :
        List.of(ofNamespace.getOrDefault(pod.namespace(), List.of()), everywhere)) {
      each.stream().filter(it -> it.selects(pod, labels) != Selection.NO).forEach(found::add);
    }
    return new Subject(
        pod.namespace(),
        pod.labels(),
        labels,
        Subject.Selecting.of(found, Direction.INGRESS),
        Subject.Selecting.of(found, Direction.EGRESS));
  }

  /** Decides about a packet in both directions. */
  public Decision decide(PolicedPacket packet) {
    return decide(packet, EnumSet.allOf(Direction.class));
  }

  /** Decides about a packet where it is looked at in some directions only. */
  public Decision decide(PolicedPacket packet, Set<Direction> directions) {
    return new Evaluation(this, packet, /* byAgent= */ false).decision(directions);
  }

  /**
   * Decides as the agent of kube-network-policies does (its {@code EvaluatePacket}): in both
   * directions, without exemption for a pod's traffic with itself, and without policies that are
   * not NetworkPolicies or of a tier.
   */
  public Decision decideAsAgent(PolicedPacket packet) {
    return decideAsAgent(packet, EnumSet.allOf(Direction.class));
  }

  /** Decides as an agent that looks at a packet in some directions only. */
  public Decision decideAsAgent(PolicedPacket packet, Set<Direction> directions) {
    return new Evaluation(this, packet, /* byAgent= */ true).decision(directions);
  }

  /** The end of a packet that has an address, as an enforcing point finds it. */
  public Party partyAt(Ip address) {
    Pod pod = pods.get(address);
    return pod != null
        ? new Party(pod, null, address.family(), address)
        : new Party(null, nodes.get(address), address.family(), address);
  }

  /** Returns true if there is a policy of a tier. */
  public boolean hasTiers() {
    return everywhere.stream().anyMatch(TieredPolicy.class::isInstance);
  }

  /** Returns true if a NetworkPolicy selects a pod, in whichever direction. */
  public boolean isManaged(Pod pod) {
    return !pod.hostNetwork()
        && (!subject(pod).ingress().network().isEmpty()
            || !subject(pod).egress().network().isEmpty());
  }
}
