package dev.podlane.time.control;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.read.Drafts.Toleration;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodState;
import java.util.List;

/** The node lifecycle controller and taint eviction (rules 275 to 287). */
final class NodeLifecycle {
  /** {@code tolerationSeconds} that admission gives every pod without its own (rule 282). */
  private static final long TOLERATED = 300_000;

  private final ApiServer server;

  NodeLifecycle(ApiServer server) {
    this.server = server;
  }

  /** Looks whether a node has been heard of. */
  void monitor(String name) {
    NodeState node = server.node(name).orElse(null);
    if (node == null) {
      return;
    }
    long now = server.now();
    boolean noticed = node.unreachableAt() != ContainerRun.NEVER;
    if (node.isLost() && !noticed) {
      long due = noticedAt(node.lostAt());
      if (now < due) {
        server.wake(Actor.NODE_LIFECYCLE, name, due);
        return;
      }
      server.write(node.unreachable(now));
      server.tell(Actor.NODE_LIFECYCLE, "", node.node().ref(), 276, "node.unreachable");
      for (PodState pod : server.podsOn(name)) {
        if (pod.ready()) {
          server.write(pod.reported(pod.phase(), pod.ip(), false, now));
          server.tell(Actor.NODE_LIFECYCLE, "", pod.ref(), 280, "pod.marked-unready");
        }
      }
    } else if (!node.isLost() && noticed) {
      server.write(node.reachable());
      server.tell(Actor.NODE_LIFECYCLE, "", node.node().ref(), 285, "node.reachable");
    }
  }

  /**
   * The moment at which the silence of a node is noticed: the first look after the grace period
   * since its last renewal (rule 278).
   */
  private long noticedAt(long lost) {
    long renewal = server.settings().leaseRenewal();
    long renewed = Math.floorDiv(lost, renewal) * renewal;
    long period = server.settings().monitorPeriod();
    long late = renewed + server.settings().monitorGrace();
    return Math.floorDiv(late, period) * period + period;
  }

  /** Deletes the pods of a node that do not tolerate its taints, or no longer. */
  void evict(String name) {
    NodeState node = server.node(name).orElse(null);
    if (node == null) {
      return;
    }
    List<Node.Taint> taints =
        node.node().taints().stream().filter(each -> each.effect().equals("NoExecute")).toList();
    if (taints.isEmpty()) {
      return;
    }
    long now = server.now();
    long since = node.unreachableAt() == ContainerRun.NEVER ? now : node.unreachableAt();
    for (PodState pod : server.podsOn(name)) {
      long due = due(pod, taints, since);
      if (pod.deletion() != null || pod.isFinished() || due == ContainerRun.NEVER) {
        continue;
      }
      if (due <= now) {
        server.tell(Actor.TAINT_EVICTION, "", pod.ref(), 283, "pod.evicted-by-taint");
        Deletions.delete(server, pod, pod.identity().template().grace());
      } else {
        server.wake(Actor.TAINT_EVICTION, name, due);
      }
    }
  }

  /** The moment at which a pod has to go; never if it tolerates the taints for good (rule 283). */
  private static long due(PodState pod, List<Node.Taint> taints, long since) {
    long due = ContainerRun.NEVER;
    for (Node.Taint taint : taints) {
      List<Toleration> fitting =
          PodViews.spec(pod).tolerations().stream().filter(each -> each.tolerates(taint)).toList();
      boolean isDefault = fitting.isEmpty() && taint.key().equals(NodeState.UNREACHABLE);
      if (isDefault) {
        due = Math.min(due, since + TOLERATED);
      } else if (fitting.isEmpty()) {
        due = Math.min(due, since);
      }
    }
    return due;
  }
}
