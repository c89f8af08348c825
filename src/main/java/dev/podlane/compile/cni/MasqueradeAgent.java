package dev.podlane.compile.cni;

import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.AddressKind;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.OtherMatch.AddressType;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.RuleLine;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.Target;
import java.util.ArrayList;
import java.util.List;

/**
 * The rules by which packets that leave the pod network get the node's address, as ip-masq-agent
 * writes them (kubernetes-sigs/ip-masq-agent {@code cmd/ip-masq-agent/ip-masq-agent.go}), with the
 * pod network alone left out.
 */
public final class MasqueradeAgent {
  private static final String CHAIN = "IP-MASQ-AGENT";
  private static final String ENSURE =
      "ip-masq-agent: ensure nat POSTROUTING directs all non-LOCAL destination traffic to our"
          + " custom IP-MASQ-AGENT chain";
  private static final String LOCAL = "ip-masq-agent: local traffic is not subject to MASQUERADE";
  private static final String OUTBOUND =
      "ip-masq-agent: outbound traffic is subject to MASQUERADE (must be last in chain)";

  private MasqueradeAgent() {}

  /**
   * A node's rules with these behind.
   *
   * @param pods the pod network
   */
  public static Ruleset on(Ruleset before, Prefix pods) {
    Table nat = before.table(Table.Kind.NAT).orElseGet(() -> Table.empty(Table.Kind.NAT));
    Chain hook = nat.completed().chain(Hook.POSTROUTING.name()).orElseThrow();
    List<Rule> rules = new ArrayList<>(hook.rules());
    rules.add(
        new RuleLine()
            .comment(ENSURE)
            .and(new AddressType(false, AddressKind.LOCAL, AddressType.Limit.NONE, true))
            .then(new Target.Jump(CHAIN))
            .rule());
    Rule inside = new RuleLine().to(pods).comment(LOCAL).then(new Target.Return()).rule();
    Rule outside =
        new RuleLine()
            .comment(OUTBOUND)
            .then(new Target.Snat(null, null, null, false, true, false))
            .rule();
    return before.with(
        nat.completed()
            .with(hook.with(rules))
            .with(new Chain(CHAIN, null, List.of(inside, outside))));
  }
}
