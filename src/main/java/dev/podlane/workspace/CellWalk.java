package dev.podlane.workspace;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.policy.verdict.Verdict;
import dev.podlane.workspace.pairs.Cell;
import org.jspecify.annotations.Nullable;

/**
 * The walk of an example of a cell that policies allow, or the reason why there is none.
 *
 * @param walked false if there was no walk; the result then is unknown
 * @param result as {@code outcome.result} of a trace
 * @param code of the cause; null if it was delivered
 * @param object the object that decided; null if none is known
 * @param path field of the object; null if none is known
 */
public record CellWalk(
    boolean walked,
    String result,
    @Nullable String code,
    @Nullable ObjectRef object,
    @Nullable String path) {
  private static final String DELIVERED = "delivered";
  private static final String UNKNOWN = "unknown";
  private static final String PENDING = "pending";

  /** No walk was possible, or there was no time for one. */
  static CellWalk missing(String code) {
    return new CellWalk(false, UNKNOWN, code, null, null);
  }

  /** A walk whose result is not known. */
  static CellWalk unknown(String code, @Nullable ObjectRef object, @Nullable String path) {
    return new CellWalk(true, UNKNOWN, code, object, path);
  }

  /** A cell is never better than its walk. */
  public Cell.Summary over(Cell cell) {
    Cell.Summary policies = cell.summary();
    boolean isOpen = policies == Cell.Summary.ALLOW || policies == Cell.Summary.MIXED;
    if (!isOpen || result.equals(DELIVERED)) {
      return policies;
    }
    boolean isUnknown = result.equals(UNKNOWN) || result.equals(PENDING);
    return isUnknown || cell.pairs(Verdict.UNKNOWN) > 0 ? Cell.Summary.UNKNOWN : Cell.Summary.DENY;
  }
}
