package dev.podlane.cluster.placement;

import dev.podlane.cluster.object.Node.Taint;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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

  public NodeView {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    taints = List.copyOf(taints);
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
