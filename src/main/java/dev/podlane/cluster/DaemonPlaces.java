package dev.podlane.cluster;

import dev.podlane.cluster.Drafts.PodSpec;
import dev.podlane.cluster.Drafts.Toleration;
import java.util.ArrayList;
import java.util.List;

/**
 * The nodes a DaemonSet makes pods for (rule 141; kubernetes pkg/controller/daemon, {@code
 * AddOrUpdateDaemonPodTolerations}).
 */
final class DaemonPlaces {
  private static final String PREFIX = "node.kubernetes.io/";

  private DaemonPlaces() {}

  /** The template's spec with the tolerations that the controller adds. */
  static PodSpec spec(PodSpec template) {
    List<Toleration> tolerations = new ArrayList<>(template.tolerations());
    for (String key : List.of("not-ready", "unreachable")) {
      tolerations.add(new Toleration(PREFIX + key, "Exists", "", "NoExecute"));
    }
    for (String key :
        List.of("disk-pressure", "memory-pressure", "pid-pressure", "unschedulable")) {
      tolerations.add(new Toleration(PREFIX + key, "Exists", "", "NoSchedule"));
    }
    if (template.hostNetwork()) {
      tolerations.add(new Toleration(PREFIX + "network-unavailable", "Exists", "", "NoSchedule"));
    }
    return template.withTolerations(tolerations);
  }

  /** The nodes that fit; assumed ones fit every selector if none fits by itself. */
  static List<Node> nodes(PodSpec spec, List<Node> nodes) {
    List<Node> tolerated = nodes.stream().filter(node -> Fit.tolerates(spec, node)).toList();
    List<Node> fitting = tolerated.stream().filter(node -> Fit.selects(spec, node)).toList();
    return fitting.isEmpty() ? tolerated.stream().filter(Node::assumed).toList() : fitting;
  }
}
