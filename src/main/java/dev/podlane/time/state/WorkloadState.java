package dev.podlane.time.state;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.document.MapValue;
import dev.podlane.time.template.PodTemplate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
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
 * @param annotations annotations that controllers keep their notes in
 * @param status what its controller has seen
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
    SortedMap<String, String> annotations,
    Status status) {
  /**
   * What a controller has written into the status.
   *
   * @param replicas pods there are
   * @param ready those that are ready
   * @param available those that have been ready for {@code minReadySeconds}
   * @param updated those of the newest template
   * @param progressing reason of the condition Progressing; empty if there is none
   * @param progressedAt moment of the last progress
   * @param complete true if nothing is left to do (rule 171)
   */
  public record Status(
      int replicas,
      int ready,
      int available,
      int updated,
      String progressing,
      long progressedAt,
      boolean complete) {
    /** Nothing has been seen. */
    public static final Status NONE = new Status(0, 0, 0, 0, "", 0, false);
  }

  public WorkloadState {
    annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
  }

  /** The {@code spec}. */
  public MapValue spec() {
    return tree.map("spec");
  }

  /** {@code KIND namespace/name}, the key of its controller's queue. */
  public String key() {
    return ref.toString();
  }

  /** It wants another number of pods. */
  public WorkloadState scaled(int now) {
    return new WorkloadState(
        ref, serial, createdAt, owner, tree, template, selector, now, annotations, status);
  }

  /** Its controller has seen something else. */
  public WorkloadState with(Status now) {
    return new WorkloadState(
        ref, serial, createdAt, owner, tree, template, selector, replicas, annotations, now);
  }

  /** An annotation has another value. */
  public WorkloadState annotated(String key, String value) {
    SortedMap<String, String> now = new TreeMap<>(annotations);
    now.put(key, value);
    return new WorkloadState(
        ref, serial, createdAt, owner, tree, template, selector, replicas, now, status);
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
        annotations,
        status);
  }
}
