package dev.podlane.answer.topology;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.docker.Host;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The problems of an opened cluster by the object that they are about, and by its machine. */
final class PlacedProblems {
  private final Optional<Cluster> cluster;
  private final Map<ObjectPlace, List<Problem>> all = new HashMap<>();

  /** Made when it is first asked for. */
  private @Nullable Map<String, Integer> byMachine;

  /**
   * A document of a file, or an item of the list that a document is.
   *
   * @param item as {@code items[7]}; empty if the document is no list
   */
  private record ObjectPlace(String file, int document, String item) {
    static ObjectPlace of(Place place) {
      int end = place.path().startsWith("items[") ? place.path().indexOf(']') + 1 : 0;
      return new ObjectPlace(place.file(), place.document(), place.path().substring(0, end));
    }
  }

  PlacedProblems(Workspace workspace) {
    this.cluster = workspace.cluster();
    for (Problem problem : workspace.problems()) {
      all.computeIfAbsent(ObjectPlace.of(problem.place()), any -> new ArrayList<>()).add(problem);
    }
  }

  /** Those of the object that stands at a place. */
  List<Problem> at(Place place) {
    return place.document() <= 0
        ? List.of()
        : all.getOrDefault(ObjectPlace.of(place), List.of()).stream()
            .filter(problem -> problem.place().path().startsWith(place.path()))
            .toList();
  }

  /** Returns the number of problems of a machine and the pods on it. */
  int on(String machine) {
    Map<String, Integer> known = byMachine;
    if (known == null) {
      known = byMachine();
      byMachine = known;
    }
    return known.getOrDefault(machine, 0);
  }

  private Map<String, Integer> byMachine() {
    Map<String, Integer> counts = new HashMap<>();
    if (cluster.isPresent() && !all.isEmpty()) {
      for (Pod pod : cluster.get().pods()) {
        count(pod.nodeName(), pod.place(), counts);
      }
      for (Node node : cluster.get().nodes()) {
        count(node.name(), node.place(), counts);
      }
      for (Host host : cluster.get().hosts()) {
        count(host.name(), host.place(), counts);
      }
    }
    return counts;
  }

  private void count(@Nullable String machine, Place place, Map<String, Integer> counts) {
    if (machine != null && all.containsKey(ObjectPlace.of(place))) {
      counts.merge(machine, at(place).size(), Integer::sum);
    }
  }
}
