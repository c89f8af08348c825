package dev.podlane.workspace;

import dev.podlane.document.Problem;
import org.jspecify.annotations.Nullable;

/**
 * An edit and its result.
 *
 * @param edit the edit that was applied
 * @param refused message of a tool that refused a command; null otherwise
 * @param problem reason why it does not apply; null if it was carried out
 */
public record AppliedEdit(Edit edit, @Nullable String refused, @Nullable Problem problem) {
  /** Returns true if it changed nothing because it does not apply. */
  public boolean isRefused() {
    return problem != null;
  }
}
