package dev.podlane.cluster.control;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.read.Drafts.PodDraft;
import dev.podlane.cluster.read.Drafts.WorkloadDraft;
import dev.podlane.cluster.read.Inventory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Ownership by ownerReferences; objects given take precedence over those that a workload would
 * create.
 */
final class OwnerReferences {
  private final Map<String, WorkloadDraft> workloads = new HashMap<>();
  private final Set<String> withWorkloads = new HashSet<>();
  private final Set<String> withPods = new HashSet<>();

  OwnerReferences(Inventory inventory) {
    for (WorkloadDraft workload : inventory.workloads()) {
      workloads.put(key(workload.ref()), workload);
      if (workload.owner() != null) {
        withWorkloads.add(key(workload.owner()));
      }
    }
    for (PodDraft pod : inventory.pods()) {
      ObjectRef owner = pod.owner();
      if (owner != null) {
        withPods.add(key(owner));
        ObjectRef deployment = deploymentByName(pod, owner);
        if (deployment != null) {
          withPods.add(key(deployment));
        }
      }
    }
  }

  /** Kind, namespace and name; versions do not tell owners apart. */
  private static String key(ObjectRef ref) {
    return ref.kind() + " " + ref.path();
  }

  /** Returns true if the documents hold the workload's pods, or the workloads created for them. */
  boolean isThereAlready(WorkloadDraft workload) {
    String key = key(workload.ref());
    return withWorkloads.contains(key) || withPods.contains(key);
  }

  /** A written pod, with the outermost workload as its owner. */
  PodDraft owned(PodDraft pod) {
    ObjectRef owner = pod.owner();
    if (owner == null) {
      return pod;
    }
    WorkloadDraft workload = workloads.get(key(owner));
    ObjectRef top = workload == null ? deploymentByName(pod, owner) : top(workload);
    return pod.withOwner(top == null ? owner : top);
  }

  private @Nullable ObjectRef deploymentByName(PodDraft pod, ObjectRef owner) {
    String hash = pod.labels().getOrDefault(Pod.TEMPLATE_HASH, "");
    String suffix = "-" + hash;
    if (!owner.kind().equals("ReplicaSet") || hash.isEmpty() || !owner.name().endsWith(suffix)) {
      return null;
    }
    String name = owner.name().substring(0, owner.name().length() - suffix.length());
    ObjectRef ref = new ObjectRef("apps/v1", "Deployment", owner.namespace(), name);
    return workloads.containsKey(key(ref)) ? ref : null;
  }

  /** The outermost workload above one, or itself: a Deployment, a CronJob. */
  ObjectRef top(WorkloadDraft workload) {
    ObjectRef owner = workload.owner();
    WorkloadDraft above = owner == null ? null : workloads.get(key(owner));
    return above == null ? workload.ref() : above.ref();
  }
}
