package dev.podlane.cluster.policy.classes;

import dev.podlane.cluster.policy.verdict.Verdict;

/**
 * Verdicts of one set of policies in one direction over the classes of the other side.
 *
 * @param others the verdict over all classes in neither set
 * @param allow those that may pass
 * @param unknown those for which a fact is missing
 */
record Row(Verdict others, ClassSet allow, ClassSet unknown) {
  /** No policy is asked. */
  static final Row OPEN = new Row(Verdict.ALLOW, ClassSet.NONE, ClassSet.NONE);

  /** A policy that is not simulated is asked. */
  static final Row UNKNOWN = new Row(Verdict.UNKNOWN, ClassSet.NONE, ClassSet.NONE);

  Verdict of(int number) {
    if (others != Verdict.DENY) {
      return others;
    }
    if (allow.contains(number)) {
      return Verdict.ALLOW;
    }
    return unknown.contains(number) ? Verdict.UNKNOWN : Verdict.DENY;
  }

  /** The same with classes that came out of others. */
  @SuppressWarnings("ReferenceEquality") // the same set if nothing came out of it
  Row with(int[] born, int[] from, ClassSet parents) {
    ClassSet nowAllow = allow.with(born, from, parents);
    ClassSet nowUnknown = unknown.with(born, from, parents);
    return nowAllow == allow && nowUnknown == unknown
        ? this
        : new Row(others, nowAllow, nowUnknown);
  }

  /** Bytes of the heap, about. */
  long weight() {
    return others == Verdict.DENY ? 24 + allow.weight() + unknown.weight() : 0;
  }
}
