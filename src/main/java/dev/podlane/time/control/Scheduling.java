package dev.podlane.time.control;

import dev.podlane.cluster.placement.Placement;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.PodState;

/** The scheduler (rules 305 to 315). */
final class Scheduling {
  private final ApiServer server;
  private final Placing placing;

  Scheduling(ApiServer server, UsedNodes used) {
    this.server = server;
    this.placing = new Placing(used);
  }

  void sync(PodState pod) {
    if (pod.nodeName() != null || !pod.isActive()) {
      return;
    }
    Placement placement = placing.choose(pod, server.state());
    String node = placement.chosen();
    if (node == null) {
      server.tell(Actor.SCHEDULER, "", pod.ref(), 306, "pod.unschedulable", placement.message());
      return;
    }
    server.write(pod.on(node));
    server.tell(Actor.SCHEDULER, node, pod.ref(), 305, "pod.scheduled", node);
  }
}
