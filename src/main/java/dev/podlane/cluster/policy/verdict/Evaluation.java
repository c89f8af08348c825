package dev.podlane.cluster.policy.verdict;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.NetworkPolicyRule;
import dev.podlane.cluster.policy.OtherPolicy;
import dev.podlane.cluster.policy.verdict.Because.Effect;
import dev.podlane.cluster.policy.verdict.Because.Tier;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Evaluates the policies of both ends of one packet (rules 84 to 91, 101 to 103, 109 to 118). */
final class Evaluation {
  private final PolicyIndex index;
  private final PolicedPacket packet;
  private final boolean byAgent;

  /**
   * An evaluation.
   *
   * @param byAgent true if the agent of kube-network-policies evaluates, which exempts nothing
   */
  Evaluation(PolicyIndex index, PolicedPacket packet, boolean byAgent) {
    this.index = index;
    this.packet = packet;
    this.byAgent = byAgent;
  }

  /** It needs the source's egress and the destination's ingress (rule 87). */
  Decision decision(Set<Direction> directions) {
    Decision egress = of(Direction.EGRESS, directions);
    Decision ingress = of(Direction.INGRESS, directions);
    List<Because> because = new ArrayList<>();
    boolean denied = egress.verdict() == Verdict.DENY || ingress.verdict() == Verdict.DENY;
    for (Decision each : List.of(egress, ingress)) {
      if (!denied || each.verdict() == Verdict.DENY) {
        because.addAll(each.because());
      }
    }
    if (denied) {
      return new Decision(Verdict.DENY, because);
    }
    return new Decision(Step.either(egress.verdict(), ingress.verdict()), because);
  }

  private Decision of(Direction direction, Set<Direction> asked) {
    return asked.contains(direction)
        ? direction(direction)
        : new Decision(Verdict.ALLOW, List.of());
  }

  private Decision direction(Direction direction) {
    Pod pod = packet.subject(direction).pod();
    if (pod == null) {
      return new Decision(Verdict.ALLOW, List.of());
    }
    if (!byAgent && isExempt(pod, direction)) {
      Because exempt = new Because(direction, Tier.EXEMPT, Effect.ALLOWS, null, "", List.of());
      boolean matters = !index.subject(pod).selecting(direction).isEmpty();
      return new Decision(Verdict.ALLOW, matters ? List.of(exempt) : List.of());
    }
    Subject.Selecting policies = index.subject(pod).selecting(direction);
    if (policies.isEmpty()) {
      return new Decision(Verdict.ALLOW, List.of());
    }
    Party other = packet.peer(direction);
    Pod otherPod = other.pod();
    Subject peer = otherPod == null ? null : index.subject(otherPod);
    Matching matching = new Matching(packet, other, peer, node(other));
    Reasons reasons = new Reasons(direction, packet, peer, matching);
    List<Because> because = new ArrayList<>();
    List<Supplier<Step>> tiers =
        List.of(
            () -> new TierWalk(direction, matching, reasons).step(policies.admin()),
            () -> network(policies.network(), direction, matching, reasons),
            () -> new TierWalk(direction, matching, reasons).step(policies.baseline()));
    Verdict verdict = verdict(tiers, because);
    for (OtherPolicy each : byAgent ? List.<OtherPolicy>of() : policies.others()) {
      verdict = Verdict.UNKNOWN;
      because.add(
          new Because(direction, Tier.OTHER, Effect.MAY_CHANGE, each.ref(), "spec", List.of()));
    }
    return new Decision(verdict, because);
  }

  private @Nullable Node node(Party party) {
    Node node = party.node();
    Ip address = party.address();
    return node == null && party.pod() == null && address != null ? index.nodeAt(address) : node;
  }

  private static Verdict verdict(List<Supplier<Step>> tiers, List<Because> because) {
    Verdict verdict = null;
    for (Supplier<Step> tier : tiers) {
      Step step = tier.get();
      because.addAll(step.because());
      Verdict decided = step.decided();
      verdict = decided == null ? verdict : Step.either(verdict, decided);
      if (!step.falls()) {
        return verdict == null ? Verdict.UNKNOWN : verdict;
      }
    }
    return Step.either(verdict, Verdict.ALLOW);
  }

  /** A pod's traffic with itself, and what its own node sends it (rules 101, 102). */
  private boolean isExempt(Pod pod, Direction direction) {
    Pod other = packet.peer(direction).pod();
    if (other != null && other.ref().equals(pod.ref())) {
      return true;
    }
    Node sender = packet.from().node();
    return direction == Direction.INGRESS && sender != null && sender.name().equals(pod.nodeName());
  }

  /** NetworkPolicies: allowed is what any rule allows, once a policy isolates (rules 84, 86). */
  private static Step network(
      List<NetworkPolicy> policies, Direction direction, Matching matching, Reasons reasons) {
    if (policies.isEmpty()) {
      return new Step(null, true, List.of());
    }
    List<Because> unsure = new ArrayList<>();
    for (NetworkPolicy policy : policies) {
      if (!policy.valid()) {
        unsure.add(
            new Because(
                direction,
                Tier.NETWORK_POLICY,
                Effect.MAY_CHANGE,
                policy.ref(),
                "spec",
                List.of()));
        continue;
      }
      NetworkPolicyRule may = null;
      for (NetworkPolicyRule rule : policy.rules(direction)) {
        Match match = matching.rule(rule, policy.ref().namespace());
        if (match == Match.YES) {
          return new Step(Verdict.ALLOW, false, List.of(reasons.of(policy, rule, Effect.ALLOWS)));
        }
        may = match == Match.MAYBE && may == null ? rule : may;
      }
      if (may != null) {
        unsure.add(reasons.of(policy, may, Effect.MAY_CHANGE));
      }
    }
    return unsure.isEmpty()
        ? new Step(Verdict.DENY, false, reasons.misses(policies))
        : new Step(Verdict.UNKNOWN, false, unsure);
  }
}
