package dev.podlane.finding.scene;

import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.select.Requirement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Pods by namespace and labels. Pods of one namespace with equal labels are looked at once; a
 * selector looks only at those with the rarest of its labels.
 */
public final class PodIndex {
  private final SortedMap<String, List<Alike>> byNamespace = new TreeMap<>();
  private final Map<Label, List<Alike>> byLabel = new HashMap<>();

  /**
   * Pods of one namespace with equal labels.
   *
   * @param pods those that have not finished, in the order of the documents
   */
  public record Alike(String namespace, SortedMap<String, String> labels, List<Pod> pods) {
    /** The first. */
    public Pod first() {
      return pods.get(0);
    }
  }

  private record Label(String namespace, String key, String value) {}

  private record Key(String namespace, SortedMap<String, String> labels) {}

  /** Pods, of which those that have finished are left out. */
  PodIndex(Collection<Pod> pods) {
    Map<Key, List<Pod>> alike = new LinkedHashMap<>();
    for (Pod pod : pods) {
      if (!pod.isFinished()) {
        alike
            .computeIfAbsent(new Key(pod.namespace(), pod.labels()), any -> new ArrayList<>())
            .add(pod);
      }
    }
    alike.forEach(
        (key, all) -> {
          Alike made = new Alike(key.namespace(), key.labels(), List.copyOf(all));
          byNamespace.computeIfAbsent(key.namespace(), any -> new ArrayList<>()).add(made);
          key.labels()
              .forEach(
                  (name, value) ->
                      byLabel
                          .computeIfAbsent(
                              new Label(key.namespace(), name, value), any -> new ArrayList<>())
                          .add(made));
        });
  }

  /** The namespaces that have pods. */
  public Collection<String> namespaces() {
    return byNamespace.keySet();
  }

  /** The groups of a namespace. */
  public List<Alike> in(String namespace) {
    return byNamespace.getOrDefault(namespace, List.of());
  }

  /** The groups of a namespace that a selector selects. */
  public List<Alike> selected(String namespace, LabelSelector selector) {
    List<Alike> few = in(namespace);
    for (Map.Entry<String, String> each : selector.matchLabels().entrySet()) {
      List<Alike> found =
          byLabel.getOrDefault(new Label(namespace, each.getKey(), each.getValue()), List.of());
      few = found.size() < few.size() ? found : few;
    }
    for (Requirement each : selector.matchExpressions()) {
      if (each.operator() == Requirement.Operator.IN) {
        List<Alike> found = having(namespace, each);
        few = found.size() < few.size() ? found : few;
      }
    }
    return few.stream().filter(each -> selector.matches(each.labels())).toList();
  }

  private List<Alike> having(String namespace, Requirement in) {
    List<Alike> all = new ArrayList<>();
    for (String value : new TreeSet<>(in.values())) {
      all.addAll(byLabel.getOrDefault(new Label(namespace, in.key(), value), List.of()));
    }
    return all;
  }

  /** The pods of a namespace that a selector selects. */
  public List<Pod> pods(String namespace, LabelSelector selector) {
    return selected(namespace, selector).stream().flatMap(each -> each.pods().stream()).toList();
  }

  /** Returns true if a selector selects a pod of a namespace that meets a condition. */
  public boolean any(String namespace, LabelSelector selector, Predicate<Pod> wanted) {
    return selected(namespace, selector).stream()
        .anyMatch(each -> each.pods().stream().anyMatch(wanted));
  }
}
