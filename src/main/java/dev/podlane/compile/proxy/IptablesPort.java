package dev.podlane.compile.proxy;

import dev.podlane.net.filter.Chain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rules that kube-proxy in mode iptables writes on one node for one port of a Service.
 *
 * @param here the port on the node
 * @param rules those in chains of all Services, in the order in which they are written
 */
record IptablesPort(PortOnNode here, List<ProxyRule> rules) implements PortChains.Written {
  /** The names of chains of ports; those of endpoints have a hash of their own. */
  static final PortChains.Names NAMES =
      new PortChains.Names() {
        @Override
        public boolean has(String chain) {
          return chain.startsWith(IptablesNames.ENDPOINT) || key(chain) != null;
        }

        @Override
        public @Nullable String key(String chain) {
          return IptablesNames.hashIn(chain);
        }
      };

  IptablesPort {
    rules = List.copyOf(rules);
  }

  static IptablesPort of(PortOnNode here) {
    return new IptablesPort(here, IptablesEntries.of(here, new IptablesNames(here.port())));
  }

  @Override
  public ProxiedPort port() {
    return here.port();
  }

  @Override
  public String key() {
    return new IptablesNames(port()).hash();
  }

  @Override
  public List<Chain> chains() {
    return IptablesChains.of(here, new IptablesNames(port()));
  }
}
