package dev.podlane.workspace;

/**
 * What a command line did, or would do.
 *
 * @param text what the tool prints; may be empty
 * @param exitCode exit code of the tool, 0 unless it was refused
 * @param changed whether the network is another one after it
 */
public record CommandResult(String text, int exitCode, boolean changed) {
  /** Of an event that is no command. */
  static final CommandResult NOTHING = new CommandResult("", 0, true);

  /** Whether the tool or the kernel refused it. */
  public boolean refused() {
    return exitCode != 0;
  }
}
