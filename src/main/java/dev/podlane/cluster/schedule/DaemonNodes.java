package dev.podlane.cluster.schedule;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.read.Drafts.PodSpec;
import dev.podlane.cluster.read.Drafts.Toleration;
import java.util.ArrayList;
import java.util.List;

/**
 * The nodes a DaemonSet makes pods for (rule 141; kubernetes pkg/controller/daemon, {@code
 * AddOrUpdateDaemonPodTolerations}).
 */
public final class DaemonNodes {
  private static final String PREFIX = "node.kubernetes.io/";

  private DaemonNodes() {}

  /** The template's spec with the tolerations that the controller adds. */
  public static PodSpec spec(PodSpec template) {
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
  public static List<Node> nodes(PodSpec spec, List<Node> nodes) {
    List<Node> tolerated = nodes.stream().filter(node -> NodeFit.tolerates(spec, node)).toList();
    List<Node> fitting = tolerated.stream().filter(node -> NodeFit.selects(spec, node)).toList();
    return fitting.isEmpty() ? tolerated.stream().filter(Node::assumed).toList() : fitting;
  }
}
