package dev.podlane.workspace;

/**
 * The result of an event.
 *
 * @param applied the event
 * @param result output of the tools, if the event consists of commands
 */
public record Happened(AppliedEdit applied, CommandResult result) {
  static Happened of(Replay.Step step) {
    return new Happened(step.applied(), step.answer());
  }
}
