package dev.podlane.school;

import dev.podlane.workspace.Walked;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Results of walks in the words of the API. */
final class Results {
  private Results() {}

  /** The result at the sender; null if the probe cannot be sent. */
  static @Nullable String text(Optional<Walked> walked) {
    return walked
        .map(
            each ->
                each.unsimulated().isEmpty() ? each.trace().outcome().result().text() : "unknown")
        .orElse(null);
  }
}
