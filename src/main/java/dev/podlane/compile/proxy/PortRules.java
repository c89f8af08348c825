package dev.podlane.compile.proxy;

import dev.podlane.net.filter.DeferredRules;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * The rules and chains of ports in mode iptables, written on demand.
 *
 * @param rules those in chains of all Services
 * @param chains the ports' own chains
 */
record PortRules(Map<ProxyRule.Place, DeferredRules> rules, PortChains<IptablesPort> chains) {
  PortRules {
    rules = Collections.unmodifiableMap(new EnumMap<>(rules));
  }

  /** Of ports that are the same on every node. */
  static PortRules of(List<IptablesPort> ports) {
    PortChains<IptablesPort> chains = new PortChains<>(null, ports, IptablesPort.NAMES);
    return new PortRules(rules(ports, chains, place -> DeferredRules.builder()), chains);
  }

  /** These, and those of ports that differ from node to node. */
  PortRules with(List<IptablesPort> ports) {
    if (ports.isEmpty()) {
      return this;
    }
    PortChains<IptablesPort> all = new PortChains<>(chains, ports, IptablesPort.NAMES);
    return new PortRules(
        rules(ports, all, place -> Objects.requireNonNull(rules.get(place)).followed()), all);
  }

  private static Map<ProxyRule.Place, DeferredRules> rules(
      List<IptablesPort> ports,
      PortChains<IptablesPort> chains,
      Function<ProxyRule.Place, DeferredRules.Builder> begin) {
    Map<ProxyRule.Place, DeferredRules.Builder> begun = new EnumMap<>(ProxyRule.Place.class);
    for (ProxyRule.Place place : ProxyRule.Place.values()) {
      begun.put(place, begin.apply(place));
    }
    for (IptablesPort port : ports) {
      for (ProxyRule rule : port.rules()) {
        rule.addTo(Objects.requireNonNull(begun.get(rule.place())), () -> chains.mention(port));
      }
    }
    Map<ProxyRule.Place, DeferredRules> rules = new EnumMap<>(ProxyRule.Place.class);
    begun.forEach((place, builder) -> rules.put(place, builder.build()));
    return rules;
  }
}
