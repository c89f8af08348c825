package dev.podlane.workspace;

import dev.podlane.document.Problem;
import org.jspecify.annotations.Nullable;

/**
 * An edit and what became of it.
 *
 * @param edit what was to happen
 * @param refused what a tool said if it refused a command; null otherwise
 * @param problem why it does not apply; null if it was carried out
 */
public record AppliedEdit(Edit edit, @Nullable String refused, @Nullable Problem problem) {
  /** Whether it changed nothing because it does not apply. */
  public boolean isRefused() {
    return problem != null;
  }
}
