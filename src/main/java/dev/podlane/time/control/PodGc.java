package dev.podlane.time.control;

import dev.podlane.cluster.object.Node;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodState;
import dev.podlane.time.taint.TaintEviction;
import java.util.List;

/**
 * The pod garbage collector: it removes by force what no kubelet will end (rules 288, 289;
 * kubernetes {@code pkg/controller/podgc/gc_controller.go}). It looks at every period; a Node that
 * is missing is in quarantine first.
 */
final class PodGc {
  /** Begins the keys of Nodes whose quarantine is over. */
  private static final String MISSED = "missed ";

  private final ApiServer server;

  PodGc(ApiServer server) {
    this.server = server;
  }

  /** Looks at the pods of a node. */
  void sync(String key) {
    boolean wasMissed = key.startsWith(MISSED);
    String name = wasMissed ? key.substring(MISSED.length()) : key;
    Node node = server.node(name).map(NodeState::node).orElse(null);
    List<PodState> pods = server.podsOn(name);
    if (node != null) {
      pods.stream()
          .filter(pod -> TaintEviction.forces(node.taints(), node.ready(), pod.deletion() != null))
          .forEach(pod -> remove(pod, 289));
    } else if (wasMissed) {
      pods.forEach(pod -> remove(pod, 288));
    } else if (!pods.isEmpty()) {
      long free = server.now() + server.settings().gcQuarantine();
      server.wake(Actor.POD_GC, MISSED + name, server.settings().gcLook(free));
    }
  }

  private void remove(PodState pod, int rule) {
    server.tell(Actor.POD_GC, "", pod.ref(), rule, "pod.collected");
    Deletions.delete(server, pod, 0);
  }
}
