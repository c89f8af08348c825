package dev.podlane.finding.network;

import dev.podlane.cluster.object.ListenAddress;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Listening;
import dev.podlane.finding.scene.Scene;
import dev.podlane.net.addr.Protocol;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Pods of different nodes that no policy keeps from each other. */
final class Pairs {
  /** Pods of a node of which the best is taken. */
  private static final int MOST_LOOKS = 8;

  private final Map<String, Pod> byNode = new LinkedHashMap<>();

  Pairs(Scene scene) {
    Map<String, Integer> looked = new HashMap<>();
    for (Pod pod : scene.cluster().pods()) {
      String node = pod.nodeName();
      if (node == null || !pod.hasNetwork() || pod.hostNetwork()) {
        continue;
      }
      Pod known = byNode.get(node);
      boolean few = looked.merge(node, 1, Integer::sum) <= MOST_LOOKS;
      if (known == null || (few && rank(scene, pod) > rank(scene, known))) {
        byNode.put(node, pod);
      }
    }
  }

  /** Pods without policies are the best, then those that listen. */
  private static int rank(Scene scene, Pod pod) {
    boolean free =
        scene.policies().selecting(pod, Direction.INGRESS).isEmpty()
            && scene.policies().selecting(pod, Direction.EGRESS).isEmpty();
    return (free ? 2 : 0) + (Listening.isKnown(pod) ? 1 : 0);
  }

  /** The pod of a node; null if it has none. */
  @Nullable Pod on(String node) {
    return byNode.get(node);
  }

  /** A probe from another node to a pod of that node, or of any; null if there are no two. */
  @Nullable Probing to(@Nullable String node) {
    Pod to = node == null ? byNode.values().stream().findFirst().orElse(null) : byNode.get(node);
    if (to == null) {
      return null;
    }
    Pod from =
        byNode.values().stream()
            .filter(each -> !Objects.equals(each.nodeName(), to.nodeName()))
            .findFirst()
            .orElse(null);
    return from == null ? null : between(from, to);
  }

  static Probing between(Pod from, Pod to) {
    for (ListenAddress each : Listening.on(to)) {
      if (each.protocol() == Protocol.TCP && Listening.hears(to, Protocol.TCP, each.port())) {
        return Probing.tcp(from.ref().path(), to.ref().path(), each.port());
      }
    }
    return Probing.ping(from.ref().path(), to.ref().path());
  }
}
