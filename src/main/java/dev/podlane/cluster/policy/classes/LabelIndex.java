package dev.podlane.cluster.policy.classes;

import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.select.Requirement;
import dev.podlane.cluster.select.Requirement.Operator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a selector selects among numbered label sets. The values of a key are indexed when a
 * selector first asks for it. Thread-safe.
 */
final class LabelIndex {
  private static final int[] NOBODY = {};

  private final int size;
  private final IntFunction<? extends Map<String, String>> labels;
  private final Map<String, Map<String, int[]>> byKey = new ConcurrentHashMap<>();

  /**
   * An index.
   *
   * @param labels the label set of each number below {@code size}
   */
  LabelIndex(int size, IntFunction<? extends Map<String, String>> labels) {
    this.size = size;
    this.labels = labels;
  }

  /** Calls back for every number from {@code first} to before {@code end} that is selected. */
  void select(LabelSelector selector, int first, int end, IntConsumer found) {
    int[] near = end - first > 8 ? nearest(selector) : null;
    if (near == null) {
      for (int i = first; i < end; i++) {
        if (selector.matches(labels.apply(i))) {
          found.accept(i);
        }
      }
      return;
    }
    int at = Arrays.binarySearch(near, first);
    boolean isWhole = selector.matchLabels().size() == 1 && selector.matchExpressions().isEmpty();
    for (int i = at < 0 ? -at - 1 : at; i < near.length && near[i] < end; i++) {
      if (isWhole || selector.matches(labels.apply(near[i]))) {
        found.accept(near[i]);
      }
    }
  }

  /** The shortest list of numbers that has all selected ones; null if no key tells. */
  private int @Nullable [] nearest(LabelSelector selector) {
    int[] best = null;
    for (Map.Entry<String, String> each : selector.matchLabels().entrySet()) {
      int[] its = values(each.getKey()).getOrDefault(each.getValue(), NOBODY);
      best = best == null || its.length < best.length ? its : best;
    }
    for (Requirement each : selector.matchExpressions()) {
      if (each.operator() == Operator.IN && each.values().size() == 1) {
        int[] its = values(each.key()).getOrDefault(each.values().get(0), NOBODY);
        best = best == null || its.length < best.length ? its : best;
      } else if (best == null && each.operator() == Operator.IN) {
        best = joined(values(each.key()), each.values());
      }
    }
    return best;
  }

  private static int[] joined(Map<String, int[]> lists, List<String> values) {
    return values.stream()
        .distinct()
        .flatMapToInt(value -> Arrays.stream(lists.getOrDefault(value, NOBODY)))
        .sorted()
        .toArray();
  }

  private Map<String, int[]> values(String key) {
    Map<String, int[]> known = byKey.get(key);
    if (known != null) {
      return known;
    }
    Map<String, List<Integer>> lists = new HashMap<>();
    for (int i = 0; i < size; i++) {
      String value = labels.apply(i).get(key);
      if (value != null) {
        lists.computeIfAbsent(value, any -> new ArrayList<>()).add(i);
      }
    }
    Map<String, int[]> made = new HashMap<>();
    lists.forEach(
        (value, all) -> made.put(value, all.stream().mapToInt(Integer::intValue).toArray()));
    byKey.put(key, made);
    return made;
  }
}
