package dev.podlane.compile;

import java.util.Map;

/** The origins of the elements of namespaces. */
@FunctionalInterface
public interface Origins {
  /** Of a network that no cluster says anything about. */
  Origins NONE = (namespace, chains) -> Map.of();

  /**
   * The origins of the elements of a namespace, by id; of none if it is unknown.
   *
   * @param chains the number of chains of each table whose rules are told at most, which are
   *     written for it; 0 for no chains, rules and sets at all
   */
  Map<String, Origin> of(String namespace, int chains);

  /** The same, with all chains: hundreds of thousands of rules in a large cluster. */
  default Map<String, Origin> of(String namespace) {
    return of(namespace, Integer.MAX_VALUE);
  }

  /** The same, without chains, rules and sets. */
  default Map<String, Origin> butOfRules(String namespace) {
    return of(namespace, 0);
  }
}
