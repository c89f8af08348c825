package dev.podlane.cluster;

import dev.podlane.cluster.Drafts.Bringing;
import dev.podlane.cluster.Drafts.PodDraft;
import dev.podlane.cluster.Drafts.WorkloadDraft;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps the order of StatefulSets: with {@code OrderedReady} a pod is made only when all below it
 * are ready (rule 140), so one that finds no node or address stops those after it.
 */
final class StatefulOrder {
  private final Report report;
  private final Set<ObjectRef> ordered = new HashSet<>();
  private final Set<ObjectRef> stuck = new HashSet<>();

  StatefulOrder(List<WorkloadDraft> workloads, Report report) {
    this.report = report;
    for (WorkloadDraft workload : workloads) {
      if (workload.bringing() instanceof Bringing.Ordinals set && set.ordered()) {
        ordered.add(workload.ref());
      }
    }
  }

  /** Whether a pod is not made, as one before it is not ready. */
  boolean waits(PodDraft pod) {
    return isBrought(pod) && pod.owner() != null && stuck.contains(pod.owner());
  }

  /** Takes note of a pod that cannot become ready. */
  void failed(PodDraft pod) {
    ObjectRef owner = pod.owner();
    if (isBrought(pod) && owner != null && ordered.contains(owner) && stuck.add(owner)) {
      report.warn(pod.place(), "workload.waits", owner.path(), pod.ref().path());
    }
  }

  private static boolean isBrought(PodDraft pod) {
    return pod.origin() == PodTraits.Origin.BROUGHT;
  }
}
