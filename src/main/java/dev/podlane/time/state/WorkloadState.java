package dev.podlane.time.state;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.document.Fields;
import dev.podlane.document.MapValue;
import dev.podlane.time.job.JobView;
import dev.podlane.time.rollout.DeploymentStatus;
import dev.podlane.time.rollout.ReplicaSetView;
import dev.podlane.time.template.PodTemplate;
import org.jspecify.annotations.Nullable;

/**
 * A workload at a moment. Moments are in milliseconds.
 *
 * @param ref its name
 * @param serial rises with creation
 * @param createdAt moment of its creation
 * @param owner the object that controls it: the Deployment of a ReplicaSet; null if none
 * @param tree the object as it is now, without status
 * @param template template of its pods
 * @param selector its selector
 * @param replicas number of pods it wants; what it means differs by kind
 * @param notes annotations in which a Deployment keeps its notes on a ReplicaSet
 * @param counts pods that its controller has counted
 * @param rollout status of a Deployment
 * @param revisions templates that a StatefulSet or DaemonSet has had
 * @param job status of a Job; null for others
 */
public record WorkloadState(
    ObjectRef ref,
    long serial,
    long createdAt,
    @Nullable ObjectRef owner,
    MapValue tree,
    PodTemplate template,
    LabelSelector selector,
    int replicas,
    ReplicaSetView.Annotations notes,
    ReplicaSetView.Counts counts,
    DeploymentStatus rollout,
    Revisions revisions,
    @Nullable JobState job) {
  /** Earlier revisions that are kept where {@code revisionHistoryLimit} is not written. */
  public static final int HISTORY = 10;

  /** The {@code spec}. */
  public MapValue spec() {
    return tree.map("spec");
  }

  /** The spec of a Job as its controller sees it. */
  public JobView jobView() {
    return JobView.read(fields());
  }

  /** The fields of the {@code spec}; nobody is told of one that is wrong. */
  public Fields fields() {
    return Fields.of(template.place(), spec(), problem -> {});
  }

  /**
   * The template of a StatefulSet's current revision while an update is under way; null if none is
   * (rule 202).
   */
  public @Nullable PodTemplate before() {
    return revisions.before();
  }

  /** {@code KIND namespace/name}, the key of its controller's queue. */
  public String key() {
    return ref.toString();
  }

  /** It wants another number of pods. */
  public WorkloadState scaled(int now) {
    return new WorkloadState(
        ref, serial, createdAt, owner, tree, template, selector, now, notes, counts, rollout,
        revisions, job);
  }

  /** Its controller has counted its pods. */
  public WorkloadState with(ReplicaSetView.Counts now) {
    return new WorkloadState(
        ref, serial, createdAt, owner, tree, template, selector, replicas, notes, now, rollout,
        revisions, job);
  }

  /** Its Deployment has noted something else. */
  public WorkloadState with(ReplicaSetView.Annotations now) {
    return new WorkloadState(
        ref, serial, createdAt, owner, tree, template, selector, replicas, now, counts, rollout,
        revisions, job);
  }

  /** The rollout has gone on. */
  public WorkloadState with(DeploymentStatus now) {
    return new WorkloadState(
        ref, serial, createdAt, owner, tree, template, selector, replicas, notes, counts, now,
        revisions, job);
  }

  /** Somebody has written another spec. */
  public WorkloadState rewritten(
      MapValue newTree, PodTemplate newTemplate, LabelSelector newSelector, int newReplicas) {
    return new WorkloadState(
        ref,
        serial,
        createdAt,
        owner,
        newTree,
        newTemplate,
        newSelector,
        newReplicas,
        notes,
        counts,
        rollout,
        revisions.next(template, newTemplate, historyLimit(newTree)),
        job);
  }

  private int historyLimit(MapValue newTree) {
    Fields spec = Fields.of(template.place(), newTree.map("spec"), problem -> {});
    return spec.integer("revisionHistoryLimit").orElse(HISTORY);
  }

  /** An update is under way from a template, or is over. */
  public WorkloadState with(@Nullable PodTemplate earlier) {
    return with(earlier, template);
  }

  /** This workload with these two templates: the current one, and the one it makes pods of. */
  public WorkloadState with(@Nullable PodTemplate earlier, PodTemplate now) {
    return new WorkloadState(
        ref,
        serial,
        createdAt,
        owner,
        tree,
        now,
        selector,
        replicas,
        notes,
        counts,
        rollout,
        revisions.under(earlier),
        job);
  }

  /** The status of the Job says something else. */
  public WorkloadState with(JobState now) {
    return new WorkloadState(
        ref, serial, createdAt, owner, tree, template, selector, replicas, notes, counts, rollout,
        revisions, now);
  }
}
