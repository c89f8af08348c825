package dev.podlane.time.replicaset;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The order in which a ReplicaSet's pods die (rules 189 and 190; ActivePodsWithRanks in
 * pkg/controller/controller_utils.go, getPodsRankedByRelatedPodsOnSameNode in
 * pkg/controller/replicaset/replica_set.go).
 *
 * <p>The order is no order in the strict sense: pods of the same age compare by restarts, pods of
 * nearly the same age by UID, and that can go in circles. So pods are inserted one by one, which
 * any comparison allows; among pods that nothing tells apart the lower UID goes first.
 */
public final class Ranking {
  private final Map<String, Integer> onNode;
  private final Duration now;

  private Ranking(Map<String, Integer> onNode, Duration now) {
    this.onNode = onNode;
    this.now = now;
  }

  /**
   * Sorts pods, the first to die first.
   *
   * @param pods active pods of the ReplicaSet
   * @param related pods of all ReplicaSets of the same owner, these included
   * @param now the moment ages are counted to
   */
  public static List<ReplicaPod> sort(
      List<ReplicaPod> pods, List<ReplicaPod> related, Duration now) {
    Map<String, Integer> onNode = new HashMap<>();
    related.stream()
        .filter(ReplicaPod::active)
        .forEach(each -> onNode.merge(nodeOf(each), 1, Integer::sum));
    Ranking ranking = new Ranking(onNode, now);
    List<ReplicaPod> sorted = new ArrayList<>(pods.size());
    for (ReplicaPod pod : pods) {
      int low = 0;
      int high = sorted.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (ranking.diesBefore(pod, sorted.get(middle))) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      sorted.add(low, pod);
    }
    return sorted;
  }

  private boolean diesBefore(ReplicaPod a, ReplicaPod b) {
    int order = compare(a, rank(a), b, rank(b), now);
    return order != 0 ? order < 0 : a.uid().compareTo(b.uid()) < 0;
  }

  private int rank(ReplicaPod pod) {
    return onNode.getOrDefault(nodeOf(pod), 0);
  }

  private static String nodeOf(ReplicaPod pod) {
    return pod.node() == null ? "" : pod.node();
  }

  /** Compares as Less does: negative if {@code a} dies before {@code b}, 0 if neither does. */
  static int compare(ReplicaPod a, int rankA, ReplicaPod b, int rankB, Duration now) {
    int order = Boolean.compare(a.node() != null, b.node() != null);
    if (order == 0) {
      order = Integer.compare(phase(a), phase(b));
    }
    if (order == 0) {
      order = Boolean.compare(a.ready(), b.ready());
    }
    if (order == 0) {
      order = Integer.compare(a.deletionCost(), b.deletionCost());
    }
    if (order == 0) {
      order = Integer.compare(rankB, rankA);
    }
    if (order == 0 && a.ready() && b.ready()) {
      order = younger(a, a.readySince(), b, b.readySince(), now);
    }
    if (order == 0) {
      order = Integer.compare(b.restarts(), a.restarts());
    }
    if (order == 0) {
      order = Integer.compare(b.sidecarRestarts(), a.sidecarRestarts());
    }
    return order == 0 ? younger(a, a.created(), b, b.created(), now) : order;
  }

  /** Pending before Unknown before Running. */
  private static int phase(ReplicaPod pod) {
    return switch (pod.phase()) {
      case PENDING -> 0;
      case UNKNOWN -> 1;
      default -> 2;
    };
  }

  /** The younger first, ages by powers of two; within the same power the UID decides. */
  private static int younger(
      ReplicaPod a,
      @Nullable Duration sinceA,
      ReplicaPod b,
      @Nullable Duration sinceB,
      Duration now) {
    if (sinceA == null || sinceB == null) {
      return Boolean.compare(sinceA != null, sinceB != null);
    }
    if (sinceA.equals(sinceB)) {
      return 0;
    }
    int order = Integer.compare(power(now.minus(sinceA)), power(now.minus(sinceB)));
    return order == 0 ? a.uid().compareTo(b.uid()) : order;
  }

  /** The binary logarithm of an age's nanoseconds, rounded down; -1 if it is not positive. */
  private static int power(Duration age) {
    if (age.isZero() || age.isNegative()) {
      return -1;
    }
    return 63 - Long.numberOfLeadingZeros(age.toNanos());
  }
}
