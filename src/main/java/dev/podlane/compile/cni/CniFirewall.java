package dev.podlane.compile.cni;

import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.RuleLine;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.Target;
import dev.podlane.net.filter.TrackingMatch.State;
import dev.podlane.net.filter.TrackingMatch.State.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * The rules of the CNI plugin firewall, which accept what is forwarded for pods
 * (containernetworking/plugins {@code plugins/meta/firewall/iptables.go}).
 */
final class CniFirewall {
  private static final String FORWARD = "CNI-FORWARD";
  private static final String ADMIN = "CNI-ADMIN";

  private CniFirewall() {}

  /** Writes the rules for the pods of a node if the cluster has the plugin. */
  static void on(Site site, Setup setup, boolean isThere) {
    if (!isThere) {
      return;
    }
    List<Rule> rules = new ArrayList<>();
    rules.add(
        new RuleLine()
            .comment("CNI firewall plugin admin overrides")
            .then(new Target.Jump(ADMIN))
            .rule());
    for (Site.Port port : site.ports()) {
      Prefix pod = Prefix.host(port.address());
      rules.add(
          new RuleLine()
              .to(pod)
              .and(new State(EnumSet.of(Kind.RELATED, Kind.ESTABLISHED), false))
              .then(new Target.Accept())
              .rule());
      rules.add(new RuleLine().from(pod).then(new Target.Accept()).rule());
    }
    Ruleset before = setup.ns().ruleset();
    Rule jump =
        new RuleLine().comment("CNI firewall plugin rules").then(new Target.Jump(FORWARD)).rule();
    Table filter =
        Tables.inserted(Tables.table(before, Table.Kind.FILTER), Hook.FORWARD, jump)
            .with(new Chain(FORWARD, null, rules))
            .with(new Chain(ADMIN, null, List.of()));
    setup.now(setup.ns().withRuleset(before.with(filter)), Purpose.PLUGIN_RULES);
  }
}
