package dev.podlane.compile.cni.felix;

import static dev.podlane.compile.cni.felix.FelixLine.line;

import dev.podlane.cluster.policy.Direction;
import dev.podlane.net.filter.Chain;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Policies that follow each other and select the same pods: two or more have a chain that leads to
 * theirs (projectcalico/calico {@code felix/rules/endpoints.go}: PolicyGroup).
 *
 * @param direction the direction
 * @param policies in the order in which they are asked
 * @param chain the name of the chain to which those of pods jump
 */
record PolicyGroup(Direction direction, List<ActivePolicy> policies, String chain) {
  /** Policies between two looks at their results. */
  private static final int STRIDE = 5;

  private static final int BOTH = Marks.PASS | Marks.ACCEPT;

  PolicyGroup {
    policies = List.copyOf(policies);
  }

  /** Groups policies of one tier ({@code felix/dataplane/linux/endpoint_mgr.go}). */
  static List<PolicyGroup> of(Direction direction, List<ActivePolicy> policies) {
    List<PolicyGroup> groups = new ArrayList<>();
    int begin = 0;
    for (int at = 1; at <= policies.size(); at++) {
      String selector = policies.get(begin).policy().selector();
      if (at == policies.size() || !policies.get(at).policy().selector().equals(selector)) {
        List<ActivePolicy> some = policies.subList(begin, at);
        String own = some.get(0).name(direction);
        groups.add(
            new PolicyGroup(direction, some, some.size() == 1 ? own : name(direction, some)));
        begin = at;
      }
    }
    return groups;
  }

  private static String name(Direction direction, List<ActivePolicy> policies) {
    boolean isIngress = direction == Direction.INGRESS;
    String prefix = isIngress ? "cali-gi-" : "cali-go-";
    MessageDigest digest = FelixHash.digest("SHA3-224");
    List<String> parts = new ArrayList<>();
    parts.add(policies.get(0).policy().selector());
    parts.add(isIngress ? "inbound" : "outbound");
    parts.add("" + policies.size());
    policies.forEach(each -> parts.add(each.policy().id()));
    parts.forEach(each -> digest.update(FelixHash.octets(each + "\n")));
    String hash = FelixHash.base64(digest.digest());
    return prefix + hash.substring(0, FelixChain.LONGEST - prefix.length());
  }

  /** Returns true if it has a chain of its own. */
  boolean hasChain() {
    return policies.size() > 1;
  }

  /** Its chain. */
  Chain written() {
    List<FelixLine> lines = new ArrayList<>();
    for (int at = 0; at < policies.size(); at++) {
      boolean isFirst = at % STRIDE == 0;
      if (at > 0 && isFirst) {
        lines.add(line("Return on verdict").markedAny(BOTH).back());
      }
      FelixLine each = isFirst ? line() : line().unmarked(BOTH);
      lines.add(each.jump(policies.get(at).name(direction)));
    }
    return FelixChain.of(chain, lines);
  }
}
