package dev.podlane.cluster;

import dev.podlane.cluster.Drafts.PodSpec;
import java.util.ArrayList;
import java.util.List;

/** Whether a node fits a pod, its host ports left aside. */
final class Fit {
  private Fit() {}

  /** Whether the node has what {@code nodeSelector} and the required node affinity ask for. */
  static boolean selects(PodSpec pod, Node node) {
    return node.labels().entrySet().containsAll(pod.nodeSelector().entrySet())
        && pod.affinity().allows(node);
  }

  /** Whether the pod tolerates every taint that keeps pods away. */
  static boolean tolerates(PodSpec pod, Node node) {
    List<Node.Taint> taints = new ArrayList<>(node.taints());
    if (!node.schedulable()) {
      taints.add(new Node.Taint("node.kubernetes.io/unschedulable", "", "NoSchedule"));
    }
    if (!node.ready()) {
      taints.add(new Node.Taint("node.kubernetes.io/not-ready", "", "NoSchedule"));
    }
    return taints.stream()
        .filter(taint -> !taint.effect().equals("PreferNoSchedule"))
        .allMatch(taint -> pod.tolerations().stream().anyMatch(each -> each.tolerates(taint)));
  }

  /** What a pod asks of nodes, for messages. */
  static String wish(PodSpec pod) {
    List<String> parts = new ArrayList<>();
    if (!pod.nodeSelector().isEmpty()) {
      parts.add("" + pod.nodeSelector());
    }
    if (pod.affinity().required()) {
      parts.add("" + pod.affinity());
    }
    return String.join(" ", parts);
  }
}
