package dev.podlane.compile.cni.felix;

import static dev.podlane.compile.cni.felix.FelixLine.line;

import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.net.filter.Chain;
import java.util.ArrayList;
import java.util.List;

/**
 * The chain of a policy in one direction (projectcalico/calico {@code felix/rules/policy.go}:
 * PolicyToIptablesChains).
 *
 * @param chain the chain
 * @param paths the field of the policy that each rule is for
 */
record PolicyChain(Chain chain, List<String> paths) {
  PolicyChain {
    paths = List.copyOf(paths);
  }

  static PolicyChain of(FelixPolicy policy, Direction direction) {
    List<FelixLine> lines = new ArrayList<>();
    List<String> paths = new ArrayList<>();
    for (FelixRule rule : policy.rules(direction).all()) {
      for (FelixLine each : RuleLines.of(direction, rule)) {
        lines.add(each);
        paths.add(rule.path());
      }
    }
    while (!lines.isEmpty() && lines.get(lines.size() - 1).isBack()) {
      lines.remove(lines.size() - 1); // the end of a chain leads back, too
      paths.remove(paths.size() - 1);
    }
    if (lines.isEmpty()) {
      lines.add(line());
      boolean isNetwork = policy.policy() instanceof NetworkPolicy;
      paths.add(isNetwork ? "spec.podSelector" : "spec.subject");
    }
    lines.get(0).says(policy.comment(direction));
    return new PolicyChain(FelixChain.of(policy.chain(direction), lines), paths);
  }
}
