package dev.podlane.terminal;

import dev.podlane.workspace.ProbeRequest;
import java.util.List;

/**
 * The answer of a program.
 *
 * @param text its output, lines joined by newlines, without a final one; may be empty
 * @param exitCode its exit status, as the real program's
 * @param walks the probes that it sent, in order; each can be walked again
 */
public record Reply(String text, int exitCode, List<ProbeRequest> walks) {
  public Reply {
    walks = List.copyOf(walks);
  }
}
