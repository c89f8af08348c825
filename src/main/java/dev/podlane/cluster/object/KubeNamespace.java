package dev.podlane.cluster.object;

import dev.podlane.document.Place;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A Kubernetes namespace (not a network namespace).
 *
 * @param ref its name
 * @param place place in the documents; if it is not written, the place of the first object in it
 * @param labels its labels, always with {@code kubernetes.io/metadata.name} (rule 93)
 * @param inferred true if only the use of it is known
 */
public record KubeNamespace(
    ObjectRef ref, Place place, SortedMap<String, String> labels, boolean inferred) {
  /** The label every namespace has, with its name (rule 93). */
  public static final String NAME_LABEL = "kubernetes.io/metadata.name";

  public KubeNamespace {
    TreeMap<String, String> all = new TreeMap<>(labels);
    all.put(NAME_LABEL, ref.name());
    labels = Collections.unmodifiableSortedMap(all);
  }

  /** Its name. */
  public String name() {
    return ref.name();
  }

  /** Labels of namespaces by their names; those that each has for one that is not among them. */
  public static Function<String, SortedMap<String, String>> labels(List<KubeNamespace> namespaces) {
    Map<String, SortedMap<String, String>> known = new HashMap<>();
    namespaces.forEach(each -> known.putIfAbsent(each.name(), each.labels()));
    return name -> {
      SortedMap<String, String> labels = known.get(name);
      return labels == null ? new TreeMap<>(Map.of(NAME_LABEL, name)) : labels;
    };
  }
}
