package dev.podlane.workspace;

/**
 * The result of a command line, carried out or only tried.
 *
 * @param text output of the tool; may be empty
 * @param exitCode exit code of the tool, 0 unless it was refused
 * @param changed true if it changed the network
 */
public record CommandResult(String text, int exitCode, boolean changed) {
  /** The result of an event that is no command. */
  static final CommandResult NOTHING = new CommandResult("", 0, true);

  /** Returns true if the tool or the kernel refused it. */
  public boolean refused() {
    return exitCode != 0;
  }
}
