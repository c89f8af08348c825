package dev.podlane.workspace;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.workspace.pairs.Cell;
import org.jspecify.annotations.Nullable;

/**
 * The walk of an example of a cell that policies allow.
 *
 * @param result as {@code outcome.result} of a trace
 * @param code of the cause; null if it was delivered
 * @param object the object that decided; null if none is known
 * @param path field of the object; null if none is known
 */
public record CellWalk(
    String result, @Nullable String code, @Nullable ObjectRef object, @Nullable String path) {
  private static final String DELIVERED = "delivered";
  private static final String UNKNOWN = "unknown";
  private static final String PENDING = "pending";

  /** A cell is never better than its walk. */
  public Cell.Summary over(Cell.Summary policies) {
    boolean isOpen = policies == Cell.Summary.ALLOW || policies == Cell.Summary.MIXED;
    if (!isOpen || result.equals(DELIVERED)) {
      return policies;
    }
    return result.equals(UNKNOWN) || result.equals(PENDING)
        ? Cell.Summary.UNKNOWN
        : Cell.Summary.DENY;
  }
}
