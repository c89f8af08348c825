package dev.podlane.workspace;

import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.verdict.Because;
import dev.podlane.cluster.policy.verdict.Because.Effect;
import dev.podlane.cluster.policy.verdict.Decision;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import dev.podlane.cluster.policy.verdict.Verdict;
import dev.podlane.compile.policy.PolicyAgent;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.step.RuleStep;
import java.util.List;
import java.util.Optional;

/**
 * The policies behind a rule that ended a walk.
 *
 * @param decision the decision about the packet that the rule had
 * @param deciding the policy that denies it; where policies isolate, the nearest miss; where a fact
 *     is missing, the policy that could decide
 * @param subject path of the pod whose policies decided
 */
public record PolicyFacts(Decision decision, Because deciding, String subject) {
  /** Code of a policy that denies a packet. */
  static final String DENIED = "policy";

  /** Code of policies that isolate a pod and none of which allows a packet. */
  static final String ISOLATED = "policy.isolated";

  /** The policies behind a decision against a probe; empty if no policy decided. */
  public static Optional<PolicyFacts> of(Workspace workspace, Cause cause) {
    PolicyIndex index = workspace.desired().names().policies();
    if (index == null
        || !(cause.decider() instanceof RuleStep.RulesRead read)
        || read.verdict().by() == null
        || !read.verdict().by().rule().queues()) {
      return Optional.empty();
    }
    IpPacket packet = read.subject().packet();
    Decision decision = PolicyAgent.decision(index, packet);
    return deciding(decision)
        .map(found -> new PolicyFacts(decision, found, subject(index, found, packet)));
  }

  private static Optional<Because> deciding(Decision decision) {
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

  private static String subject(PolicyIndex index, Because deciding, IpPacket packet) {
    boolean isIngress = deciding.direction() == Direction.INGRESS;
    Ip address = isIngress ? packet.destination() : packet.source();
    Pod pod = index.podAt(address);
    return pod == null ? address.toString() : pod.ref().path();
  }

  /** The kind of decision; empty if no policy decided, since a fact is missing. */
  public Optional<String> code() {
    if (decision.verdict() != Verdict.DENY) {
      return Optional.empty();
    }
    return Optional.of(deciding.effect() == Effect.DENIES ? DENIED : ISOLATED);
  }
}
