package dev.podlane.lab;

import dev.podlane.trace.Probe;
import java.util.List;

/**
 * A probe to be sent on a real kernel.
 *
 * @param title title of the probe, for people
 * @param probe the probe to send
 * @param repeat number of times it is sent
 * @param before commands given before it
 * @param after commands given after it
 */
public record LabProbe(
    String title, Probe probe, int repeat, List<Command> before, List<Command> after) {
  public LabProbe {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** A probe sent once, with no commands around it. */
  public static LabProbe of(Probe probe) {
    String to = probe.destination() + (probe.port() == 0 ? "" : ":" + probe.port());
    String title = probe.namespace() + " " + probe.protocol().name() + " " + to;
    return new LabProbe(title, probe, 1, List.of(), List.of());
  }

  /**
   * A command line as {@code console} reads it.
   *
   * @param namespace namespace of the command
   * @param line as typed
   */
  public record Command(String namespace, String line) {}
}
