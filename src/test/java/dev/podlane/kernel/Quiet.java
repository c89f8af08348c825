package dev.podlane.kernel;

import dev.podlane.net.filter.CountConditions;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;

/**
 * A network without counters of nfacct, which many kernels lack, and without limits of ICMP errors:
 * a prediction starts from nothing, while the kernel knows the errors of earlier probes.
 */
final class Quiet {
  private Quiet() {}

  /** The network with the rules of these namespaces changed. */
  static Network of(Network network, List<String> namespaces) {
    Network now = network;
    for (NetworkNamespace each : network.namespaces().values()) {
      now = now.with(each.withSysctls(each.sysctls().with("net.ipv4.icmp_ratemask", "0")));
    }
    for (String name : namespaces) {
      NetworkNamespace node = now.namespace(name).orElseThrow();
      List<Table> tables = new ArrayList<>();
      for (Table table : node.ruleset().tables().values()) {
        tables.add(
            table.withAll(
                table.chains().values().stream()
                    .map(chain -> chain.with(quiet(chain.rules())))
                    .toList()));
      }
      now = now.with(node.withRuleset(new Ruleset(tables, node.ruleset().sets())));
    }
    return now;
  }

  private static List<Rule> quiet(List<Rule> rules) {
    return rules.stream()
        .map(
            rule ->
                new Rule(
                    rule.matches().stream()
                        .filter(
                            match ->
                                !(match instanceof OtherMatch.Extension extension
                                    && extension.conditions().stream()
                                        .anyMatch(CountConditions.Accounting.class::isInstance)))
                        .toList(),
                    rule.target()))
        .toList();
  }
}
