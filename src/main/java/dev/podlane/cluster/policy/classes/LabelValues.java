package dev.podlane.cluster.policy.classes;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Numbered label sets by their values of one key: runs of equal values, found by hash. The values
 * themselves stay in the label sets. Immutable.
 */
final class LabelValues {
  private final String key;
  private final Numbers order;
  private final int[] starts;
  private final int[] slots;

  private LabelValues(String key, Numbers order, int[] starts, int[] slots) {
    this.key = key;
    this.order = order;
    this.starts = starts;
    this.slots = slots;
  }

  /**
   * Numbers in rising order.
   *
   * @param from place of the first in {@code numbers}
   * @param end place behind the last
   */
  record Run(Numbers numbers, int from, int end) {
    static final Run NOBODY = new Run(Numbers.of(new int[0], 0), 0, 0);

    int size() {
      return end - from;
    }
  }

  /** The values of a key in the label sets of all numbers below {@code size}. */
  static LabelValues of(String key, int size, IntFunction<? extends Map<String, String>> labels) {
    Map<String, Integer> runs = new HashMap<>();
    List<String> values = new ArrayList<>();
    int[] runOf = new int[size];
    for (int i = 0; i < size; i++) {
      String value = labels.apply(i).get(key);
      if (value != null) {
        Integer known = runs.putIfAbsent(value, runs.size());
        runOf[i] = (known == null ? runs.size() - 1 : known) + 1;
        if (known == null) {
          values.add(value);
        }
      }
    }
    int[] starts = new int[runs.size() + 1];
    for (int run : runOf) {
      if (run > 0) {
        starts[run]++;
      }
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    int[] order = new int[starts[starts.length - 1]];
    int[] next = starts.clone();
    for (int i = 0; i < size; i++) {
      if (runOf[i] > 0) {
        order[next[runOf[i] - 1]++] = i;
      }
    }
    int[] slots = new int[Integer.highestOneBit(Math.max(1, values.size())) * 4];
    for (int run = 0; run < values.size(); run++) {
      int at = spread(values.get(run)) & slots.length - 1;
      while (slots[at] > 0) {
        at = at + 1 & slots.length - 1;
      }
      slots[at] = run + 1;
    }
    return new LabelValues(key, Numbers.of(order, size), starts, slots);
  }

  private static int spread(String value) {
    int hash = value.hashCode() * 0x9e3779b9;
    return hash ^ hash >>> 15;
  }

  /**
   * The numbers with a value.
   *
   * @param labels the label sets that this was made of, or equal ones
   */
  Run of(@Nullable String value, IntFunction<? extends Map<String, String>> labels) {
    if (value == null) {
      return Run.NOBODY;
    }
    for (int at = spread(value); ; at++) {
      int run = slots[at & slots.length - 1] - 1;
      if (run < 0) {
        return Run.NOBODY;
      }
      int first = order.get(starts[run]);
      if (value.equals(labels.apply(first).get(key))) {
        return new Run(order, starts[run], starts[run + 1]);
      }
    }
  }
}
