package dev.podlane.compile.proxy;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.DeferredRules;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.RuleLine;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A rule that kube-proxy writes for a port into one of the chains that all Services share.
 *
 * @param place the chain
 * @param to the one address whose packets it can match; null if {@code port} tells
 * @param port the one port whose packets it can match, if there is no address
 * @param line writes it
 * @param why the reason for it
 * @param path the field of the Service that it comes from
 */
record ProxyRule(
    Place place, @Nullable Ip to, int port, Supplier<RuleLine> line, Why why, String path) {
  /** The chains that rules of all Services share, by table. */
  enum Place {
    NAT_SERVICES,
    NAT_NODE_PORTS,
    FILTER_SERVICES,
    FILTER_EXTERNAL,
    FILTER_FIREWALL,
    FILTER_NODE_PORTS
  }

  /** The rule itself. */
  Rule rule() {
    return line.get().rule();
  }

  /**
   * Adds it to a chain.
   *
   * @param written told when it is written
   */
  void addTo(DeferredRules.Builder chain, Runnable written) {
    Supplier<Rule> writer =
        () -> {
          written.run();
          return rule();
        };
    if (to == null) {
      chain.toPort(port, writer);
    } else {
      chain.to(to, writer);
    }
  }
}
