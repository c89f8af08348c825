package dev.podlane.time.daemonset;

import dev.podlane.time.daemonset.DaemonSetAction.CreatePod;
import dev.podlane.time.daemonset.DaemonSetAction.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One step of a DaemonSet's rolling update (rollingUpdate in pkg/controller/daemon/update.go). */
final class DaemonSetUpdate {
  private final DaemonSetView set;
  private final Duration now;

  /** The pods of each node that counts, with a null for one without pods to be told apart. */
  private final Map<String, Pair> pairs = new LinkedHashMap<>();

  private final Map<String, DaemonNode> nodes = new LinkedHashMap<>();
  private final int desired;

  /** The old and the new pod of a node; {@code excess} if there are two of one kind. */
  private record Pair(@Nullable DaemonPod old, @Nullable DaemonPod current, boolean excess) {}

  private DaemonSetUpdate(
      DaemonSetView set,
      List<DaemonNode> nodes,
      Map<String, List<DaemonPod>> byNode,
      Duration now) {
    this.set = set;
    this.now = now;
    desired = DaemonSetDecision.desired(nodes);
    for (DaemonNode node : nodes) {
      this.nodes.put(node.name(), node);
      List<DaemonPod> there = byNode.get(node.name());
      if (there != null || node.shouldRun()) {
        pairs.put(node.name(), pair(there == null ? List.of() : there));
      }
    }
  }

  static List<DaemonSetAction> roll(
      DaemonSetView set,
      List<DaemonNode> nodes,
      Map<String, List<DaemonPod>> byNode,
      Duration now) {
    DaemonSetUpdate update = new DaemonSetUpdate(set, nodes, byNode, now);
    return set.surge(update.desired) == 0 ? update.inPlace() : update.surging();
  }

  private static Pair pair(List<DaemonPod> there) {
    DaemonPod old = null;
    DaemonPod current = null;
    for (DaemonPod pod : there) {
      if (pod.terminating()) {
        continue;
      }
      if (pod.updated() ? current != null : old != null) {
        return new Pair(null, null, true);
      }
      if (pod.updated()) {
        current = pod;
      } else {
        old = pod;
      }
    }
    return new Pair(old, current, false);
  }

  /** Without a surge: old pods that are not available, then available ones within the limit. */
  private List<DaemonSetAction> inPlace() {
    int most = set.unavailable(desired);
    int unavailable = 0;
    List<DaemonSetAction> broken = new ArrayList<>();
    List<DaemonSetAction> candidates = new ArrayList<>();
    for (Pair pair : pairs.values()) {
      DaemonPod old = pair.old;
      DaemonPod current = pair.current;
      if (pair.excess || (old == null) == (current == null)) {
        unavailable++;
      } else if (old == null) {
        unavailable += available(current) ? 0 : 1;
      } else if (!available(old)) {
        broken.add(DaemonSetDecision.delete(old, Reason.UPDATE));
        unavailable++;
      } else {
        candidates.add(DaemonSetDecision.delete(old, Reason.UPDATE));
      }
    }
    List<DaemonSetAction> actions = new ArrayList<>(broken);
    candidates.stream().limit(Math.max(0, most - unavailable)).forEach(actions::add);
    return actions;
  }

  /** With a surge: new pods beside old ones, and old ones go when the new are available. */
  private List<DaemonSetAction> surging() {
    int surging = 0;
    int available = 0;
    List<DaemonSetAction> actions = new ArrayList<>();
    List<DaemonSetAction> unwanted = new ArrayList<>();
    List<DaemonSetAction> replacing = new ArrayList<>();
    List<DaemonSetAction> candidates = new ArrayList<>();
    for (Map.Entry<String, Pair> entry : pairs.entrySet()) {
      DaemonPod old = entry.getValue().old;
      DaemonPod current = entry.getValue().current;
      if (entry.getValue().excess) {
        surging++;
        continue;
      }
      available += available(old == null ? current : old) ? 1 : 0;
      if (old == null) {
        continue;
      }
      DaemonNode node = nodes.get(entry.getKey());
      boolean wanted = node != null && node.shouldRun();
      if (current != null) {
        if (available(current)) {
          actions.add(DaemonSetDecision.delete(old, Reason.SURGED));
        } else {
          surging++;
        }
      } else if (!wanted) {
        List<DaemonSetAction> to = available(old) ? unwanted : actions;
        to.add(DaemonSetDecision.delete(old, Reason.UNWANTED));
      } else {
        (available(old) ? candidates : replacing).add(new CreatePod(entry.getKey()));
      }
    }
    // A node that is to be left keeps its pod until there are enough elsewhere.
    unwanted.stream().limit(Math.max(0, available - desired)).forEach(actions::add);
    actions.addAll(replacing);
    candidates.stream().limit(Math.max(0, set.surge(desired) - surging)).forEach(actions::add);
    return actions;
  }

  private boolean available(@Nullable DaemonPod pod) {
    return pod != null && pod.available(set.minReadySeconds(), now);
  }
}
