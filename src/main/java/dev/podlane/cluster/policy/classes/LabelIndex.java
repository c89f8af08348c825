package dev.podlane.cluster.policy.classes;

import dev.podlane.cluster.policy.classes.LabelValues.Run;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.cluster.select.Requirement;
import dev.podlane.cluster.select.Requirement.Operator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a selector selects among numbered label sets. The values of a key are indexed when a
 * selector first asks for it. Thread-safe.
 */
final class LabelIndex {
  /** Numbers in a span that are looked at one by one. */
  private static final int FEW = 8;

  private final int size;
  private final IntFunction<? extends Map<String, String>> labels;
  private final Map<String, LabelValues> byKey;

  /**
   * An index.
   *
   * @param labels the label set of each number below {@code size}
   */
  LabelIndex(int size, IntFunction<? extends Map<String, String>> labels) {
    this(size, labels, new ConcurrentHashMap<>());
  }

  private LabelIndex(
      int size, IntFunction<? extends Map<String, String>> labels, Map<String, LabelValues> byKey) {
    this.size = size;
    this.labels = labels;
    this.byKey = byKey;
  }

  /** The same index over other label sets that are equal to these. */
  LabelIndex over(IntFunction<? extends Map<String, String>> equal) {
    return new LabelIndex(size, equal, byKey);
  }

  /** Calls back for every number from {@code first} to before {@code end} that is selected. */
  void select(LabelSelector selector, int first, int end, IntConsumer found) {
    Run near = end - first > FEW ? nearest(selector) : null;
    if (near == null) {
      for (int i = first; i < end; i++) {
        if (selector.matches(labels.apply(i))) {
          found.accept(i);
        }
      }
      return;
    }
    boolean isWhole = selector.matchLabels().size() == 1 && selector.matchExpressions().isEmpty();
    int from = near.numbers().place(first, near.from(), near.end());
    for (int i = from; i < near.end(); i++) {
      int number = near.numbers().get(i);
      if (number >= end) {
        return;
      }
      if (isWhole || selector.matches(labels.apply(number))) {
        found.accept(number);
      }
    }
  }

  /** The shortest run of numbers that has all selected ones; null if no key tells. */
  private @Nullable Run nearest(LabelSelector selector) {
    Run best = null;
    for (Map.Entry<String, String> each : selector.matchLabels().entrySet()) {
      best = shorter(best, values(each.getKey()).of(each.getValue(), labels));
    }
    for (Requirement each : selector.matchExpressions()) {
      if (each.operator() == Operator.IN && each.values().size() == 1) {
        best = shorter(best, values(each.key()).of(each.values().get(0), labels));
      } else if (best == null && each.operator() == Operator.IN) {
        best = joined(values(each.key()), each.values());
      }
    }
    return best;
  }

  private static Run shorter(@Nullable Run best, Run other) {
    return best == null || other.size() < best.size() ? other : best;
  }

  private Run joined(LabelValues of, List<String> values) {
    int[] all =
        values.stream()
            .distinct()
            .flatMapToInt(value -> numbers(of.of(value, labels)))
            .sorted()
            .toArray();
    return new Run(Numbers.of(all, size), 0, all.length);
  }

  private static IntStream numbers(Run run) {
    return IntStream.range(run.from(), run.end()).map(run.numbers()::get);
  }

  private LabelValues values(String key) {
    LabelValues known = byKey.get(key);
    if (known == null) {
      known = LabelValues.of(key, size, labels);
      byKey.put(key, known);
    }
    return known;
  }
}
