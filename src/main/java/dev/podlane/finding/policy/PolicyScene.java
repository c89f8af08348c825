package dev.podlane.finding.policy;

import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.NetworkPolicyRule;
import dev.podlane.cluster.policy.verdict.Party;
import dev.podlane.cluster.policy.verdict.PolicedPacket;
import dev.podlane.cluster.policy.verdict.Verdict;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.service.Service;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.scene.PodIndex.Alike;
import dev.podlane.finding.scene.Scene;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Policies and the pods that they mean, for one run of the finders. */
final class PolicyScene {
  /** Selections that are looked at in all; what is beyond is not found. */
  private static final int MOST_LOOKS = 2_000_000;

  /** Packets that are decided about in all; those beyond count as allowed. */
  private static final int MOST_DECISIONS = 50_000;

  /** Pods of a selection that are looked at one by one. */
  private static final int MOST_PODS = 6;

  private final Scene scene;
  private final Map<LabelSelector, List<String>> namespaces = new HashMap<>();
  private int looks;
  private int decisions;

  PolicyScene(Scene scene) {
    this.scene = scene;
  }

  Scene scene() {
    return scene;
  }

  /** The NetworkPolicies that the API server would take. */
  List<NetworkPolicy> all() {
    return scene.cluster().notSimulated().policies().all().stream()
        .filter(NetworkPolicy.class::isInstance)
        .map(NetworkPolicy.class::cast)
        .filter(NetworkPolicy::valid)
        .toList();
  }

  /** The namespaces that a selector selects; the policy's own if it is not written. */
  List<String> namespaces(@Nullable LabelSelector selector, String own) {
    if (selector == null) {
      return List.of(own);
    }
    return namespaces.computeIfAbsent(
        selector,
        any ->
            scene.cluster().namespaces().stream()
                .filter(each -> any.matches(each.labels()))
                .map(KubeNamespace::name)
                .toList());
  }

  /** A pod with a network of its own, of those that selectors select; null if there is none. */
  @Nullable Pod first(List<String> among, LabelSelector pods, Predicate<Pod> wanted) {
    for (String namespace : among) {
      List<Alike> selected = scene.pods().selected(namespace, pods);
      looks += 1 + selected.size();
      for (Alike alike : looks > MOST_LOOKS ? List.<Alike>of() : selected) {
        for (Pod pod : alike.pods()) {
          if (!pod.hostNetwork() && wanted.test(pod)) {
            return pod;
          }
        }
      }
    }
    return null;
  }

  /** Returns true once so much was looked at that nothing can be said any more. */
  boolean isSpent() {
    return looks > MOST_LOOKS;
  }

  /** Some pods that a peer means, at most a few of each namespace. */
  List<Pod> peers(NetworkPolicyRule.Pods peer, String own) {
    List<Pod> found = new ArrayList<>();
    LabelSelector pods = peer.pods() == null ? LabelSelector.EVERYTHING : peer.pods();
    for (String namespace : namespaces(peer.namespaces(), own)) {
      List<Alike> selected = scene.pods().selected(namespace, pods);
      looks += 1 + selected.size();
      for (Alike alike : looks > MOST_LOOKS ? List.<Alike>of() : selected) {
        Pod pod = alike.first();
        if (!pod.hostNetwork() && found.size() < MOST_PODS) {
          found.add(pod);
        }
      }
    }
    return found;
  }

  /** The pods that a policy selects, one of those alike each. */
  List<Pod> subjects(NetworkPolicy policy) {
    List<Alike> selected = scene.pods().selected(policy.ref().namespace(), policy.podSelector());
    looks += 1 + selected.size();
    return looks > MOST_LOOKS
        ? List.of()
        : selected.stream()
            .map(Alike::first)
            .filter(each -> !each.hostNetwork())
            .limit(MOST_PODS)
            .toList();
  }

  /** Some pods with networks of their own that a Service selects. */
  List<Pod> endpoints(Service service) {
    LabelSelector selector = service.selector();
    List<Alike> selected =
        selector == null ? List.of() : scene.pods().selected(service.ref().namespace(), selector);
    looks += 1 + selected.size();
    return looks > MOST_LOOKS
        ? List.of()
        : selected.stream()
            .flatMap(each -> each.pods().stream().limit(MOST_PODS))
            .filter(each -> each.hasNetwork() && !each.hostNetwork())
            .limit(MOST_PODS)
            .toList();
  }

  /** Returns true if no policy is known to deny a packet on its way in. */
  boolean allows(PolicedPacket packet) {
    return ++decisions > MOST_DECISIONS
        || scene.policies().decide(packet, EnumSet.of(Direction.INGRESS)).verdict() != Verdict.DENY;
  }

  /** Returns true if no policy is known to deny a packet in these directions. */
  boolean allows(Pod from, Pod to, Protocol protocol, int port, Set<Direction> directions) {
    if (++decisions > MOST_DECISIONS) {
      return true;
    }
    PolicedPacket packet =
        new PolicedPacket(
            Party.of(from, Ip.Family.IPV4), Party.of(to, Ip.Family.IPV4), protocol, port);
    return scene.policies().decide(packet, directions).verdict() != Verdict.DENY;
  }

  boolean allows(Pod from, Pod to, Protocol protocol, int port) {
    return allows(from, to, protocol, port, EnumSet.allOf(Direction.class));
  }

  /** Shows a policy. */
  static Command show(NetworkPolicy policy) {
    return Command.kubectl(
        "-n %s get networkpolicy %s -o yaml"
            .formatted(policy.ref().namespace(), policy.ref().name()));
  }
}
