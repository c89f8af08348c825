package dev.podlane.cluster.policy;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Sets of directions. */
final class Directions {
  private Directions() {}

  static Set<Direction> of(boolean ingress, boolean egress) {
    EnumSet<Direction> set = EnumSet.noneOf(Direction.class);
    if (ingress) {
      set.add(Direction.INGRESS);
    }
    if (egress) {
      set.add(Direction.EGRESS);
    }
    return set;
  }

  /** An immutable copy in the order of the constants. */
  static Set<Direction> copy(Set<Direction> directions) {
    EnumSet<Direction> copy = EnumSet.noneOf(Direction.class);
    copy.addAll(directions);
    return Collections.unmodifiableSet(copy);
  }
}
