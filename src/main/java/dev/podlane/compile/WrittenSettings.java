package dev.podlane.compile;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.NodeSettings;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import dev.podlane.net.ns.Sysctls;
import java.util.Map;

/** The settings that the ClusterNetwork writes for every node. */
final class WrittenSettings {
  private WrittenSettings() {}

  static void on(Growth host, ClusterNetwork network) {
    NodeSettings wanted = network.nodes();
    Sysctls sysctls = host.ns().sysctls();
    if (!wanted.bridgeNfCall()) {
      sysctls = sysctls.with("net/bridge/bridge-nf-call-iptables", "0");
    }
    for (Map.Entry<String, Integer> each : wanted.rpFilter().entrySet()) {
      String key = "net/ipv4/conf/" + each.getKey() + "/rp_filter";
      sysctls = sysctls.with(key, "" + each.getValue());
    }
    if (!sysctls.equals(host.ns().sysctls())) {
      host.now(host.ns().withSysctls(sysctls), network.ref(), "spec", Reason.SETTING);
    }
    if (wanted.forwardDrop()) {
      Table filter =
          host.ns()
              .ruleset()
              .table(Table.Kind.FILTER)
              .map(Table::completed)
              .orElseGet(() -> Table.empty(Table.Kind.FILTER));
      Chain forward = filter.chain(Hook.FORWARD.name()).orElseThrow();
      Ruleset ruled = host.ns().ruleset().with(filter.with(forward.with(Chain.Policy.DROP)));
      host.now(host.ns().withRuleset(ruled), network.ref(), "spec.forwardPolicy", Reason.SETTING);
    }
  }
}
