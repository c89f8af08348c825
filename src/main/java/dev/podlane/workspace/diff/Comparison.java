package dev.podlane.workspace.diff;

import dev.podlane.workspace.Workspace;
import dev.podlane.workspace.pairs.TimeLimit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Compares two clusters. Pairs are those of workloads and Services at declared ports; those that no
 * differing object concerns are the same. Of pods that nothing tells apart, one stands for all.
 * Where only policies differ, a pair is walked if the policies answer otherwise; else every
 * concerned pair is walked.
 *
 * @param wanted asked during walks; once it is false, they end
 * @param millis time for walks, in milliseconds; pairs left then are compared by policies alone
 */
public record Comparison(Workspace before, Workspace after, BooleanSupplier wanted, long millis) {
  /** The largest number of pairs that are compared. */
  public static final int MOST_PAIRS = 100_000;

  /** The largest number of pairs that are walked. */
  public static final int MOST_WALKS = 2_000;

  /**
   * Runs it.
   *
   * @param changes receives each change as it is found, expectations first
   */
  public Summary run(Consumer<Change> changes) {
    TimeLimit end = new TimeLimit(millis * 1_000_000);
    return new Comparing(new OneSide(before, wanted), new OneSide(after, wanted), wanted, end)
        .run(changes);
  }
}
