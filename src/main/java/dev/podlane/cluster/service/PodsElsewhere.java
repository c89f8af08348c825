package dev.podlane.cluster.service;

import dev.podlane.cluster.object.Pod;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Tells of a Service that selects no pod in how many other namespaces pods have the labels: a
 * Service looks in its own namespace only. Not safe for threads.
 */
public final class PodsElsewhere {
  /** Namespaces that are named; the others are left out. */
  private static final int MOST_NAMED = 3;

  /** Sets of labels that are compared with selectors, in all; what is beyond is not told. */
  private static final int MOST_LOOKS = 5_000_000;

  private final Map<Map<String, String>, Map<String, Integer>> byLabels = new HashMap<>();
  private final AtomicInteger looks = new AtomicInteger(MOST_LOOKS);

  /** Looks among pods, of which those that have finished do not count. */
  public PodsElsewhere(Collection<Pod> pods) {
    for (Pod pod : pods) {
      if (!pod.isFinished()) {
        byLabels
            .computeIfAbsent(pod.labels(), none -> new TreeMap<>())
            .merge(pod.namespace(), 1, Integer::sum);
      }
    }
  }

  /**
   * Namespaces with pods that have the labels, each with their number, such as {@code shop (3),
   * test (1)}; empty if there are none.
   */
  public String of(Service service) {
    if (service.selector() == null || looks.get() < byLabels.size()) {
      return "";
    }
    looks.addAndGet(-byLabels.size());
    Map<String, Integer> found = new TreeMap<>();
    byLabels.forEach(
        (labels, namespaces) -> {
          if (service.selector().matches(labels)) {
            namespaces.forEach((name, count) -> found.merge(name, count, Integer::sum));
          }
        });
    found.remove(service.ref().namespace());
    return text(found);
  }

  /** The text for numbers of pods by namespace, those with most pods first. */
  public static String text(Map<String, Integer> pods) {
    String first =
        pods.entrySet().stream()
            .sorted(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(MOST_NAMED)
            .map(each -> each.getKey() + " (" + each.getValue() + ")")
            .collect(Collectors.joining(", "));
    return pods.size() > MOST_NAMED ? first + ", …" : first;
  }
}
