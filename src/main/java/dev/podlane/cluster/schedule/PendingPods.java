package dev.podlane.cluster.schedule;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.read.Drafts.PodDraft;
import dev.podlane.document.Place;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells of pods that find no node. */
public final class PendingPods {
  /** Code of the problem that nodes fit, but have no room, or other pods do not suit. */
  public static final String NO_ROOM = "pod.unschedulable";

  private final Diagnostics report;
  private final Map<Reason, Integer> alike = new LinkedHashMap<>();

  PendingPods(Diagnostics report) {
    this.report = report;
  }

  /** The reason why pods of a workload stay Pending. */
  private record Reason(ObjectRef workload, String code, Place place) {}

  /** Says why a pod stays Pending; of equal pods of a workload the first, and how many more. */
  void tell(PodDraft pod, String code, String constraints) {
    ObjectRef owner = pod.owner();
    boolean first =
        pod.origin() != PodTraits.Origin.BROUGHT
            || owner == null
            || alike.merge(new Reason(owner, code, pod.spec().nodePlace()), 1, Integer::sum) == 1;
    if (first) {
      tell(code, pod.spec().nodePlace(), code, pod.ref().path(), constraints);
    }
  }

  /** A lack of room is no error: a change may ask for more than there is at the moment. */
  private void tell(String reason, Place place, String code, String... args) {
    if (reason.equals(NO_ROOM)) {
      report.warn(place, code, args);
    } else {
      report.error(place, code, args);
    }
  }

  /** Says how many more there are of those that were told. */
  void tellAlike() {
    alike.forEach(
        (reason, count) -> {
          if (count > 1) {
            String workload = reason.workload().path();
            tell(reason.code(), reason.place(), "pods.pending", workload, "" + (count - 1));
          }
        });
    alike.clear();
  }
}
