package dev.podlane.finding.policy;

import dev.podlane.cluster.object.ListenAddress;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.NetworkPolicyRule;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Listening;
import dev.podlane.net.addr.Protocol;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds packets that a rule was meant to allow and that its policies deny. */
final class Senders {
  private Senders() {}

  /**
   * A packet between a pod of the policy and the peer that was meant, which is denied in the rule's
   * direction alone: once the rule means the peer, it arrives. Null if there is none.
   */
  static @Nullable Probing probe(
      PolicyScene policies,
      NetworkPolicy policy,
      Direction direction,
      NetworkPolicyRule rule,
      Pod meant) {
    for (Pod subject : policies.subjects(policy)) {
      Pod from = direction == Direction.INGRESS ? meant : subject;
      Pod to = direction == Direction.INGRESS ? subject : meant;
      if (from.ref().equals(to.ref()) || !from.hasNetwork() || !to.hasNetwork()) {
        continue;
      }
      for (ListenAddress each : Listening.on(to)) {
        boolean walks = each.protocol() == Protocol.TCP || each.protocol() == Protocol.UDP;
        if (walks
            && Listening.hears(to, each.protocol(), each.port())
            && covers(rule, to, each)
            && denied(policies, direction, from, to, each)) {
          return Probing.of(
              each.protocol().name(), from.ref().path(), to.ref().path(), each.port());
        }
      }
    }
    return null;
  }

  private static boolean denied(
      PolicyScene policies, Direction direction, Pod from, Pod to, ListenAddress at) {
    Direction other = direction == Direction.INGRESS ? Direction.EGRESS : Direction.INGRESS;
    return !policies.allows(from, to, at.protocol(), at.port(), EnumSet.of(direction))
        && policies.allows(from, to, at.protocol(), at.port(), EnumSet.of(other));
  }

  /** Returns true if a rule is about a port of a pod (rules 97 to 99). */
  static boolean covers(NetworkPolicyRule rule, Pod to, ListenAddress at) {
    List<NetworkPolicyRule.PortMatch> ports = rule.ports();
    return ports.isEmpty()
        || ports.stream()
            .filter(each -> each.protocol() == at.protocol())
            .anyMatch(
                each ->
                    each.name().isEmpty()
                        ? each.first() == 0
                            || (at.port() >= each.first() && at.port() <= each.last())
                        : Listening.named(to, each.name(), each.protocol()) == at.port());
  }
}
