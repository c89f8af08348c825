package dev.podlane.notation;

import dev.podlane.console.Answer;
import dev.podlane.console.Console;
import dev.podlane.document.Place;
import dev.podlane.net.ns.Network;

/**
 * One command line kept in the documents, to be given again each time they are opened.
 *
 * @param namespace network namespace it is given in
 * @param command as typed
 * @param place where it stands
 */
public record ConsoleEdit(String namespace, String command, Place place) {
  /** Gives the command; what is refused changes nothing. */
  public Answer run(Network network) {
    return Console.run(network, namespace, command);
  }
}
