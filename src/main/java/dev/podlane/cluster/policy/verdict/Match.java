package dev.podlane.cluster.policy.verdict;

/** The result of a comparison. */
enum Match {
  NO,
  /** A fact is missing. */
  MAYBE,
  YES;

  static Match of(boolean matches) {
    return matches ? YES : NO;
  }

  /** Both. */
  Match and(Match other) {
    return compareTo(other) < 0 ? this : other;
  }

  /** Either. */
  Match or(Match other) {
    return compareTo(other) > 0 ? this : other;
  }
}
