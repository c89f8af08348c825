package dev.podlane.time.begin;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.field.GeneratedNames;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.time.rollout.DeploymentStatus;
import dev.podlane.time.rollout.ReplicaSetView;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.Revisions;
import dev.podlane.time.state.WorkloadState;
import dev.podlane.time.template.PodTemplate;
import dev.podlane.time.template.TemplateReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The workloads of the documents, and the ReplicaSets that the documents leave out. ReplicaSets
 * that are given keep their names and hashes.
 */
final class Owners {
  private final Cluster cluster;
  private final ApiServer server;

  /** ReplicaSets by their Deployment and the value of the label {@code pod-template-hash}. */
  private final Map<String, WorkloadState> byHash = new HashMap<>();

  private final Map<String, PodTemplate> alone = new HashMap<>();

  Owners(Cluster cluster, ApiServer server) {
    this.cluster = cluster;
    this.server = server;
  }

  /** Writes the workloads that the documents hold. */
  void writeGiven() {
    for (Map.Entry<ObjectRef, Source> each : cluster.sources().entrySet()) {
      ObjectRef ref = each.getKey();
      if (!Workloads.isOne(ref.kind())) {
        continue;
      }
      WorkloadState read =
          Workloads.read(ref, each.getValue(), server.nextSerial(), ContainerRun.LONG_AGO);
      String hash = TemplateReader.hashLabel(read.template());
      if (ref.kind().equals("ReplicaSet") && read.owner() != null && !hash.isEmpty()) {
        WorkloadState labelled = named(read, hash);
        byHash.put(read.owner() + " " + hash, labelled);
        server.write(labelled);
      } else {
        server.write(read);
      }
    }
  }

  private static WorkloadState named(WorkloadState set, String hash) {
    return set.rewritten(
        set.tree(),
        set.template().labelled(TemplateReader.HASH_LABEL, hash),
        set.selector(),
        set.replicas());
  }

  /** The object that controls a pod; null if the documents do not hold it. */
  @Nullable WorkloadState controller(Pod pod) {
    ObjectRef owner = pod.owner();
    if (owner == null) {
      return null;
    }
    WorkloadState outer = server.workload("" + owner).orElse(null);
    if (outer == null || !owner.kind().equals("Deployment")) {
      return outer;
    }
    String hash = pod.labels().getOrDefault(TemplateReader.HASH_LABEL, "");
    return byHash.computeIfAbsent(
        outer.key() + " " + hash,
        any -> {
          WorkloadState made = set(outer, hash, pod);
          server.write(made);
          return made;
        });
  }

  /** The ReplicaSet of pods whose hash no ReplicaSet of the documents has. */
  private WorkloadState set(WorkloadState deployment, String hash, Pod pod) {
    String own = GeneratedNames.templateHash(deployment.template().hash());
    String label = hash.isEmpty() ? own : hash;
    Source written = cluster.sources().get(pod.ref());
    boolean isOther = !hash.isEmpty() && !hash.equals(own) && hasOther(deployment, hash);
    PodTemplate template =
        written != null && isOther
            ? TemplateReader.read(written.value(), written.place())
            : deployment.template();
    SortedMap<String, String> equal = new TreeMap<>(deployment.selector().matchLabels());
    equal.put(TemplateReader.HASH_LABEL, label);
    ObjectRef ref =
        new ObjectRef(
            "apps/v1",
            "ReplicaSet",
            deployment.ref().namespace(),
            deployment.ref().name() + "-" + label);
    return new WorkloadState(
        ref,
        server.nextSerial(),
        ContainerRun.LONG_AGO,
        deployment.ref(),
        deployment.tree(),
        template.labelled(TemplateReader.HASH_LABEL, label),
        new LabelSelector(equal, deployment.selector().matchExpressions()),
        0,
        ReplicaSetView.Annotations.NONE,
        ReplicaSetView.Counts.NONE,
        DeploymentStatus.NEW,
        Revisions.NONE,
        null);
  }

  /** Returns true if pods of the Deployment have other hashes than this one. */
  private boolean hasOther(WorkloadState deployment, String hash) {
    return cluster.pods().stream()
        .filter(pod -> deployment.ref().equals(pod.owner()))
        .anyMatch(pod -> !hash.equals(pod.labels().get(TemplateReader.HASH_LABEL)));
  }

  /** The template of a pod: its controller's, else what is written of itself. */
  PodTemplate template(Pod pod, @Nullable WorkloadState controller) {
    if (controller != null) {
      return controller.template();
    }
    Source source = cluster.sources().get(pod.ref());
    MapValue tree = source == null ? new MapValue(0, Map.of(), List.of()) : source.value();
    Place place = source == null ? pod.place() : source.place();
    return alone.computeIfAbsent(pod.ref().path(), any -> TemplateReader.read(tree, place));
  }

  /**
   * Writes the counts of all controllers.
   *
   * @param whole the API server with all pods
   */
  void count(ApiServer whole) {
    List<WorkloadState> all = new ArrayList<>(whole.workloads());
    for (WorkloadState each : all) {
      ReplicaSetView.Counts counts = Beginning.counts(whole.controlledBy(each.ref()));
      boolean isMade = !cluster.sources().containsKey(each.ref());
      int wanted = isMade ? counts.replicas() : each.replicas();
      whole.write(each.scaled(wanted).with(counts));
    }
    for (WorkloadState each : all) {
      if (each.ref().kind().equals("Deployment")) {
        settle(whole, each);
      }
    }
  }

  /** A Deployment whose rollout is over, with the notes it has made on its ReplicaSets. */
  private static void settle(ApiServer whole, WorkloadState deployment) {
    List<WorkloadState> sets = whole.children(deployment);
    long revision = 0;
    for (WorkloadState set : sets) {
      revision = Math.max(revision, set.notes().revision());
    }
    for (WorkloadState set : sets) {
      if (set.notes().revision() == 0) {
        revision++;
        whole.write(
            set.with(
                new ReplicaSetView.Annotations(deployment.replicas(), null, revision, List.of())));
      }
    }
    whole.write(deployment.with(status(whole, deployment)));
  }

  private static DeploymentStatus status(ApiServer whole, WorkloadState deployment) {
    int pods = 0;
    int ready = 0;
    int updated = 0;
    for (WorkloadState set : whole.children(deployment)) {
      pods += set.counts().replicas();
      ready += set.counts().ready();
      updated +=
          set.template().hash() == deployment.template().hash() ? set.counts().replicas() : 0;
    }
    Duration longAgo = Duration.ofMillis(ContainerRun.LONG_AGO);
    DeploymentStatus.Condition done =
        new DeploymentStatus.Condition(
            DeploymentStatus.Truth.TRUE,
            updated == deployment.replicas()
                ? DeploymentStatus.Reason.NEW_REPLICA_SET_AVAILABLE
                : DeploymentStatus.Reason.REPLICA_SET_UPDATED,
            longAgo,
            longAgo);
    return new DeploymentStatus(
        pods, updated, ready, ready, Math.max(0, deployment.replicas() - ready), true, done, null);
  }
}
