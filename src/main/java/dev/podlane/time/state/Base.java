package dev.podlane.time.state;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.service.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The objects that no controller of a time line changes, with an index of the Services that select
 * pods. Immutable.
 */
public final class Base {
  private final Cluster cluster;
  private final Map<String, Service> services = new HashMap<>();

  /** Services by a label that their pods have, as {@code namespace key=value}. */
  private final Map<String, List<Service>> byLabel = new HashMap<>();

  /** Services by namespace whose selector has expressions only. */
  private final Map<String, List<Service>> others = new HashMap<>();

  /** The objects of a cluster. */
  public Base(Cluster cluster) {
    this.cluster = cluster;
    for (Service each : cluster.services().all()) {
      services.put(each.ref().path(), each);
      if (each.selector() == null || each.type() == Service.Type.EXTERNAL_NAME) {
        continue;
      }
      SortedMap<String, String> labels = each.selector().matchLabels();
      if (!labels.isEmpty()) {
        String first = labels.firstKey();
        String key = key(each.ref().namespace(), first, labels.get(first));
        byLabel.computeIfAbsent(key, any -> new ArrayList<>()).add(each);
      } else if (!each.selector().isEverything()) {
        others.computeIfAbsent(each.ref().namespace(), any -> new ArrayList<>()).add(each);
      }
    }
  }

  private static String key(String namespace, String label, @Nullable String value) {
    return namespace + " " + label + "=" + value;
  }

  /** The cluster. */
  public Cluster cluster() {
    return cluster;
  }

  /** The Service of that {@code namespace/name}; null if there is none. */
  public @Nullable Service service(String path) {
    return services.get(path);
  }

  /** The {@code namespace/name} of each Service that selects a pod with these labels. */
  public List<String> selecting(String namespace, Map<String, String> labels) {
    List<String> found = new ArrayList<>();
    labels.forEach(
        (label, value) ->
            add(byLabel.getOrDefault(key(namespace, label, value), List.of()), labels, found));
    add(others.getOrDefault(namespace, List.of()), labels, found);
    return found;
  }

  private static void add(
      List<Service> candidates, Map<String, String> labels, List<String> found) {
    for (Service each : candidates) {
      if (each.selector() != null && each.selector().matches(labels)) {
        found.add(each.ref().path());
      }
    }
  }
}
