package dev.podlane.cluster;

import dev.podlane.cluster.Drafts.PodDraft;
import dev.podlane.cluster.Drafts.Work;
import dev.podlane.cluster.Drafts.WorkloadDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lets Deployments and ReplicaSets bring their pods, unless the documents hold them already. */
final class Expansion {
  /** Most pods of a cluster. */
  static final int MOST_PODS = 150_000;

  private static final String HASH_LABEL = "pod-template-hash";

  private final Inventory inventory;
  private final Report report;
  private final Set<String> names;
  private final Set<String> ownersOfPods = new HashSet<>();
  private final Map<String, WorkloadDraft> workloads = new HashMap<>();
  private final Set<String> ownersOfReplicaSets = new HashSet<>();
  private final Set<String> deploymentsWithPods = new HashSet<>();
  private final List<PodDraft> pods = new ArrayList<>();
  private int room = MOST_PODS;

  Expansion(Inventory inventory, Report report) {
    this.inventory = inventory;
    this.report = report;
    this.names = inventory.podNames();
  }

  List<PodDraft> pods() {
    indexOwners();
    int written = inventory.pods().size();
    room = Math.max(0, MOST_PODS - written);
    int left = MOST_PODS;
    for (Work work : inventory.works.values()) {
      if (work instanceof WorkloadDraft workload) {
        expand(workload);
      } else if (left-- > 0) {
        pods.add(owned((PodDraft) work));
      }
    }
    if (left < 0) {
      PodDraft first = inventory.pods().get(MOST_PODS);
      report.error(first.place(), "limit.pods", "" + MOST_PODS, "" + -left);
    }
    return pods;
  }

  private void indexOwners() {
    for (WorkloadDraft workload : inventory.workloads()) {
      workloads.put(key(workload.ref()), workload);
      if (workload.owner() != null) {
        ownersOfReplicaSets.add(key(workload.owner()));
      }
    }
    for (PodDraft pod : inventory.pods()) {
      ObjectRef owner = pod.owner();
      if (owner != null) {
        ownersOfPods.add(key(owner));
        ObjectRef deployment = deploymentByName(pod, owner);
        if (deployment != null) {
          deploymentsWithPods.add(key(deployment));
        }
      }
    }
  }

  /** Kind, namespace and name; versions do not tell owners apart. */
  private static String key(ObjectRef ref) {
    return ref.kind() + " " + ref.path();
  }

  /** A written pod, with the Deployment as its owner where a ReplicaSet stands between. */
  private PodDraft owned(PodDraft pod) {
    ObjectRef owner = pod.owner();
    if (owner == null) {
      return pod;
    }
    WorkloadDraft workload = workloads.get(key(owner));
    ObjectRef top = workload == null ? deploymentByName(pod, owner) : top(workload);
    return withOwner(pod, top == null ? owner : top);
  }

  private @Nullable ObjectRef deploymentByName(PodDraft pod, ObjectRef owner) {
    String hash = pod.labels().getOrDefault(HASH_LABEL, "");
    String suffix = "-" + hash;
    if (!owner.kind().equals("ReplicaSet") || hash.isEmpty() || !owner.name().endsWith(suffix)) {
      return null;
    }
    String name = owner.name().substring(0, owner.name().length() - suffix.length());
    ObjectRef ref = new ObjectRef("apps/v1", "Deployment", owner.namespace(), name);
    return workloads.containsKey(key(ref)) ? ref : null;
  }

  private ObjectRef top(WorkloadDraft workload) {
    ObjectRef owner = workload.owner();
    WorkloadDraft above = owner == null ? null : workloads.get(key(owner));
    return above == null ? workload.ref() : above.ref();
  }

  private static PodDraft withOwner(PodDraft pod, ObjectRef owner) {
    return new PodDraft(
        pod.ref(),
        pod.place(),
        pod.labels(),
        pod.spec(),
        pod.phase(),
        pod.podIp(),
        pod.ipPlace(),
        pod.hostIp(),
        owner);
  }

  private void expand(WorkloadDraft workload) {
    if (isThereAlready(workload)) {
      return;
    }
    String hash = GeneratedNames.templateHash(workload.hash());
    SortedMap<String, String> labels = new TreeMap<>(workload.labels());
    String replicaSet = workload.ref().name();
    if (workload.isDeployment()) {
      replicaSet = replicaSet + "-" + hash;
      labels.put(HASH_LABEL, hash);
    }
    int replicas = Math.min(workload.replicas(), room);
    if (replicas < workload.replicas()) {
      String asked = "" + workload.replicas();
      report.error(
          workload.replicasPlace(), "limit.replicas", asked, "" + MOST_PODS, "" + replicas);
    }
    room -= replicas;
    for (int i = 0; i < replicas; i++) {
      pods.add(pod(workload, podName(workload.ref().namespace(), replicaSet, i), labels));
    }
  }

  private boolean isThereAlready(WorkloadDraft workload) {
    if (!workload.isDeployment()) {
      return ownersOfPods.contains(key(workload.ref()));
    }
    return ownersOfReplicaSets.contains(key(workload.ref()))
        || deploymentsWithPods.contains(key(workload.ref()));
  }

  private ObjectRef podName(String namespace, String replicaSet, int index) {
    for (int attempt = 0; ; attempt++) {
      String seed = namespace + "/" + replicaSet + "/" + index;
      String name = GeneratedNames.suffixed(replicaSet + "-", seed, attempt);
      ObjectRef ref = new ObjectRef("v1", "Pod", namespace, name);
      if (names.add(ref.path())) {
        return ref;
      }
    }
  }

  private PodDraft pod(WorkloadDraft workload, ObjectRef ref, SortedMap<String, String> labels) {
    return new PodDraft(
        ref,
        workload.place(),
        labels,
        workload.spec(),
        null,
        null,
        workload.place(),
        null,
        top(workload));
  }
}
