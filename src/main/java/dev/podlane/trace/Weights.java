package dev.podlane.trace;

import java.util.List;
import java.util.function.Predicate;

/** Octets that recorded steps take, about; tables shown by several steps are weighed once. */
final class Weights {
  /** The step, its place in the hop, and the packet it leaves. */
  private static final long STEP = 120;

  private static final long REFERENCE = 8;
  private static final long ROW = 40;
  private static final long HIT = 56;

  private Weights() {}

  /**
   * Weighs a step.
   *
   * @param isNew whether a table has not been weighed before
   */
  static long of(Step step, Predicate<List<?>> isNew) {
    if (step instanceof LinkStep.BridgeFlooded flooded) {
      return STEP + REFERENCE * flooded.ports().size() + rows(flooded.fdb(), isNew);
    }
    if (step instanceof LinkStep.BridgeForwarded forwarded) {
      return STEP + rows(forwarded.fdb(), isNew);
    }
    if (step instanceof NeighbourStep.NeighbourResolved resolved) {
      return STEP + rows(resolved.table(), isNew);
    }
    if (step instanceof NeighbourStep.NeighbourMissing missing) {
      return STEP + rows(missing.table(), isNew);
    }
    return step instanceof RuleStep.RulesRead read
        ? STEP + HIT * read.verdict().hits().size()
        : STEP;
  }

  private static long rows(List<?> table, Predicate<List<?>> isNew) {
    return isNew.test(table) ? ROW * table.size() : 0;
  }
}
