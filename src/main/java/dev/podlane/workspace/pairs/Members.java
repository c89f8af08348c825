package dev.podlane.workspace.pairs;

import dev.podlane.cluster.policy.classes.PolicyClasses;
import dev.podlane.cluster.policy.classes.Tally;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The pods of a group by their classes.
 *
 * @param side the classes, and the number of pods of each
 * @param first a pod of each class
 * @param second another one; the first again if there is but one
 */
@SuppressWarnings("ArrayRecordComponent") // numbers by the million, never changed nor compared
record Members(Tally.Side side, int[] first, int[] second) {
  static Members of(PolicyClasses classes, int[] pods, IntPredicate wanted) {
    Map<Integer, Integer> places = new HashMap<>();
    int[] numbers = new int[pods.length];
    int[] counts = new int[pods.length];
    int[] first = new int[pods.length];
    int[] second = new int[pods.length];
    for (int pod : pods) {
      int number = classes.classOf(pod);
      if (!wanted.test(number)) {
        continue;
      }
      Integer known = places.putIfAbsent(number, places.size());
      int place = known == null ? places.size() - 1 : known;
      if (known == null) {
        numbers[place] = number;
        first[place] = pod;
        second[place] = pod;
      } else if (counts[place] == 1) {
        second[place] = pod;
      }
      counts[place]++;
    }
    int size = places.size();
    return new Members(
        new Tally.Side(Arrays.copyOf(numbers, size), Arrays.copyOf(counts, size)),
        Arrays.copyOf(first, size),
        Arrays.copyOf(second, size));
  }

  /** The places of all classes. */
  List<Integer> places() {
    return java.util.stream.IntStream.range(0, first.length).boxed().toList();
  }
}
