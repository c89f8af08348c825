package dev.podlane.cluster.policy;

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
}
