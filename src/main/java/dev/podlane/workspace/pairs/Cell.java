package dev.podlane.workspace.pairs;

import dev.podlane.cluster.policy.verdict.Decision;
import dev.podlane.cluster.policy.verdict.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts of policies over all ordered pairs of different members of two groups.
 *
 * @param cases the verdicts that occur, each once, denied ones first; empty if there is no pair, or
 *     too much would have to be compared
 * @param limited true if too much would have to be compared
 */
public record Cell(List<Case> cases, boolean limited) {
  /**
   * The pairs with one verdict.
   *
   * @param pairs the number of them
   * @param from an example's sender, as probes name it; null if it does not exist
   * @param to its receiver
   * @param decision the verdict over the example, with the reasons
   */
  public record Case(
      Verdict verdict, long pairs, @Nullable String from, @Nullable String to, Decision decision) {}

  /** The verdict over all pairs. */
  public enum Summary {
    ALLOW,
    DENY,
    /** Some are allowed and some are denied. */
    MIXED,
    /** Some are unknown, and the others, if there are any, all allowed or all denied. */
    UNKNOWN,
    /** There is no pair but a pod with itself, which no policy forbids (rule 102). */
    ITSELF
  }

  static final Cell LIMITED = new Cell(List.of(), true);

  public Cell {
    cases = List.copyOf(cases);
  }

  /** Returns the number of pairs with a verdict. */
  public long pairs(Verdict verdict) {
    return cases.stream().filter(each -> each.verdict() == verdict).mapToLong(Case::pairs).sum();
  }

  /** Returns the number of all pairs. */
  public long pairs() {
    return cases.stream().mapToLong(Case::pairs).sum();
  }

  /** The verdict over all of them. */
  public Summary summary() {
    if (limited) {
      return Summary.UNKNOWN;
    }
    boolean allows = pairs(Verdict.ALLOW) > 0;
    boolean denies = pairs(Verdict.DENY) > 0;
    if (allows && denies) {
      return Summary.MIXED;
    }
    if (pairs(Verdict.UNKNOWN) > 0) {
      return Summary.UNKNOWN;
    }
    return allows ? Summary.ALLOW : denies ? Summary.DENY : Summary.ITSELF;
  }
}
