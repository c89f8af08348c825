package dev.podlane.terminal.kubectl;

import dev.podlane.workspace.Event;
import java.util.List;

/** The answer of kubectl to a command line. */
public sealed interface KubectlResult {
  /**
   * It only looks, or is refused.
   *
   * @param text its output
   */
  record Printed(String text, int exitCode) implements KubectlResult {}

  /**
   * It changes something.
   *
   * @param events the events to plan, one after the other
   * @param text its output once that is done
   */
  record Change(List<Event> events, String text, int exitCode) implements KubectlResult {
    static Change of(Event event, String text) {
      return new Change(List.of(event), text, 0);
    }
  }
}
