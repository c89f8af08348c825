package dev.podlane.time.state;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.time.template.PodTemplate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;

/**
 * The workloads of a moment. Immutable.
 *
 * @param all by {@code KIND namespace/name}
 * @param children the keys of ReplicaSets by that of their Deployment
 */
public record WorkloadIndex(PMap<String, WorkloadState> all, PMap<String, PSet<String>> children) {
  /** No workloads. */
  public static final WorkloadIndex NONE =
      new WorkloadIndex(HashTreePMap.empty(), HashTreePMap.empty());

  /** All of them, in no order. */
  public List<WorkloadState> list() {
    return List.copyOf(all.values());
  }

  /** The workload of a key; null if there is none. */
  public @Nullable WorkloadState get(String key) {
    return all.get(key);
  }

  /** The workloads that a workload controls, oldest first. */
  public List<WorkloadState> children(WorkloadState owner) {
    List<WorkloadState> found = new ArrayList<>();
    for (String each : children.getOrDefault(owner.key(), HashTreePSet.empty())) {
      WorkloadState child = all.get(each);
      if (child != null) {
        found.add(child);
      }
    }
    found.sort(Comparator.comparingLong(WorkloadState::serial));
    return found;
  }

  /**
   * The templates of a Deployment, StatefulSet or DaemonSet by their revisions: those of its
   * ReplicaSets or its ControllerRevisions.
   */
  public SortedMap<Long, PodTemplate> history(WorkloadState workload) {
    SortedMap<Long, PodTemplate> found = workload.revisions().templates();
    for (WorkloadState each : children(workload)) {
      found.put(each.notes().revision(), each.template().unlabelled());
    }
    return found;
  }

  /**
   * The revision that {@code kubectl rollout undo} means; empty if there is no such one.
   *
   * @param revision its number; 0 for the one before the newest
   */
  public OptionalLong earlier(WorkloadState workload, long revision) {
    SortedMap<Long, PodTemplate> all = history(workload);
    if (revision > 0) {
      return all.containsKey(revision) ? OptionalLong.of(revision) : OptionalLong.empty();
    }
    return all.size() < 2
        ? OptionalLong.empty()
        : OptionalLong.of(all.headMap(all.lastKey()).lastKey());
  }

  /** This index with a workload created or changed. */
  public WorkloadIndex with(WorkloadState workload) {
    ObjectRef owner = workload.owner();
    PMap<String, PSet<String>> owned = children;
    if (owner != null && !all.containsKey(workload.key())) {
      PSet<String> there = children.getOrDefault("" + owner, HashTreePSet.empty());
      owned = children.plus("" + owner, there.plus(workload.key()));
    }
    return new WorkloadIndex(all.plus(workload.key(), workload), owned);
  }

  /** This index without a workload. */
  public WorkloadIndex without(WorkloadState workload) {
    ObjectRef owner = workload.owner();
    PMap<String, PSet<String>> owned = children;
    if (owner != null) {
      PSet<String> there = children.getOrDefault("" + owner, HashTreePSet.empty());
      owned = children.plus("" + owner, there.minus(workload.key()));
    }
    return new WorkloadIndex(all.minus(workload.key()), owned);
  }
}
