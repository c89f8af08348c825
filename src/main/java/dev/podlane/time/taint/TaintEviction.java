package dev.podlane.time.taint;

import dev.podlane.cluster.object.Node.Taint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The moment at which a node's taints NoExecute end a pod (rule 283; processPodOnNode in
 * pkg/controller/tainteviction/taint_eviction.go). Moments are durations since a start that all
 * share.
 */
public final class TaintEviction {
  private static final String NO_EXECUTE = "NoExecute";
  private static final String OUT_OF_SERVICE = "node.kubernetes.io/out-of-service";

  private TaintEviction() {}

  /**
   * Decides when a pod is deleted. A deletion that is planned stays as it is while all taints are
   * tolerated for a time: a longer or shorter toleration changes nothing.
   *
   * @param taints all taints of the pod's node
   * @param tolerations the pod's, as admission left them
   * @param planned the moment planned before; null if there is none
   * @param now the moment
   * @return empty if the pod stays and nothing is planned any more
   */
  public static Optional<Duration> moment(
      List<Taint> taints,
      List<TimedToleration> tolerations,
      @Nullable Duration planned,
      Duration now) {
    boolean tainted = false;
    long least = Long.MAX_VALUE;
    for (Taint taint : taints) {
      if (!taint.effect().equals(NO_EXECUTE)) {
        continue;
      }
      tainted = true;
      Optional<TimedToleration> first =
          tolerations.stream().filter(each -> each.toleration().tolerates(taint)).findFirst();
      if (first.isEmpty()) {
        return Optional.of(now);
      }
      Long seconds = first.get().seconds();
      if (seconds != null) {
        least = Math.min(least, Math.max(0, seconds));
      }
    }
    if (!tainted || least == Long.MAX_VALUE) {
      return Optional.empty();
    }
    return Optional.of(planned != null ? planned : now.plusSeconds(least));
  }

  /**
   * Returns true if pod GC deletes a terminating pod by force: its node is not Ready and has the
   * taint out-of-service (rule 289; gcTerminating in pkg/controller/podgc/gc_controller.go).
   */
  public static boolean forces(List<Taint> taints, boolean nodeReady, boolean terminating) {
    return terminating
        && !nodeReady
        && taints.stream().anyMatch(each -> each.key().equals(OUT_OF_SERVICE));
  }
}
