package dev.podlane.workspace;

/**
 * What became of an event.
 *
 * @param applied the event
 * @param result what the tools said, if it is about commands
 */
public record Happened(AppliedEdit applied, CommandResult result) {
  static Happened of(Replay.Step step) {
    return new Happened(step.applied(), step.answer());
  }
}
