package dev.podlane.why;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.finding.found.Mend;
import dev.podlane.finding.scene.Json;
import dev.podlane.workspace.NameLookup;
import java.util.List;
import java.util.Map;

/** Changes that could let a name be resolved. */
final class NameRemedies {
  private static final String ASKS_CLUSTER = "ClusterFirstWithHostNet";

  private NameRemedies() {}

  /** A pod in its node's network asks the resolver of the node, unless it says otherwise. */
  static List<Mend> of(Cluster cluster, NameLookup lookup) {
    ObjectRef left = lookup.leftToNode();
    if (left == null) {
      return List.of();
    }
    return cluster.pods().stream()
        .filter(pod -> pod.ref().equals(left))
        .map(NameRemedies::edit)
        .toList();
  }

  private static Mend edit(Pod pod) {
    ObjectRef owner = pod.owner();
    boolean isBrought = pod.traits().origin() == PodTraits.Origin.BROUGHT && owner != null;
    Map<String, String> templates = Map.of("CronJob", "spec.jobTemplate.spec.template.");
    return isBrought && owner != null
        ? new Mend.Field(
            owner,
            templates.getOrDefault(owner.kind(), "spec.template.") + "spec.dnsPolicy",
            Json.of(ASKS_CLUSTER))
        : new Mend.Field(pod.ref(), "spec.dnsPolicy", Json.of(ASKS_CLUSTER));
  }
}
