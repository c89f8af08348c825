package dev.podlane.lab;

import dev.podlane.console.CommandList;
import dev.podlane.console.Console;
import dev.podlane.console.command.Answer;
import dev.podlane.net.ns.Network;
import java.util.ArrayList;
import java.util.List;

/**
 * Passes to the kernel only commands that the model carries out: a document must not run arbitrary
 * commands as root.
 */
final class KnownCommands {
  private static final String SLEEP = "sleep [0-9]{1,2}(\\.[0-9]{1,3})?";

  private Network network;

  KnownCommands(Network network) {
    this.network = network;
  }

  /** The commands of a line that may be given, one by one. */
  List<LabProbe.Command> of(LabProbe.Command line) {
    List<LabProbe.Command> known = new ArrayList<>();
    for (String command : CommandList.split(line.line())) {
      Answer answer = Console.run(network, line.namespace(), command);
      if (answer instanceof Answer.Done done) {
        network = done.network();
      }
      boolean isHarmless = answer instanceof Answer.Done || command.matches(SLEEP);
      if (isHarmless && network.namespace(line.namespace()).isPresent()) {
        known.add(new LabProbe.Command(line.namespace(), command));
      }
    }
    return known;
  }
}
