package dev.podlane.time.control;

import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodState;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The scheduler (rules 305 to 315). */
final class Scheduling {
  private final ApiServer server;

  Scheduling(ApiServer server) {
    this.server = server;
  }

  void sync(PodState pod) {
    if (pod.nodeName() != null || !pod.isActive()) {
      return;
    }
    Optional<NodeState> chosen = choose(pod);
    if (chosen.isEmpty()) {
      server.tell(Actor.SCHEDULER, "", pod.ref(), 306, "pod.unschedulable");
      return;
    }
    String node = chosen.get().node().name();
    server.write(pod.on(node));
    server.tell(Actor.SCHEDULER, node, pod.ref(), 305, "pod.scheduled", node);
  }

  private Optional<NodeState> choose(PodState pod) {
    Map<String, Integer> siblings = new HashMap<>();
    if (pod.identity().controller() != null) {
      server
          .controlledBy(pod.identity().controller())
          .forEach(each -> siblings.merge("" + each.nodeName(), 1, Integer::sum));
    }
    return server.nodes().values().stream()
        .filter(each -> each.node().ready() && each.node().schedulable())
        .min(
            Comparator.comparingInt(
                    (NodeState each) -> siblings.getOrDefault(each.node().name(), 0))
                .thenComparingInt(each -> server.countOn(each.node().name()))
                .thenComparing(each -> each.node().name()));
  }
}
