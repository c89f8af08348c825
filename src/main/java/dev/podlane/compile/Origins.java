package dev.podlane.compile;

import java.util.Map;

/** The origins of the elements of namespaces. */
public interface Origins {
  /** Of a network that no cluster says anything about. */
  Origins NONE =
      new Origins() {
        @Override
        public Map<String, Origin> of(String namespace) {
          return Map.of();
        }

        @Override
        public Map<String, Origin> butOfRules(String namespace) {
          return Map.of();
        }
      };

  /**
   * Every element of a namespace by its id; empty if it is unknown. All rules are written for it,
   * which can be hundreds of thousands.
   */
  Map<String, Origin> of(String namespace);

  /** The same, without chains, rules and sets. */
  Map<String, Origin> butOfRules(String namespace);
}
