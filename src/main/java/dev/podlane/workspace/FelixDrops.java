package dev.podlane.workspace;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.policy.TieredPolicy;
import dev.podlane.cluster.policy.verdict.Because;
import dev.podlane.cluster.policy.verdict.Because.Effect;
import dev.podlane.cluster.policy.verdict.Because.Tier;
import dev.podlane.cluster.policy.verdict.Decision;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import dev.podlane.cluster.policy.verdict.Verdict;
import dev.podlane.compile.Origin;
import dev.podlane.compile.cni.felix.PodChain;
import dev.podlane.compile.policy.PolicyAgent;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.Verdict.Hit;
import dev.podlane.net.ns.ElementIds;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.trace.step.RuleStep;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The policies behind a packet that Felix's chains drop. Their own evaluation names the rule and
 * the fields; where Calico decides otherwise (docs/pod-networks.md), the rule of the chain names
 * it.
 */
final class FelixDrops {
  private static final String END_OF_TIER = "End of tier ";

  private final Workspace workspace;
  private final PolicyIndex index;

  FelixDrops(Workspace workspace, PolicyIndex index) {
    this.workspace = workspace;
    this.index = index;
  }

  /**
   * The policies behind a verdict of rules; empty if none of Felix's chains of policies ended it.
   */
  Optional<PolicyFacts> of(String namespace, RuleStep.RulesRead read) {
    Hit by = read.verdict().by();
    PodChain chain = by == null ? null : PodChain.of(by.place().chain()).orElse(null);
    if (by == null || chain == null) {
      return Optional.empty();
    }
    Direction direction = chain.direction();
    IpPacket packet = read.subject().packet();
    return switch (chain.kind()) {
      case POD -> endsTier(by) ? isolated(direction, packet) : Optional.empty();
      case POLICY -> denied(direction, packet, namespace, read, by);
      case GROUP, PROFILE -> Optional.empty();
    };
  }

  private static boolean endsTier(Hit by) {
    return by.rule().matches().stream()
        .anyMatch(
            each ->
                each instanceof OtherMatch.Comment comment
                    && comment.text().startsWith(END_OF_TIER));
  }

  private @Nullable Origin origin(String namespace, RuleStep.RulesRead read, Hit by) {
    String id = ElementIds.rule(namespace, read.table().name(), by.place().chain(), by.rule());
    return workspace.origins().of(namespace).get(id);
  }

  private Decision decision(Direction direction, IpPacket packet) {
    return index.decideAsAgent(PolicyAgent.policed(index, packet), EnumSet.of(direction));
  }

  private Optional<PolicyFacts> isolated(Direction direction, IpPacket packet) {
    Decision decision = decision(direction, packet);
    Optional<Because> deciding =
        PolicyFacts.deciding(decision).filter(each -> each.effect() == Effect.DOES_NOT_ALLOW);
    if (deciding.isPresent()) {
      return Optional.of(facts(decision, deciding.get(), packet));
    }
    List<Because> isolating =
        selecting(direction, packet).stream()
            .filter(NetworkPolicy.class::isInstance)
            .map(each -> because(direction, each, Effect.DOES_NOT_ALLOW, "spec.podSelector"))
            .toList();
    return isolating.stream()
        .findFirst()
        .map(each -> facts(new Decision(Verdict.DENY, isolating), each, packet));
  }

  private Optional<PolicyFacts> denied(
      Direction direction, IpPacket packet, String namespace, RuleStep.RulesRead read, Hit by) {
    Decision decision = decision(direction, packet);
    Optional<Because> same =
        PolicyFacts.deciding(decision)
            .filter(each -> each.effect() == Effect.DENIES && each.object() != null)
            .filter(each -> isChain(by, Objects.requireNonNull(each.object()), direction));
    if (same.isPresent()) {
      return Optional.of(facts(decision, same.get(), packet));
    }
    Origin origin = origin(namespace, read, by);
    return selecting(direction, packet).stream()
        .filter(each -> origin != null && each.ref().equals(origin.object()))
        .map(each -> because(direction, each, Effect.DENIES, Objects.requireNonNull(origin).path()))
        .findFirst()
        .map(each -> facts(new Decision(Verdict.DENY, List.of(each)), each, packet));
  }

  private static boolean isChain(Hit by, ObjectRef policy, Direction direction) {
    return PodChain.name(policy, direction).equals(by.place().chain());
  }

  private List<Policy> selecting(Direction direction, IpPacket packet) {
    boolean isIngress = direction == Direction.INGRESS;
    Pod pod = index.podAt(isIngress ? packet.destination() : packet.source());
    return pod == null ? List.of() : index.selecting(pod, direction);
  }

  private static Because because(Direction direction, Policy policy, Effect effect, String path) {
    Tier tier =
        !(policy instanceof TieredPolicy its)
            ? Tier.NETWORK_POLICY
            : its.tier() == TieredPolicy.Tier.ADMIN ? Tier.ADMIN : Tier.BASELINE;
    return new Because(direction, tier, effect, policy.ref(), path, List.of());
  }

  private PolicyFacts facts(Decision decision, Because deciding, IpPacket packet) {
    return new PolicyFacts(PolicyAgent.policed(index, packet), decision, deciding);
  }
}
