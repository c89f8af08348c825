package dev.podlane.cluster.schedule;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.read.Drafts.Bringing;
import dev.podlane.cluster.read.Drafts.PodDraft;
import dev.podlane.cluster.read.Drafts.WorkloadDraft;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps the order of StatefulSets: with {@code OrderedReady} a pod is made only when all below it
 * are ready (rule 140), so one that finds no node or address stops those after it.
 */
public final class StatefulOrder {
  private final Diagnostics report;
  private final Set<ObjectRef> ordered = new HashSet<>();
  private final Set<ObjectRef> stuck = new HashSet<>();

  public StatefulOrder(List<WorkloadDraft> workloads, Diagnostics report) {
    this.report = report;
    for (WorkloadDraft workload : workloads) {
      if (workload.bringing() instanceof Bringing.Ordinals set && set.ordered()) {
        ordered.add(workload.ref());
      }
    }
  }

  /** Returns true if a pod is not created because one before it is not ready. */
  public boolean waits(PodDraft pod) {
    return isBrought(pod) && pod.owner() != null && stuck.contains(pod.owner());
  }

  /** Takes note of a pod that cannot become ready. */
  public void failed(PodDraft pod) {
    ObjectRef owner = pod.owner();
    if (isBrought(pod) && owner != null && ordered.contains(owner) && stuck.add(owner)) {
      report.warn(pod.place(), "workload.waits", owner.path(), pod.ref().path());
    }
  }

  private static boolean isBrought(PodDraft pod) {
    return pod.origin() == PodTraits.Origin.BROUGHT;
  }
}
