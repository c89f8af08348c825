package dev.podlane.time.control;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.time.disruption.Eviction;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodState;
import java.util.Optional;

/** {@code kubectl drain}, with the options that let it go on (rules 292 to 296). */
final class Drains {
  private static final int TOO_MANY_REQUESTS = 429;

  private final ApiServer server;

  Drains(ApiServer server) {
    this.server = server;
  }

  void begin(NodeState node) {
    server.write(node.schedulable(false));
    server.tell(Actor.DRAIN, node.node().name(), node.node().ref(), 292, "node.cordoned");
    server.wake(Actor.DRAIN, node.node().name(), server.now() + server.settings().watch());
  }

  /**
   * Asks for the eviction of the pods of a node. One that a budget keeps is asked for again; one
   * whose eviction fails otherwise is given up, as kubectl does (evictPods in kubectl's
   * pkg/drain/drain.go).
   *
   * @param key the node's name, and after a blank the pod that is asked for again
   */
  void go(String key) {
    int blank = key.indexOf(' ');
    String name = blank < 0 ? key : key.substring(0, blank);
    NodeState node = server.node(name).orElse(null);
    if (node == null || node.node().schedulable()) {
      return;
    }
    for (PodState pod : server.podsOn(name)) {
      boolean isAsked = blank < 0 || key.substring(blank + 1).equals(again(pod));
      if (isAsked && mayGo(pod)) {
        evict(name, pod);
      }
    }
  }

  /** Pods of DaemonSets would come again, and static pods are not the API server's. */
  private static boolean mayGo(PodState pod) {
    ObjectRef controller = pod.identity().controller();
    boolean isDaemon = controller != null && controller.kind().equals("DaemonSet");
    boolean isStatic = pod.identity().origin() == PodTraits.Origin.STATIC;
    return !isDaemon && !isStatic && pod.deletion() == null;
  }

  /** A pod that has the name of another after it is not asked for in its place. */
  private static String again(PodState pod) {
    return pod.path() + " " + pod.serial();
  }

  private void evict(String node, PodState pod) {
    Optional<Eviction.Refused> refused = new Evictions(server).evict(pod);
    if (refused.isEmpty()) {
      server.tell(Actor.DRAIN, node, pod.ref(), 300, "pod.evicted");
      return;
    }
    Eviction.Refused why = refused.get();
    String text = why.cause().isEmpty() ? why.message() : why.cause();
    boolean isRetried = why.code() == TOO_MANY_REQUESTS;
    String code = isRetried ? "pod.eviction-refused" : "pod.eviction-failed";
    server.tell(Actor.DRAIN, node, pod.ref(), 300, code, text);
    if (isRetried) {
      long then = server.now() + server.settings().drainRetry();
      server.wake(Actor.DRAIN, node + " " + again(pod), then);
    }
  }
}
