package dev.podlane.web.api;

import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Table;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;

/** The largest network that is written as one text. */
final class ExportRoom {
  private static final int MOST_NAMESPACES = 5_000;
  private static final int MOST_ELEMENTS = 100_000;

  private ExportRoom() {}

  /**
   * Refuses a network that is too large for one text.
   *
   * @throws ApiException naming its size and the limits
   */
  static void require(Network network) {
    int namespaces = network.namespaces().size();
    long elements =
        namespaces > MOST_NAMESPACES
            ? 0
            : network.namespaces().values().stream().mapToLong(ExportRoom::elements).sum();
    if (namespaces > MOST_NAMESPACES) {
      throw tooLarge("api.export.namespaces", namespaces, MOST_NAMESPACES);
    }
    if (elements > MOST_ELEMENTS) {
      throw tooLarge("api.export.elements", elements, MOST_ELEMENTS);
    }
  }

  private static ApiException tooLarge(String code, long size, long most) {
    return new ApiException(
        ProblemKind.TOO_LARGE, Fault.request(code, Long.toString(size), Long.toString(most)));
  }

  private static long elements(NetworkNamespace namespace) {
    long filters =
        namespace.ruleset().tables().values().stream()
            .map(Table::chains)
            .flatMap(chains -> chains.values().stream())
            .map(Chain::rules)
            .mapToLong(rules -> 1 + rules.size())
            .sum();
    long routes =
        namespace.routes().tables().stream().mapToLong(table -> 1 + table.rows().size()).sum();
    return namespace.devices().size() + routes + namespace.routes().rules().size() + filters;
  }
}
