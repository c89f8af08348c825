package dev.podlane.cluster.policy.verdict;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of one tier.
 *
 * @param decided the verdict; null if it decides nothing
 * @param falls true if the next tier may be asked
 */
record Step(@Nullable Verdict decided, boolean falls, List<Because> because) {
  Step {
    because = List.copyOf(because);
  }

  /** Two verdicts of which either may be the one; null is none. */
  static Verdict either(@Nullable Verdict one, Verdict other) {
    return one == null || one == other ? other : Verdict.UNKNOWN;
  }
}
