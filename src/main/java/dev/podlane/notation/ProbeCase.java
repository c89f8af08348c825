package dev.podlane.notation;

import dev.podlane.console.CommandList;
import dev.podlane.net.ns.Learned;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.Probe;
import java.util.List;

/**
 * A probe with a name and the commands around it.
 *
 * @param name title of the probe, for people
 * @param probe the probe to send
 * @param repeat number of times it is sent, at least 1
 * @param before commands given before it
 * @param after commands given after it
 */
public record ProbeCase(
    String name, Probe probe, int repeat, List<CommandLine> before, List<CommandLine> after) {
  public ProbeCase {
    before = List.copyOf(before);
    after = List.copyOf(after);
    if (repeat < 1) {
      throw new IllegalArgumentException("repeat must be at least 1, was " + repeat);
    }
  }

  /**
   * Commands joined by {@code ;}.
   *
   * @param ns namespace it is given in
   * @param cmd as typed
   */
  public record CommandLine(String ns, String cmd) {
    /** Runs the commands of the line; a refused command changes nothing. */
    public CommandList run(Network network, Learned learned) {
      return CommandList.run(network, learned, ns, cmd);
    }
  }
}
