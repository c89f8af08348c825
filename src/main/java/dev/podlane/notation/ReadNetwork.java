package dev.podlane.notation;

import dev.podlane.document.Problem;
import dev.podlane.net.ns.Network;
import java.util.List;

/**
 * A network that was read, with the problems of its text; readable parts are in the network.
 *
 * @param network the network
 * @param problems in the order of the text
 */
public record ReadNetwork(Network network, List<Problem> problems) {
  public ReadNetwork {
    problems = problems.stream().distinct().toList();
  }
}
