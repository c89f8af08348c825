package dev.podlane.cluster.policy.classes;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.classes.PodTable.NamedPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The pods of a cluster as far as policies see them. */
final class PolicedPods {
  private PolicedPods() {}

  /** The pods that have a network of their own, in their order. */
  static List<Pod> of(Cluster cluster) {
    List<Pod> all = cluster.pods();
    boolean isWhole = all.stream().allMatch(PolicedPods::counts);
    return isWhole ? all : all.stream().filter(PolicedPods::counts).toList();
  }

  private static boolean counts(Pod pod) {
    return !pod.hostNetwork() && !pod.isFinished();
  }

  /** The named ports of a pod, in the order of the text. */
  static List<NamedPort> ports(Pod pod) {
    List<NamedPort> found = new ArrayList<>();
    for (Container container : pod.containers()) {
      for (ContainerPort port : container.ports()) {
        if (!port.name().isEmpty()) {
          found.add(new NamedPort(port.name(), port.protocol(), port.number()));
        }
      }
    }
    return List.copyOf(found);
  }

  /** Returns true if policies cannot tell one list of pods from the other. */
  static boolean areAlike(List<Pod> some, List<Pod> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (!isAlike(some.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("ReferenceEquality") // the same pod needs no look at its fields
  private static boolean isAlike(Pod one, Pod other) {
    return one == other
        || (one.namespace().equals(other.namespace())
            && one.labels().equals(other.labels())
            && Objects.equals(one.podIp(), other.podIp())
            && one.traits().addresses().equals(other.traits().addresses())
            && (one.containers().equals(other.containers()) || ports(one).equals(ports(other))));
  }

  /** The labels of the namespaces that are written, or have pods. */
  static SortedMap<String, SortedMap<String, String>> namespaces(Cluster cluster, List<Pod> pods) {
    SortedMap<String, SortedMap<String, String>> labels = new TreeMap<>();
    String last = "";
    for (Pod each : pods) {
      String namespace = each.namespace();
      if (!namespace.equals(last)) {
        labels.computeIfAbsent(
            namespace, name -> new TreeMap<>(Map.of(KubeNamespace.NAME_LABEL, name)));
        last = namespace;
      }
    }
    cluster.namespaces().forEach(each -> labels.put(each.name(), each.labels()));
    return labels;
  }
}
