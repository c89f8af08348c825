package dev.podlane.cli;

import dev.podlane.trace.Outcome;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The result that is expected. */
final class ExpectOption {
  @Option(
      names = "--expect",
      paramLabel = "RESULT",
      description = {"The expected result: ${COMPLETION-CANDIDATES}.", "delivered if left out."})
  private Outcome.@Nullable Result expected;

  /** The expected result, in lower case. */
  String expected() {
    Outcome.Result result = expected == null ? Outcome.Result.DELIVERED : expected;
    return result.name().toLowerCase(Locale.ROOT);
  }
}
