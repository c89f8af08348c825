package dev.podlane.cluster;

import dev.podlane.document.Wanted;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields that the readers of this package read, by kind; what else a large file has is not
 * kept. Whoever reads a further field adds it here: WantedFieldsTest compares clusters that were
 * read with and without everything else.
 */
public final class WantedFields {
  private static final List<String> WHOLE = List.of("**");

  private static final String LISTEN = "metadata.annotations[podlane.dev/listen]";

  private static final List<String> POD =
      List.of(
          "metadata.ownerReferences.apiVersion",
          "metadata.ownerReferences.controller",
          "metadata.ownerReferences.kind",
          "metadata.ownerReferences.name",
          LISTEN,
          "spec.hostNetwork",
          "spec.nodeName",
          "spec.nodeSelector.**",
          "spec.tolerations.effect",
          "spec.tolerations.key",
          "spec.tolerations.operator",
          "spec.tolerations.value",
          "spec.initContainers.name",
          "spec.initContainers.image",
          "spec.initContainers.ports.**",
          "spec.initContainers.restartPolicy",
          "spec.containers.name",
          "spec.containers.image",
          "spec.containers.ports.**",
          "status.phase",
          "status.podIP",
          "status.podIPs.ip",
          "status.hostIP");

  private static final List<String> NODE =
      List.of(
          "spec.podCIDR",
          "spec.podCIDRs.**",
          "spec.unschedulable",
          "spec.taints.**",
          "status.addresses.**",
          "status.conditions.type",
          "status.conditions.status");

  /** The template is kept whole, as the names of pods come from its hash. */
  private static final List<String> WORKLOAD =
      List.of("metadata.ownerReferences.**", LISTEN, "spec.**");

  private static final List<String> WORKLOADS =
      List.of(
          "Deployment",
          "ReplicaSet",
          "StatefulSet",
          "DaemonSet",
          "Job",
          "CronJob",
          "ReplicationController");

  /** Kinds of Podlane itself. */
  private static final List<String> OWN =
      List.of("ClusterNetwork", "ConsoleEdit", "PodEvents", "Host", "DockerHost", "LinuxNetwork");

  private WantedFields() {}

  /** The fields of all kinds. */
  public static Wanted all() {
    Map<String, List<String>> paths = new LinkedHashMap<>();
    paths.put("Pod", POD);
    paths.put("Node", NODE);
    paths.put("Namespace", List.of());
    WORKLOADS.forEach(kind -> paths.put(kind, WORKLOAD));
    OWN.forEach(kind -> paths.put(kind, WHOLE));
    return Wanted.of(paths);
  }
}
