package dev.podlane.workspace;

import dev.podlane.console.Answer;
import dev.podlane.net.ns.Network;

/**
 * What a command line did, or would do.
 *
 * @param text what the tool prints; may be empty
 * @param exitCode exit code of the tool, 0 unless it was refused
 * @param changed whether the network is another one after it
 */
public record CommandResult(String text, int exitCode, boolean changed) {
  static CommandResult of(Network before, Answer answer) {
    return answer instanceof Answer.Done done
        ? new CommandResult(done.text(), 0, !done.network().equals(before))
        : new CommandResult(answer.text(), ((Answer.Refused) answer).exitCode(), false);
  }

  /** Whether the tool or the kernel refused it. */
  public boolean refused() {
    return exitCode != 0;
  }
}
