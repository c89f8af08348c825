package dev.podlane.workspace;

import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.verdict.Because;
import dev.podlane.cluster.policy.verdict.Because.Effect;
import dev.podlane.cluster.policy.verdict.Decision;
import dev.podlane.cluster.policy.verdict.Party;
import dev.podlane.cluster.policy.verdict.PolicedPacket;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import dev.podlane.compile.policy.PolicyAgent;
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.step.RuleStep;
import java.util.List;
import java.util.Optional;

/**
 * The policies behind a rule that ended a walk.
 *
 * @param packet the packet as the rule had it
 * @param decision the decision about the packet that the rule had
 * @param deciding the policy that denies it; where policies isolate, the nearest miss; where a fact
 *     is missing, the policy that could decide
 */
public record PolicyFacts(PolicedPacket packet, Decision decision, Because deciding) {
  /** Code of a policy that denies a packet. */
  static final String DENIED = "policy";

  /** Code of policies that isolate a pod and none of which allows a packet. */
  static final String ISOLATED = "policy.isolated";

  /** The policies behind a decision against a probe; empty if no policy decided. */
  public static Optional<PolicyFacts> of(Workspace workspace, Cause cause) {
    PolicyIndex index = workspace.desired().names().policies();
    if (index == null
        || !(cause.decider() instanceof RuleStep.RulesRead read)
        || read.verdict().by() == null) {
      return Optional.empty();
    }
    if (!read.verdict().by().rule().queues()) {
      return new FelixDrops(workspace, index).of(cause.namespace(), read);
    }
    PolicedPacket packet = PolicyAgent.policed(index, read.subject().packet());
    Decision decision = index.decideAsAgent(packet);
    return deciding(decision).map(found -> new PolicyFacts(packet, decision, found));
  }

  /** The reason that decided; empty if no policy did. */
  static Optional<Because> deciding(Decision decision) {
    List<Effect> wanted =
        switch (decision.verdict()) {
          case DENY -> List.of(Effect.DENIES, Effect.DOES_NOT_ALLOW);
          case UNKNOWN -> List.of(Effect.MAY_CHANGE);
          case ALLOW -> List.of();
        };
    return wanted.stream()
        .flatMap(effect -> decision.because().stream().filter(each -> each.effect() == effect))
        .findFirst();
  }

  /** The pod whose policies decide, by its path; its address if it is none. */
  public String subject() {
    Party party = deciding.direction() == Direction.INGRESS ? packet.to() : packet.from();
    Pod pod = party.pod();
    return pod == null ? String.valueOf(party.address()) : pod.ref().path();
  }

  /** The kind of decision; empty if no policy decided, since a fact is missing. */
  public Optional<String> code() {
    if (deciding.effect() == Effect.MAY_CHANGE) {
      return Optional.empty();
    }
    return Optional.of(deciding.effect() == Effect.DENIES ? DENIED : ISOLATED);
  }
}
