package dev.podlane.compile.proxy;

import dev.podlane.net.filter.Chain;
import java.util.List;

/**
 * The rules that kube-proxy in mode iptables writes on one node for one port of a Service.
 *
 * @param rules those in chains of all Services, in the order in which they are written
 * @param chains its own chains
 */
record IptablesPort(ProxiedPort port, List<ProxyRule> rules, List<Chain> chains) {
  IptablesPort {
    rules = List.copyOf(rules);
    chains = List.copyOf(chains);
  }

  static IptablesPort of(PortOnNode here) {
    IptablesNames names = IptablesNames.of(here.port());
    return new IptablesPort(
        here.port(), IptablesEntries.of(here, names), IptablesChains.of(here, names));
  }
}
