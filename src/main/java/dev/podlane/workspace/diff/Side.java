package dev.podlane.workspace.diff;

import dev.podlane.workspace.PolicyAnswer;
import dev.podlane.workspace.TargetException;
import dev.podlane.workspace.WalkRun;
import dev.podlane.workspace.Walked;
import org.jspecify.annotations.Nullable;

/**
 * The answer of one of two clusters about a probe.
 *
 * @param isThere false if an end or the port is not in this cluster
 * @param run the run in which it was walked; null if it was not
 * @param walked the walk; null if it was not walked
 * @param policy the answer of the policies alone; null if they were not asked, or not about this
 * @param problem the end that this cluster does not have; null if it has both
 */
public record Side(
    boolean isThere,
    @Nullable WalkRun run,
    @Nullable Walked walked,
    @Nullable PolicyAnswer policy,
    @Nullable TargetException problem) {
  static final Side ABSENT = new Side(false, null, null, null, null);

  /**
   * The result at the sender, as docs/outcomes.md lists them.
   *
   * @return null if it was not walked
   */
  public @Nullable String result() {
    Walked seen = walked;
    if (seen == null) {
      return null;
    }
    return seen.unsimulated().isEmpty() ? seen.trace().outcome().result().text() : "unknown";
  }
}
