package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.influence.Influence;
import dev.podlane.cluster.influence.Reach;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.cause.Backends;
import dev.podlane.workspace.Unsimulated.Effect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the {@linkplain Influence influences} on the packets of one finished walk. */
final class Influenced {
  private final Cluster cluster;
  private final Names names;
  private final Map<String, Node> nodes = new HashMap<>();
  private final Trace trace;
  private final Probe probe;
  private final boolean answered;
  private final Set<String> passed = new LinkedHashSet<>();
  private final Set<String> forwarding = new LinkedHashSet<>();
  private final @Nullable String receiver;

  /**
   * The influences on a walk.
   *
   * @param names names of the cluster
   */
  Influenced(Cluster cluster, Names names, Trace trace) {
    this.cluster = cluster;
    this.names = names;
    this.trace = trace;
    this.probe = trace.probe();
    cluster.nodes().forEach(node -> nodes.put(node.name(), node));
    Result result = trace.outcome().result();
    this.answered =
        result != Result.TIMEOUT && result != Result.LOCAL_ERROR && result != Result.LOOP;
    Map<Integer, Hop> byId = new HashMap<>();
    trace.hops().forEach(hop -> byId.put(hop.id(), hop));
    for (Hop hop : trace.hops()) {
      Hop from = hop.parent() == null ? null : byId.get(hop.parent().hop());
      if (hop.flow() == Flow.ARP || from == null || from.namespace().equals(hop.namespace())) {
        passed.add(hop.namespace());
        continue;
      }
      passed.add(hop.namespace());
      Hop before = from.parent() == null ? null : byId.get(from.parent().hop());
      if (before != null && from.packet() == hop.packet() && before.packet() == hop.packet()) {
        forwarding.add(from.namespace());
      }
    }
    this.receiver = receiver(trace);
  }

  /** Returns the namespace that served the probe, or has the address it was sent to. */
  private @Nullable String receiver(Trace trace) {
    if (trace.outcome().server() != null) {
      return trace.outcome().server().namespace();
    }
    Ip destination = probe.destination();
    for (Node node : cluster.nodes()) {
      if (destination.equals(node.internalIp())) {
        return node.name();
      }
    }
    for (String namespace : passed) {
      Pod pod = names.pod(namespace).orElse(null);
      if (pod != null && destination.equals(pod.podIp())) {
        return namespace;
      }
    }
    return passed.stream().reduce((first, last) -> last).orElse(null);
  }

  /** Returns everything that influences this walk. */
  List<Unsimulated> all() {
    List<Unsimulated> found = new ArrayList<>();
    for (Influence each : cluster.notSimulated().influences()) {
      Unsimulated one = of(each);
      if (one != null) {
        found.add(one);
      }
    }
    return found;
  }

  private @Nullable Unsimulated of(Influence each) {
    Reach reach = each.reach();
    if (reach instanceof Reach.OfNodes of) {
      String node = answered ? ofNodes(of) : null;
      return node == null ? null : told(each, Effect.NODE_FIREWALL, node);
    }
    if (reach instanceof Reach.PodsToOwnNode) {
      boolean own = answered && isOwnNode(probe.namespace(), receiver);
      return own ? told(each, Effect.NODE_FIREWALL, String.valueOf(receiver)) : null;
    }
    if (reach instanceof Reach.BetweenNodes between) {
      return isBetween(between) ? told(each, Effect.POD_NETWORK, each.path()) : null;
    }
    if (reach instanceof Reach.OffNode) {
      return isOffNode() ? told(each, Effect.POD_NETWORK, each.path()) : null;
    }
    if (reach instanceof Reach.OfPods) {
      boolean pod = isPod(probe.namespace()) || isPod(receiver) || isPodAddress();
      return pod ? told(each, Effect.POD_NETWORK, each.path()) : null;
    }
    if (reach instanceof Reach.ToAddress to) {
      boolean port = to.ports().isEmpty() || to.ports().contains(probe.port());
      boolean meant = port && probe.protocol() != Protocol.ICMP;
      boolean hit = meant && isPod(probe.namespace()) && to.address().equals(probe.destination());
      return hit ? told(each, Effect.REDIRECT, "" + to.address()) : null;
    }
    if (reach instanceof Reach.LeavingPods leaving) {
      boolean hit = answered && leaves(leaving);
      return hit ? told(each, Effect.EGRESS, probe.namespace()) : null;
    }
    return answered && isSet(reach) ? told(each, Effect.SETTING, each.path()) : null;
  }

