package dev.podlane.cluster.placement;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Node.Taint;
import dev.podlane.cluster.object.Source;
import dev.podlane.document.Fields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A node as the scheduler sees it.
 *
 * @param name its name
 * @param labels its labels
 * @param unschedulable true if it is cordoned
 * @param taints its taints, those of its conditions included
 * @param allocatable resources it has to give. Pods are 110 if it does not tell them; a node that
 *     tells nothing at all, as one without a status, is taken to have enough of the others
 */
public record NodeView(
    String name,
    SortedMap<String, String> labels,
    boolean unschedulable,
    List<Taint> taints,
    Resources allocatable) {
  static final String ZONE = "topology.kubernetes.io/zone";
  private static final String NOT_READY = "node.kubernetes.io/not-ready";

  public NodeView {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    taints = List.copyOf(taints);
  }

  /**
   * The view of a node.
   *
   * @param source the node as it is written, which tells its resources; null if it is not
   */
  public static NodeView of(Node node, @Nullable Source source) {
    List<Taint> taints = new ArrayList<>(node.taints());
    if (!node.ready()) {
      taints.add(new Taint(NOT_READY, "", "NoSchedule"));
    }
    Resources allocatable =
        source == null
            ? Resources.NONE
            : ResourceReader.allocatable(Fields.of(source.place(), source.value(), problem -> {}));
    return new NodeView(node.name(), node.labels(), !node.schedulable(), taints, allocatable);
  }

  /** Returns true if a taint keeps nobody away. */
  static boolean isSoft(Taint taint) {
    return taint.effect().equals("PreferNoSchedule");
  }

  /** Returns true if it has that much of a resource left. */
  boolean has(long asked, String resource, Resources used) {
    return allocatable.amounts().isEmpty() || asked <= allocatable.of(resource) - used.of(resource);
  }

  long pods() {
    return allocatable.amounts().getOrDefault(Resources.PODS, Resources.DEFAULT_PODS);
  }
}
