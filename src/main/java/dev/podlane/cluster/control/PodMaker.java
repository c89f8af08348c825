package dev.podlane.cluster.control;

import dev.podlane.cluster.field.GeneratedNames;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.cluster.read.Drafts.Bringing;
import dev.podlane.cluster.read.Drafts.PodDraft;
import dev.podlane.cluster.read.Drafts.PodSpec;
import dev.podlane.cluster.read.Drafts.PodStatus;
import dev.podlane.cluster.read.Drafts.WorkloadDraft;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the pods of workloads, with the names and labels their controllers give (rules 138–143).
 */
final class PodMaker {
  private static final String INDEX_LABEL = "batch.kubernetes.io/job-completion-index";

  private final Set<String> names;

  /**
   * A maker.
   *
   * @param names paths of the pods there are; those it makes are added
   */
  PodMaker(Set<String> names) {
    this.names = names;
  }

  /** One of equal pods: NAME-HASH-xxxxx of a Deployment, else NAME-xxxxx (rules 138, 139). */
  PodDraft replica(WorkloadDraft workload, ObjectRef owner, int number) {
    SortedMap<String, String> labels = new TreeMap<>(workload.labels());
    String prefix = workload.ref().name();
    if (workload.isDeployment()) {
      String hash = GeneratedNames.templateHash(workload.hash());
      prefix = prefix + "-" + hash;
      labels.put(Pod.TEMPLATE_HASH, hash);
    }
    ObjectRef ref = free(workload.ref().namespace(), prefix, number);
    return pod(workload, ref, labels, workload.spec(), owner, null);
  }

  /** Returns true if a pod with that ordinal's name of a StatefulSet exists already. */
  boolean hasOrdinal(WorkloadDraft workload, int ordinal) {
    return names.contains(workload.ref().namespace() + "/" + workload.ref().name() + "-" + ordinal);
  }

  /** A pod of a StatefulSet (rule 140). */
  PodDraft ordinal(WorkloadDraft workload, ObjectRef owner, int ordinal, Bringing.Ordinals set) {
    String name = workload.ref().name() + "-" + ordinal;
    ObjectRef ref = new ObjectRef("v1", "Pod", workload.ref().namespace(), name);
    names.add(ref.path());
    SortedMap<String, String> labels = new TreeMap<>(workload.labels());
    labels.put("statefulset.kubernetes.io/pod-name", name);
    labels.put("apps.kubernetes.io/pod-index", "" + ordinal);
    PodSpec spec = workload.spec().withNames(name, set.service());
    return pod(workload, ref, labels, spec, owner, null);
  }

  /** The pod of a DaemonSet for a node (rule 141). */
  PodDraft daemon(WorkloadDraft workload, ObjectRef owner, Node node, PodSpec spec, int number) {
    ObjectRef ref = free(workload.ref().namespace(), workload.ref().name(), number);
    return pod(workload, ref, workload.labels(), spec, owner, node.name());
  }

  /** A pod of a Job (rule 142). */
  PodDraft run(WorkloadDraft workload, ObjectRef owner, int number, Bringing.Runs job) {
    String name = workload.ref().name();
    SortedMap<String, String> labels = new TreeMap<>(workload.labels());
    labels.putIfAbsent("batch.kubernetes.io/job-name", name);
    labels.putIfAbsent("job-name", name);
    PodSpec spec = workload.spec();
    if (!job.indexes().isEmpty()) {
      int index = job.indexes().get(number);
      labels.put(INDEX_LABEL, "" + index);
      name = name + "-" + index;
      spec = spec.withNames(name, spec.subdomain());
    }
    ObjectRef ref = free(workload.ref().namespace(), name, number);
    return pod(workload, ref, labels, spec, owner, null);
  }

  /** The pod that a CronJob would make if it fired (rule 143). */
  PodDraft fired(WorkloadDraft workload) {
    ObjectRef ref = free(workload.ref().namespace(), workload.ref().name(), 0);
    return pod(workload, ref, workload.labels(), workload.spec(), workload.ref(), null);
  }

  private static PodDraft pod(
      WorkloadDraft workload,
      ObjectRef ref,
      SortedMap<String, String> labels,
      PodSpec spec,
      ObjectRef owner,
      @Nullable String node) {
    PodStatus none = PodStatus.none(workload.place());
    return new PodDraft(
        ref, workload.place(), labels, spec, none, owner, node, PodTraits.Origin.BROUGHT);
  }

  private ObjectRef free(String namespace, String prefix, int index) {
    for (int attempt = 0; ; attempt++) {
      String seed = namespace + "/" + prefix + "/" + index;
      String name = GeneratedNames.suffixed(prefix + "-", seed, attempt);
      ObjectRef ref = new ObjectRef("v1", "Pod", namespace, name);
      if (names.add(ref.path())) {
        return ref;
      }
    }
  }
}
