package dev.podlane.time.daemonset;

import dev.podlane.cluster.object.Pod.Phase;
import dev.podlane.time.daemonset.DaemonSetAction.CreatePod;
import dev.podlane.time.daemonset.DaemonSetAction.DeletePod;
import dev.podlane.time.daemonset.DaemonSetAction.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The DaemonSet controller (pkg/controller/daemon/daemon_controller.go): decides one sync. First
 * the pods each node should have; only if they are there it goes on with the update, as the
 * controller waits until it has seen its own changes.
 */
public final class DaemonSetDecision {
  /** Pods created, and pods deleted, in one sync at most (BurstReplicas). */
  private static final int BURST = 250;

  private static final Comparator<DaemonPod> BOUND_THEN_OLDEST =
      Comparator.comparing((DaemonPod each) -> !each.bound())
          .thenComparing(DaemonPod::created)
          .thenComparing(DaemonPod::name);

  private DaemonSetDecision() {}

  /**
   * Decides one sync.
   *
   * @param set the DaemonSet
   * @param nodes all nodes
   * @param pods its pods whose objects exist, terminating ones too
   * @param now the moment
   */
  public static List<DaemonSetAction> sync(
      DaemonSetView set, List<DaemonNode> nodes, List<DaemonPod> pods, Duration now) {
    List<DaemonSetAction> managed = manage(set, nodes, pods, now);
    if (!managed.isEmpty() || !set.rolling()) {
      return managed;
    }
    return burst(DaemonSetUpdate.roll(set, nodes, byNode(pods), now));
  }

  /** The pods that each node should have, whatever their revision (manage). */
  static List<DaemonSetAction> manage(
      DaemonSetView set, List<DaemonNode> nodes, List<DaemonPod> pods, Duration now) {
    Map<String, List<DaemonPod>> byNode = byNode(pods);
    boolean surges = set.surge(desired(nodes)) > 0;
    List<DaemonSetAction> actions = new ArrayList<>();
    for (DaemonNode node : nodes) {
      List<DaemonPod> there = byNode.getOrDefault(node.name(), List.of());
      if (node.shouldRun() && there.isEmpty()) {
        actions.add(new CreatePod(node.name()));
      } else if (node.mayStay()) {
        List<DaemonPod> running = running(node, there, actions);
        if (!surges) {
          running.stream().skip(1).forEach(each -> actions.add(delete(each, Reason.EXCESS)));
        } else if (running.isEmpty() && node.shouldRun()) {
          actions.add(new CreatePod(node.name()));
        } else {
          surged(set, running, now, actions);
        }
      } else {
        there.stream()
            .filter(each -> !each.terminating())
            .forEach(each -> actions.add(delete(each, Reason.UNWANTED)));
      }
    }
    orphans(nodes, pods, actions);
    return burst(actions);
  }

  /** Pods that go on on a node, the bound and oldest first; those that ended are deleted. */
  private static List<DaemonPod> running(
      DaemonNode node, List<DaemonPod> there, List<DaemonSetAction> actions) {
    List<DaemonPod> running = new ArrayList<>();
    for (DaemonPod pod : there) {
      if (pod.terminating()) {
        continue;
      }
      if (pod.phase() == Phase.SUCCEEDED || (pod.phase() == Phase.FAILED && !node.inBackoff())) {
        actions.add(delete(pod, Reason.FINISHED));
      } else if (pod.phase() != Phase.FAILED) {
        running.add(pod);
      }
    }
    running.sort(BOUND_THEN_OLDEST);
    return running;
  }

  /** With a surge one old and one new pod may stay until the new one is available. */
  private static void surged(
      DaemonSetView set, List<DaemonPod> running, Duration now, List<DaemonSetAction> actions) {
    if (running.size() <= 1) {
      return;
    }
    DaemonPod newest = null;
    DaemonPod old = null;
    for (DaemonPod pod : running) {
      if (pod.updated() && newest == null) {
        newest = pod;
      } else if (!pod.updated() && old == null) {
        old = pod;
      } else {
        actions.add(delete(pod, Reason.EXCESS));
      }
    }
    if (newest != null
        && old != null
        && (!old.ready() || newest.available(set.minReadySeconds(), now))) {
      actions.add(delete(old, Reason.SURGED));
    }
  }

  /** Pods that are not bound and whose node does not exist: nobody else would delete them. */
  private static void orphans(
      List<DaemonNode> nodes, List<DaemonPod> pods, List<DaemonSetAction> actions) {
    Set<String> names = nodes.stream().map(DaemonNode::name).collect(Collectors.toSet());
    pods.stream()
        .filter(each -> !each.bound() && !each.terminating())
        .filter(each -> !names.contains(each.node()))
        .forEach(each -> actions.add(delete(each, Reason.UNWANTED)));
  }

  private static List<DaemonSetAction> burst(List<DaemonSetAction> actions) {
    List<DaemonSetAction> kept = new ArrayList<>();
    int created = 0;
    int deleted = 0;
    for (DaemonSetAction action : actions) {
      if (action instanceof CreatePod ? created++ < BURST : deleted++ < BURST) {
        kept.add(action);
      }
    }
    return kept;
  }

  static int desired(List<DaemonNode> nodes) {
    return (int) nodes.stream().filter(DaemonNode::shouldRun).count();
  }

  static DeletePod delete(DaemonPod pod, Reason reason) {
    return new DeletePod(pod.name(), pod.node(), reason);
  }

  private static Map<String, List<DaemonPod>> byNode(List<DaemonPod> pods) {
    Map<String, List<DaemonPod>> byNode = new LinkedHashMap<>();
    pods.stream()
        .filter(each -> !each.gone())
        .forEach(each -> byNode.computeIfAbsent(each.node(), any -> new ArrayList<>()).add(each));
    return byNode;
  }
}
