package dev.podlane.cluster.schedule;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.read.Drafts.PodSpec;
import java.util.ArrayList;
import java.util.List;

/** Decides if a node fits a pod, apart from host ports. */
public final class NodeFit {
  private NodeFit() {}

  /** Returns true if the node fulfils {@code nodeSelector} and the required node affinity. */
  static boolean selects(PodSpec pod, Node node) {
    return node.labels().entrySet().containsAll(pod.nodeSelector().entrySet())
        && pod.affinity().allows(node);
  }

  /** Returns true if the pod tolerates every taint that keeps pods away. */
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

  /** Returns the constraints of a pod on nodes, for messages. */
  public static String constraints(PodSpec pod) {
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
