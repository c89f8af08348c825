package dev.podlane.workspace.diff;

import dev.podlane.notation.Expectation;
import dev.podlane.workspace.PolicyAnswer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A probe that has another answer after than before.
 *
 * @param pair the pair; null for a probe of an expectation
 * @param expectation the expectation; null for a pair
 */
public record Change(
    Kind kind, @Nullable Pair pair, @Nullable Expectation expectation, Side before, Side after) {
  private static final String DELIVERED = "delivered";

  /** The direction of a change. */
  public enum Kind {
    /** It was delivered before, or allowed, and is not any more. */
    LOST,
    /** It is delivered now, or allowed, and was not before. */
    NEW,
    /** It was not delivered before and is not now, in another way. */
    OTHER
  }

  /**
   * Compares two answers.
   *
   * @return null if they are the same
   */
  static @Nullable Kind kind(Side before, Side after) {
    boolean isWalked = (before.result() != null || after.result() != null);
    if (isWalked && !isUnknown(before, after)) {
      boolean was = DELIVERED.equals(before.result());
      boolean is = DELIVERED.equals(after.result());
      return was == is
          ? was || Objects.equals(word(before), word(after)) ? null : Kind.OTHER
          : was ? Kind.LOST : Kind.NEW;
    }
    PolicyAnswer.Verdict was = verdict(before);
    PolicyAnswer.Verdict is = verdict(after);
    if (was == is) {
      return before.isThere() == after.isThere() ? null : Kind.OTHER;
    }
    return was == PolicyAnswer.Verdict.ALLOW
        ? Kind.LOST
        : is == PolicyAnswer.Verdict.ALLOW ? Kind.NEW : Kind.OTHER;
  }

  /** The same, said of another pair: of workloads instead of two of their pods. */
  Change of(Pair other) {
    return new Change(kind, other, expectation, before, after);
  }

  /** Returns true if the walks tell nothing apart, while the policies may. */
  private static boolean isUnknown(Side before, Side after) {
    return "unknown".equals(before.result())
        && "unknown".equals(after.result())
        && before.policy() != null
        && after.policy() != null;
  }

  /** A pair that is not there and one that nobody answers are not told apart by a change. */
  private static @Nullable String word(Side side) {
    return side.isThere() ? side.result() : "absent";
  }

  private static PolicyAnswer.@Nullable Verdict verdict(Side side) {
    PolicyAnswer policy = side.policy();
    return policy == null ? null : policy.verdict();
  }
}