  private static Unsimulated told(Influence each, Effect effect, String concerns) {
    return new Unsimulated(effect, each.object(), each.path(), List.of(concerns));
  }

  /** The node whose own packets these are; null if they are none that it decides about. */
  private @Nullable String ofNodes(Reach.OfNodes of) {
    String sender = probe.namespace();
    boolean near = isOwnNode(sender, receiver) || isOwnNode(receiver, sender);
    if (Objects.equals(sender, receiver) || (near && !of.local())) {
      return null;
    }
    if (of.directions().contains(Direction.INGRESS) && selects(of, receiver)) {
      return receiver;
    }
    return of.directions().contains(Direction.EGRESS) && selects(of, sender) ? sender : null;
  }

  private boolean selects(Reach.OfNodes of, @Nullable String name) {
    Node node = name == null ? null : nodes.get(name);
    return node != null
        && (of.node() == null ? of.nodes().matches(node.labels()) : of.node().equals(name));
  }

  private boolean isPod(@Nullable String namespace) {
    Pod pod = namespace == null ? null : names.pod(namespace).orElse(null);
    return pod != null && !pod.hostNetwork();
  }

  private boolean isPodAddress() {
    return cluster.network().podCidr().contains(probe.destination());
  }

  private @Nullable String nodeOf(@Nullable String namespace) {
    Pod pod = namespace == null ? null : names.pod(namespace).orElse(null);
    return pod == null || pod.hostNetwork() ? null : pod.nodeName();
  }

  private boolean isOwnNode(@Nullable String pod, @Nullable String node) {
    return node != null && node.equals(nodeOf(pod));
  }

  private boolean isBetween(Reach.BetweenNodes between) {
    String from = nodeOf(probe.namespace());
    String to = isPod(receiver) ? nodeOf(receiver) : nodeOfTarget();
    boolean other = from != null && to != null && !from.equals(to);
    return other && (between.pods() == null || between.pods().contains(probe.destination()));
  }

  private boolean isOffNode() {
    String from = nodeOf(probe.namespace());
    String to = isPod(receiver) ? nodeOf(receiver) : nodeOfTarget();
    if (from == null) {
      return to != null && !to.equals(machine(probe.namespace()));
    }
    if (to != null) {
      return !to.equals(from);
    }
    Ip destination = probe.destination();
    boolean isInside =
        cluster.network().nodeCidr().contains(destination)
            || cluster.network().podCidr().contains(destination);
    return isInside && !isOwnNode(probe.namespace(), receiver);
  }

  /** The node that a namespace is, or whose network a pod shares. */
  private String machine(String namespace) {
    Pod pod = names.pod(namespace).orElse(null);
    return pod == null || pod.nodeName() == null ? namespace : pod.nodeName();
  }

  /** The node of the pod that a lost packet was for: the one it was sent to, or that was chosen. */
  private @Nullable String nodeOfTarget() {
    Set<Ip> targets = new HashSet<>();
    targets.add(probe.destination());
    Backends.of(trace).forEach(backend -> targets.add(backend.address()));
    for (Pod pod : cluster.pods()) {
      if (!pod.hostNetwork() && pod.podIp() != null && targets.contains(pod.podIp())) {
        return pod.nodeName();
      }
    }
    return null;
  }

  private boolean leaves(Reach.LeavingPods leaving) {
    Pod pod = names.pod(probe.namespace()).orElse(null);
    boolean own =
        pod != null
            && !pod.hostNetwork()
            && (leaving.namespace().isEmpty() || leaving.namespace().equals(pod.namespace()));
    List<Prefix> blocks = leaving.destinations();
    return own
        && !isPod(receiver)
        && !isPodAddress()
        && (blocks == null || blocks.stream().anyMatch(b -> b.contains(probe.destination())));
  }

  private boolean isSet(Reach reach) {
    if (reach instanceof Reach.OnNodes on) {
      return passed.stream().anyMatch(name -> on.names().contains(name))
          || passed.stream()
              .map(this::nodeOf)
              .anyMatch(node -> node != null && on.names().contains(node));
    }
    return reach instanceof Reach.Forwarded && forwarding.stream().anyMatch(nodes::containsKey);
  }
}
