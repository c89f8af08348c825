package dev.podlane.cluster.policy.classes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sets of policies, which are numbers, each with a number of its own; 0 is the empty set.
 * Thread-safe.
 */
final class PolicySets {
  private final Map<Key, Integer> known = new HashMap<>();
  private final List<int[]> all = new ArrayList<>();

  @SuppressWarnings("ArrayRecordComponent") // numbers by the million, never changed nor compared
  private record Key(int[] policies) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key && Arrays.equals(policies, key.policies);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(policies);
    }
  }

  PolicySets() {
    number(new int[0]);
  }

  /** The number of a set of policies in rising order. */
  synchronized int number(int[] policies) {
    Integer number = known.putIfAbsent(new Key(policies), all.size());
    if (number == null) {
      all.add(policies);
      return all.size() - 1;
    }
    return number;
  }

  /** The policies of a set, in rising order; not to be changed. */
  synchronized int[] get(int number) {
    return all.get(number);
  }

  synchronized int size() {
    return all.size();
  }

  boolean contains(int set, int policy) {
    return Arrays.binarySearch(get(set), policy) >= 0;
  }

  /** The sets with a policy. */
  synchronized BitSet having(int policy) {
    BitSet found = new BitSet();
    for (int i = 0; i < all.size(); i++) {
      if (Arrays.binarySearch(all.get(i), policy) >= 0) {
        found.set(i);
      }
    }
    return found;
  }

  /** A set with one policy more. */
  int with(int set, int policy) {
    int[] old = get(set);
    int at = Arrays.binarySearch(old, policy);
    if (at >= 0) {
      return set;
    }
    int place = -at - 1;
    int[] now = Arrays.copyOf(old, old.length + 1);
    System.arraycopy(old, place, now, place + 1, old.length - place);
    now[place] = policy;
    return number(now);
  }

  /** A set with one policy less. */
  int without(int set, int policy) {
    int[] old = get(set);
    int at = Arrays.binarySearch(old, policy);
    if (at < 0) {
      return set;
    }
    int[] now = Arrays.copyOf(old, old.length - 1);
    System.arraycopy(old, at + 1, now, at, now.length - at);
    return number(now);
  }
}
