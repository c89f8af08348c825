package dev.podlane.finding.scene;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.verdict.Party;
import dev.podlane.cluster.policy.verdict.PolicedPacket;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import dev.podlane.cluster.policy.verdict.Verdict;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds senders for probes: pods that nothing else keeps from the destination. */
public final class Clients {
  private static final int MOST_LOOKS = 16;

  private final List<Pod> running = new ArrayList<>();
  private final Map<String, List<Pod>> byNamespace = new HashMap<>();
  private final List<Node> nodes;
  private final PolicyIndex policies;

  /** Pods that are written come first: the names of others change with their templates. */
  Clients(Collection<Pod> pods, List<Node> nodes, PolicyIndex policies) {
    this.nodes = nodes;
    this.policies = policies;
    add(pods, true);
    add(pods, false);
  }

  private void add(Collection<Pod> pods, boolean written) {
    for (Pod pod : pods) {
      boolean isBrought = pod.traits().origin() == PodTraits.Origin.BROUGHT;
      if (pod.hasNetwork() && !pod.hostNetwork() && isBrought != written) {
        List<Pod> its = byNamespace.computeIfAbsent(pod.namespace(), any -> new ArrayList<>());
        if (its.size() < MOST_LOOKS) {
          its.add(pod);
        }
        if (running.size() < MOST_LOOKS) {
          running.add(pod);
        }
      }
    }
  }

  /**
   * A pod that no policy keeps from a port of a pod: of its namespace, else of another; else a
   * node; empty if there is neither.
   *
   * @param to the destination, which is not the sender
   */
  public Optional<String> to(Pod to, Protocol protocol, int port) {
    return to(to, pod -> !pod.ref().equals(to.ref()), protocol, port);
  }

  /** The same among the pods that meet a condition. */
  public Optional<String> to(Pod to, Predicate<Pod> wanted, Protocol protocol, int port) {
    return pod(to.namespace(), pod -> wanted.test(pod) && may(pod, to, protocol, port))
        .map(pod -> pod.ref().path())
        .or(() -> node(each -> !each.name().equals(to.nodeName())))
        .or(() -> node(each -> true));
  }

  /** A pod that no policy isolates for egress; else a node; empty if there is neither. */
  public Optional<String> in(String namespace) {
    return any(namespace, this::isFree).map(pod -> pod.ref().path()).or(() -> node(each -> true));
  }

  /**
   * A pod of a namespace, else of any, that meets a condition; one without policies for egress if
   * there is one.
   */
  public Optional<Pod> pod(String namespace, Predicate<Pod> wanted) {
    return any(namespace, pod -> wanted.test(pod) && isFree(pod)).or(() -> any(namespace, wanted));
  }

  private boolean isFree(Pod pod) {
    return policies.selecting(pod, Direction.EGRESS).isEmpty();
  }

  private Optional<Pod> any(String namespace, Predicate<Pod> wanted) {
    return byNamespace.getOrDefault(namespace, List.of()).stream()
        .filter(wanted)
        .findFirst()
        .or(() -> running.stream().filter(wanted).findFirst());
  }

  private Optional<String> node(Predicate<Node> wanted) {
    return nodes.stream()
        .filter(each -> each.internalIp() != null)
        .filter(wanted)
        .map(each -> "node:" + each.name())
        .findFirst();
  }

  private boolean may(Pod from, Pod to, Protocol protocol, int port) {
    if (!Protocol.WITH_PORTS.contains(protocol)) {
      return true;
    }
    PolicedPacket packet =
        new PolicedPacket(
            Party.of(from, Ip.Family.IPV4), Party.of(to, Ip.Family.IPV4), protocol, port);
    return policies.decide(packet).verdict() == Verdict.ALLOW;
  }
}
