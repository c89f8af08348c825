package dev.podlane.time.daemonset;

import dev.podlane.cluster.amount.Amount;
import dev.podlane.cluster.object.Pod.Phase;
import dev.podlane.time.daemonset.DaemonSetAction.CreatePod;
import dev.podlane.time.daemonset.DaemonSetAction.DeletePod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Nodes and pods of one DaemonSet that a test plays. */
final class DaemonSetRun {
  private static final Duration NOW = Duration.ofHours(1);

  final List<DaemonNode> nodes = new ArrayList<>();
  final List<DaemonPod> pods = new ArrayList<>();
  private DaemonSetView set = view("1", "0");
  private int made;

  DaemonSetRun(int count) {
    for (int i = 0; i < count; i++) {
      nodes.add(new DaemonNode("node-" + i, true, true, false));
    }
  }

  static DaemonSetView view(String unavailable, String surge) {
    return new DaemonSetView(
        true, Amount.parse(unavailable).orElseThrow(), Amount.parse(surge).orElseThrow(), 0);
  }

  /** A new template: all pods are old. */
  DaemonSetRun update(String unavailable, String surge) {
    set = view(unavailable, surge);
    pods.replaceAll(each -> changed(each, false, each.phase(), each.terminating(), each.ready()));
    return this;
  }

  DaemonSetRun onDelete() {
    set = new DaemonSetView(false, Amount.of(1), Amount.of(0), 0);
    return this;
  }

  DaemonSetRun ready() {
    pods.replaceAll(each -> changed(each, each.updated(), Phase.RUNNING, each.terminating(), true));
    return this;
  }

  DaemonSetRun gone() {
    pods.removeIf(DaemonPod::terminating);
    return this;
  }

  static DaemonPod changed(
      DaemonPod pod, boolean updated, Phase phase, boolean terminating, boolean ready) {
    return new DaemonPod(
        pod.name(),
        pod.node(),
        true,
        updated,
        phase,
        terminating,
        ready,
        ready ? NOW.minusSeconds(1) : null,
        pod.created());
  }

  /** Created and deleted pods of one sync; deleted ones are terminating. */
  String sync() {
    return apply(DaemonSetDecision.sync(set, nodes, pods, NOW));
  }

  /**
   * Both halves of a sync, with the changes of the first seen by the second and deleted pods gone,
   * as upstream's tests with their fake client have it.
   */
  String both() {
    List<DaemonSetAction> managed = DaemonSetDecision.manage(set, nodes, pods, NOW);
    String first = apply(managed);
    gone();
    List<DaemonSetAction> rest = DaemonSetDecision.sync(set, nodes, pods, NOW);
    boolean update = DaemonSetDecision.manage(set, nodes, pods, NOW).isEmpty();
    String second = update ? apply(rest) : "0 0";
    gone();
    return sum(first, second);
  }

  private static String sum(String a, String b) {
    String[] left = a.split(" ", -1);
    String[] right = b.split(" ", -1);
    return (Integer.parseInt(left[0]) + Integer.parseInt(right[0]))
        + " "
        + (Integer.parseInt(left[1]) + Integer.parseInt(right[1]));
  }

  private String apply(List<DaemonSetAction> actions) {
    int created = 0;
    int deleted = 0;
    for (DaemonSetAction action : actions) {
      if (action instanceof CreatePod pod) {
        created++;
        made++;
        pods.add(
            new DaemonPod(
                "pod-" + made,
                pod.node(),
                false,
                true,
                Phase.PENDING,
                false,
                false,
                null,
                NOW.minusSeconds(1000 - made)));
      } else if (action instanceof DeletePod gone) {
        deleted++;
        pods.replaceAll(
            each ->
                each.name().equals(gone.name())
                    ? changed(each, each.updated(), each.phase(), true, each.ready())
                    : each);
      }
    }
    return created + " " + deleted;
  }

  DaemonSetStatus status() {
    return DaemonSetStatus.of(set, nodes, pods, NOW);
  }
}
