package dev.podlane.console;

import dev.podlane.net.ns.Network;

/** What a command line did. */
public sealed interface Answer {
  /** What the tool prints, lines joined by newlines, without a final one; may be empty. */
  String text();

  /**
   * It was carried out.
   *
   * @param network the network as it is now; the same one if the command only looked
   * @param text what the tool prints
   */
  record Done(Network network, String text) implements Answer {}

  /**
   * It was refused and changed nothing.
   *
   * @param text what the tool prints, such as {@code RTNETLINK answers: File exists}
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
