package dev.podlane.cluster.placement;

import dev.podlane.cluster.placement.PlacedPods.PlacedPod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Plugin InterPodAffinity for required terms (interpodaffinity/filtering.go). Terminating pods
 * count (rule 312).
 */
final class PodAffinityFilter {
  private final PodView pod;
  private final Map<String, Map<String, String>> namespaces;

  /** Places with a pod that fulfils all terms of affinity. */
  private final Set<Place> near = new HashSet<>();

  /** Places with a pod that a term of anti-affinity speaks of. */
  private final Set<Place> apart = new HashSet<>();

  /** Places that a pod there wants without this one. */
  private final Set<Place> kept = new HashSet<>();

  /** A value of a label that nodes share. */
  private record Place(String key, String value) {}

  PodAffinityFilter(
      PodView pod,
      List<NodeView> nodes,
      PlacedPods placed,
      Map<String, Map<String, String>> namespaces) {
    this.pod = pod;
    this.namespaces = namespaces;
    List<AffinityTerm> affinity = pod.placing().affinity();
    List<AffinityTerm> antiAffinity = pod.placing().antiAffinity();
    List<PlacedPod> keepers = placed.withAntiAffinity();
    if (affinity.isEmpty() && antiAffinity.isEmpty() && keepers.isEmpty()) {
      return;
    }
    Map<String, NodeView> byName = new HashMap<>();
    nodes.forEach(node -> byName.put(node.name(), node));
    if (!affinity.isEmpty() || !antiAffinity.isEmpty()) {
      for (PlacedPod each : spokenOf(placed)) {
        NodeView node = byName.get(each.node());
        if (node != null) {
          note(affinity, antiAffinity, each.pod(), node);
        }
      }
    }
    for (PlacedPod each : keepers) {
      NodeView node = byName.get(each.node());
      for (AffinityTerm term : each.pod().placing().antiAffinity()) {
        if (node != null && term.matches(each.pod().namespace(), pod, namespaces)) {
          add(kept, term, node);
        }
      }
    }
  }

  /** Pods of the namespaces that the terms speak of. */
  private List<PlacedPod> spokenOf(PlacedPods placed) {
    List<AffinityTerm> terms = new ArrayList<>(pod.placing().affinity());
    terms.addAll(pod.placing().antiAffinity());
    if (terms.stream().anyMatch(each -> each.namespaceSelector() != null)) {
      return placed.all();
    }
    Set<String> names = new TreeSet<>();
    terms.forEach(
        each ->
            names.addAll(
                each.namespaces().isEmpty() ? List.of(pod.namespace()) : each.namespaces()));
    return names.stream().flatMap(each -> placed.inNamespace(each).stream()).toList();
  }

  private void note(
      List<AffinityTerm> affinity, List<AffinityTerm> antiAffinity, PodView other, NodeView node) {
    if (!affinity.isEmpty() && matchesAll(affinity, other)) {
      affinity.forEach(term -> add(near, term, node));
    }
    for (AffinityTerm term : antiAffinity) {
      if (term.matches(pod.namespace(), other, namespaces)) {
        add(apart, term, node);
      }
    }
  }

  private boolean matchesAll(List<AffinityTerm> terms, PodView other) {
    return terms.stream().allMatch(each -> each.matches(pod.namespace(), other, namespaces));
  }

  private static void add(Set<Place> places, AffinityTerm term, NodeView node) {
    String value = node.labels().get(term.topologyKey());
    if (value != null) {
      places.add(new Place(term.topologyKey(), value));
    }
  }

  private static boolean has(Set<Place> places, AffinityTerm term, NodeView node) {
    String value = node.labels().get(term.topologyKey());
    return value != null && places.contains(new Place(term.topologyKey(), value));
  }

  /** The text of a refusal; empty if the node passes. */
  List<String> check(NodeView node) {
    if (!isNear(node)) {
      return List.of("node(s) didn't match pod affinity rules");
    }
    if (pod.placing().antiAffinity().stream().anyMatch(term -> has(apart, term, node))) {
      return List.of("node(s) didn't match pod anti-affinity rules");
    }
    if (!kept.isEmpty()
        && node.labels().entrySet().stream()
            .anyMatch(label -> kept.contains(new Place(label.getKey(), label.getValue())))) {
      return List.of("node(s) didn't satisfy existing pods anti-affinity rules");
    }
    return List.of();
  }

  private boolean isNear(NodeView node) {
    List<AffinityTerm> terms = pod.placing().affinity();
    if (!terms.stream().allMatch(each -> node.labels().containsKey(each.topologyKey()))) {
      return false;
    }
    // The first of pods that want to be near each other may be anywhere.
    return terms.stream().allMatch(each -> has(near, each, node))
        || (near.isEmpty() && matchesAll(terms, pod));
  }
}
