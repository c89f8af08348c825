package dev.podlane.terminal.kubectl;

import dev.podlane.time.Course;
import dev.podlane.workspace.Event;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
   * @param waits null if that is all; else it waits, and prints what happens meanwhile
   */
  record Change(List<Event> events, String text, int exitCode, @Nullable Waiting waits)
      implements KubectlResult {
    static Change of(Event event, String text) {
      return new Change(List.of(event), text, 0, null);
    }

    /**
     * All of its output.
     *
     * @param course the course with the events
     * @param at the moment of the events, in milliseconds
     */
    public String output(Course course, long at) {
      return waits == null ? text : waits.output(course, at);
    }
  }

  /** A command that returns when something has come about. */
  interface Waiting {
    /**
     * The output until then.
     *
     * @param at the moment at which it begins, in milliseconds
     */
    String output(Course course, long at);
  }
}
