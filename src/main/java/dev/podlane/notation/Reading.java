package dev.podlane.notation;

import dev.podlane.document.Problem;
import dev.podlane.net.ns.Network;
import java.util.List;

/**
 * A network that was read, and what was wrong with the text; what could be read is there.
 *
 * @param network the network
 * @param problems in the order of the text
 */
public record Reading(Network network, List<Problem> problems) {
  public Reading {
    problems = problems.stream().distinct().toList();
  }
}
