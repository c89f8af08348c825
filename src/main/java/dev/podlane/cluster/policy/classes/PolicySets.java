package dev.podlane.cluster.policy.classes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Sets of policies, which are numbers, each with a number of its own; 0 is the empty set.
 * Thread-safe.
 */
final class PolicySets {
  private final List<int[]> all = new ArrayList<>();
  private int[] slots = new int[64];

  PolicySets() {
    number(new int[0]);
  }

  /** The number of a set of policies in rising order. */
  synchronized int number(int[] policies) {
    int at = spread(policies);
    for (; slots[at & slots.length - 1] > 0; at++) {
      int known = slots[at & slots.length - 1] - 1;
      if (Arrays.equals(all.get(known), policies)) {
        return known;
      }
    }
    all.add(policies);
    slots[at & slots.length - 1] = all.size();
    if (all.size() * 2 > slots.length) {
      grow();
    }
    return all.size() - 1;
  }

  private void grow() {
    slots = new int[slots.length * 2];
    for (int i = 0; i < all.size(); i++) {
      int at = spread(all.get(i));
      while (slots[at & slots.length - 1] > 0) {
        at++;
      }
      slots[at & slots.length - 1] = i + 1;
    }
  }

  private static int spread(int[] policies) {
    int hash = Arrays.hashCode(policies) * 0x9e3779b9;
    return hash ^ hash >>> 15;
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
