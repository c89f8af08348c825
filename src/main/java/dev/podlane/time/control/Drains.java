package dev.podlane.time.control;

import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodState;
import java.util.Optional;

/** {@code kubectl drain}, with the options that let it go on (rules 292 to 296). */
final class Drains {
  private final ApiServer server;

  Drains(ApiServer server) {
    this.server = server;
  }

  void begin(NodeState node) {
    server.write(node.schedulable(false));
    server.tell(Actor.DRAIN, node.node().name(), node.node().ref(), 292, "node.cordoned");
    server.wake(Actor.DRAIN, node.node().name(), server.now() + server.settings().watch());
  }

  /** Asks for the eviction of every pod that is left, and again until none is. */
  void go(String name) {
    NodeState node = server.node(name).orElse(null);
    if (node == null || node.node().schedulable()) {
      return;
    }
    boolean waits = false;
    for (PodState pod : server.podsOn(name)) {
      boolean skipped =
          pod.identity().controller() != null
              && pod.identity().controller().kind().equals("DaemonSet");
      if (skipped || pod.isFinished() || pod.deletion() != null) {
        continue;
      }
      Optional<String> refused = new Evictions(server).evict(pod);
      if (refused.isEmpty()) {
        server.tell(Actor.DRAIN, name, pod.ref(), 300, "pod.evicted");
      } else {
        server.tell(Actor.DRAIN, name, pod.ref(), 300, "pod.eviction-refused", refused.get());
        waits = true;
      }
    }
    if (waits) {
      server.wake(Actor.DRAIN, name, server.now() + server.settings().drainRetry());
    }
  }
}
