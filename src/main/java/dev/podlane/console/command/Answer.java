package dev.podlane.console.command;

import dev.podlane.net.ns.Network;

/** The result of a command line. */
public sealed interface Answer {
  /**
   * Returns the output of the tool, lines joined by newlines, without a final one; may be empty.
   */
  String text();

  /**
   * It was carried out.
   *
   * @param network the network as it is now; the same one if the command only looked
   * @param text output of the tool
   */
  record Done(Network network, String text) implements Answer {}

  /**
   * It was refused and changed nothing.
   *
   * @param text output of the tool, such as {@code RTNETLINK answers: File exists}
   * @param exitCode the exit code of the tool, never 0
   */
  record Refused(String text, int exitCode) implements Answer {
    public Refused {
      if (exitCode == 0) {
        throw new IllegalArgumentException("a refusal must have an exit code");
      }
    }
  }
}
