package dev.podlane.cluster.control;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.read.Drafts.Bringing;
import dev.podlane.cluster.read.Drafts.PodDraft;
import dev.podlane.cluster.read.Drafts.PodOrWorkload;
import dev.podlane.cluster.read.Drafts.PodSpec;
import dev.podlane.cluster.read.Drafts.WorkloadDraft;
import dev.podlane.cluster.read.Inventory;
import dev.podlane.cluster.schedule.DaemonNodes;
import dev.podlane.cluster.schedule.NodeFit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/** Lets workloads bring their pods, unless the documents hold them already (rules 135, 138–143). */
public final class WorkloadExpansion {
  /** Most pods of a cluster. */
  public static final int MOST_PODS = 150_000;

  /** Most pods that workloads bring, and how many more for each Node object. */
  public static final int MOST_BROUGHT = 1_000;

  static final int MOST_BROUGHT_PER_NODE = 110;

  private final Inventory inventory;
  private final List<Node> nodes;
  private final Diagnostics report;
  private final OwnerReferences owners;
  private final PodMaker maker;
  private final List<PodDraft> pods = new ArrayList<>();
  private final List<PodDraft> dormant = new ArrayList<>();
  private final int written;
  private final int bound;
  private int room;
  private int brought;

  public WorkloadExpansion(Inventory inventory, List<Node> nodes, Diagnostics report) {
    this.inventory = inventory;
    this.nodes = nodes;
    this.report = report;
    this.owners = new OwnerReferences(inventory);
    boolean brings = inventory.drafts.values().stream().anyMatch(WorkloadDraft.class::isInstance);
    this.maker = new PodMaker(brings ? inventory.podNames() : Set.of());
    this.written =
        (int) inventory.drafts.values().stream().filter(PodDraft.class::isInstance).count();
    this.bound =
        Math.min(
            Math.max(0, MOST_PODS - written),
            MOST_BROUGHT + MOST_BROUGHT_PER_NODE * inventory.nodes.size());
    this.room = bound;
  }

  /**
   * The pods of a cluster.
   *
   * @param pods those there are, in the order of the documents, those of a workload in its place
   * @param dormant those that CronJobs would make if they fired
   */
  public record Expanded(List<PodDraft> pods, List<PodDraft> dormant) {}

  public Expanded expand() {
    int left = MOST_PODS;
    for (PodOrWorkload work : inventory.drafts.values()) {
      if (work instanceof WorkloadDraft workload) {
        expand(workload);
      } else if (left-- > 0) {
        pods.add(owners.owned((PodDraft) work));
      }
    }
    if (left < 0) {
      PodDraft first = inventory.pods().get(MOST_PODS);
      report.error(first.place(), "limit.pods", "" + MOST_PODS, "" + -left);
    }
    if (brought > 0) {
      report.assume("pods.brought", null, "" + brought);
    }
    return new Expanded(pods, dormant);
  }

  private void expand(WorkloadDraft workload) {
    ObjectRef owner = owners.top(workload);
    Bringing bringing = workload.bringing();
    if (bringing instanceof Bringing.Fires) {
      dormant(workload);
    } else if (!owners.isThereAlready(workload)) {
      bring(workload, owner, bringing);
    }
  }

  private void bring(WorkloadDraft workload, ObjectRef owner, Bringing bringing) {
    if (bringing instanceof Bringing.Replicas replicas) {
      add(workload, replicas.count(), i -> maker.replica(workload, owner, i));
    } else if (bringing instanceof Bringing.Ordinals set) {
      ordinals(workload, owner, set);
    } else if (bringing instanceof Bringing.Runs job) {
      int made = add(workload, job.count(), i -> maker.run(workload, owner, i, job));
      if (made > 0 && !job.observed()) {
        report.assume("job.runs", workload.ref(), workload.ref().path(), "" + made);
      }
    } else {
      daemons(workload, owner);
    }
  }

  private void dormant(WorkloadDraft workload) {
    if (dormant.size() < MOST_BROUGHT) {
      dormant.add(maker.fired(workload));
      if (!owners.isThereAlready(workload)) {
        report.assume("cronjob.waits", workload.ref(), workload.ref().path());
      }
    }
  }

  /** Numbers whose name a pod has already are left out: that pod is there. */
  private void ordinals(WorkloadDraft workload, ObjectRef owner, Bringing.Ordinals set) {
    List<Integer> free = new ArrayList<>();
    int looked = Math.min(set.count(), bound + written);
    for (int i = 0; i < looked; i++) {
      if (!maker.hasOrdinal(workload, set.start() + i)) {
        free.add(set.start() + i);
      }
    }
    int wanted = set.count() - looked + free.size();
    add(workload, wanted, i -> maker.ordinal(workload, owner, free.get(i), set));
  }

  private void daemons(WorkloadDraft workload, ObjectRef owner) {
    PodSpec spec = DaemonNodes.spec(workload.spec());
    List<Node> places = DaemonNodes.nodes(spec, nodes);
    if (places.isEmpty()) {
      report.info(
          workload.place(), "workload.no-node", workload.ref().path(), NodeFit.constraints(spec));
    }
    add(workload, places.size(), i -> maker.daemon(workload, owner, places.get(i), spec, i));
  }

  private int add(WorkloadDraft workload, int wanted, IntFunction<PodDraft> make) {
    int count = Math.min(wanted, room);
    if (count < wanted) {
      report.error(
          workload.replicasPlace(),
          "limit.brought",
          workload.ref().path(),
          "" + wanted,
          "" + bound,
          "" + count);
    }
    room -= count;
    brought += count;
    for (int i = 0; i < count; i++) {
      pods.add(make.apply(i));
    }
    return count;
  }
}
