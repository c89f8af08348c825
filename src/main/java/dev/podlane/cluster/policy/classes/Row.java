package dev.podlane.cluster.policy.classes;

import dev.podlane.cluster.policy.verdict.Verdict;

/**
 * Verdicts of one set of policies in one direction over the classes of the other side.
 *
 * @param others the verdict over all classes in neither set
 * @param allow those that may pass
 * @param unknown those for which a fact is missing
 * @param known number of classes there were when the row was made; what has come out of one of them
 *     since is answered like it
 */
record Row(Verdict others, ClassSet allow, ClassSet unknown, int known) {
  /** No policy is asked. */
  static final Row OPEN = new Row(Verdict.ALLOW, ClassSet.NONE, ClassSet.NONE, Integer.MAX_VALUE);

  /** A policy that is not simulated is asked. */
  static final Row UNKNOWN =
      new Row(Verdict.UNKNOWN, ClassSet.NONE, ClassSet.NONE, Integer.MAX_VALUE);

  /**
   * The verdict over a class.
   *
   * @param parents the class that each came out of by an edit
   */
  Verdict of(int number, int[] parents) {
    if (others != Verdict.DENY) {
      return others;
    }
    int old = number;
    while (old >= known) {
      old = parents[old];
    }
    if (allow.contains(old)) {
      return Verdict.ALLOW;
    }
    return unknown.contains(old) ? Verdict.UNKNOWN : Verdict.DENY;
  }

  /** Bytes of the heap, about. */
  long weight() {
    return others == Verdict.DENY ? 24 + allow.weight() + unknown.weight() : 0;
  }
}
