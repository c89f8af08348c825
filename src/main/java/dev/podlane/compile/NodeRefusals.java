package dev.podlane.compile;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Refusals of the kernel on the nodes of a plan.
 *
 * @param byNode by the number of the node; nodes that had to be built to find out are here even if
 *     there is nothing
 */
record NodeRefusals(SortedMap<Integer, List<Refusal>> byNode) {
  NodeRefusals {
    byNode = Collections.unmodifiableSortedMap(new TreeMap<>(byNode));
  }

  /** All, in the order of the namespaces. */
  List<Refusal> all() {
    return byNode.values().stream().flatMap(List::stream).toList();
  }
}
