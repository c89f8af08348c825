package dev.podlane.cluster.placement;

import dev.podlane.cluster.object.Node.Taint;
import dev.podlane.cluster.read.Drafts.Toleration;
import dev.podlane.cluster.read.NodeAffinity;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A pod as the scheduler sees it.
 *
 * @param namespace its namespace
 * @param labels its labels
 * @param owner its ReplicaSet, StatefulSet or the like, for spreading; empty if it has none
 * @param requests resources it asks for (rule 310)
 * @param nodeSelector labels the node must have
 * @param nodeAffinity the required node affinity
 * @param tolerations taints it tolerates
 * @param hostPorts ports of the node it takes, of containers and sidecars
 * @param placing its wishes about other pods
 */
public record PodView(
    String namespace,
    SortedMap<String, String> labels,
    String owner,
    Resources requests,
    SortedMap<String, String> nodeSelector,
    NodeAffinity nodeAffinity,
    List<Toleration> tolerations,
    List<HostPort> hostPorts,
    Placing placing) {
  /**
   * Required rules about other pods.
   *
   * @param affinity terms that must all hold
   * @param antiAffinity terms none of which may hold
   * @param spread topology spread constraints with DoNotSchedule
   */
  public record Placing(
      List<AffinityTerm> affinity, List<AffinityTerm> antiAffinity, List<SpreadConstraint> spread) {
    /** No rules. */
    public static final Placing ANYWHERE = new Placing(List.of(), List.of(), List.of());

    public Placing {
      affinity = List.copyOf(affinity);
      antiAffinity = List.copyOf(antiAffinity);
      spread = List.copyOf(spread);
    }
  }

  public PodView {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    nodeSelector = Collections.unmodifiableSortedMap(new TreeMap<>(nodeSelector));
    tolerations = List.copyOf(tolerations);
    hostPorts = List.copyOf(hostPorts);
  }

  /** The pod without its rules about other pods. */
  public PodView anywhere() {
    return new PodView(
        namespace,
        labels,
        owner,
        requests,
        nodeSelector,
        nodeAffinity,
        tolerations,
        hostPorts,
        Placing.ANYWHERE);
  }

  /** The same without labels, namespace and owner, by which only others tell pods apart. */
  public PodView unlabelled() {
    return new PodView(
        "",
        Collections.emptySortedMap(),
        "",
        requests,
        nodeSelector,
        nodeAffinity,
        tolerations,
        hostPorts,
        placing);
  }

  boolean tolerates(Taint taint) {
    return tolerations.stream().anyMatch(each -> each.tolerates(taint));
  }

  /** Returns true if the node's labels and name are as selector and affinity ask. */
  boolean selects(NodeView node) {
    return (nodeSelector.isEmpty() || node.labels().entrySet().containsAll(nodeSelector.entrySet()))
        && nodeAffinity.allows(node.name(), node.labels());
  }

  /** Returns true if it tolerates all taints that keep pods away. */
  boolean toleratesAll(NodeView node) {
    return node.taints().stream().allMatch(each -> NodeView.isSoft(each) || tolerates(each));
  }
}
