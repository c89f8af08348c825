package dev.podlane.compile.policy;

import dev.podlane.cluster.policy.verdict.Because;
import dev.podlane.cluster.policy.verdict.Decision;
import dev.podlane.cluster.policy.verdict.PolicedPacket;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.QueueProgram;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import java.util.function.Supplier;

/**
 * The agent of kube-network-policies on a node: it decides about the first packet of a connection
 * by the pods that have its addresses ({@code EvaluatePacket} in pkg/networkpolicy/engine.go).
 */
public final class PolicyAgent implements QueueProgram {
  /** The label of connections it has accepted: bit 100 as the agent counts them, 28 as nft does. */
  static final int LABEL = 28;

  private static final int TCP = 6;
  private static final int UDP = 17;

  private static final Answer ACCEPTS = new Answer.Accepts(Datum.bit(LABEL));
  private static final Answer DROPS = new Answer.Drops();

  private final Supplier<PolicyIndex> policies;

  /** The agent of a cluster. */
  PolicyAgent(Supplier<PolicyIndex> policies) {
    this.policies = policies;
  }

  @Override
  public Answer decide(IpPacket packet) {
    PolicyIndex index = policies.get();
    Decision decision = index.decideAsAgent(policed(index, packet));
    return switch (decision.verdict()) {
      case ALLOW -> ACCEPTS;
      case DENY -> DROPS;
      case UNKNOWN -> new Answer.Undecided(reason(decision));
    };
  }

  private static String reason(Decision decision) {
    return decision.because().stream()
        .filter(each -> each.effect() == Because.Effect.MAY_CHANGE && each.object() != null)
        .map(each -> each.object() + " " + each.path())
        .findFirst()
        .orElse("policy");
  }

  /** A packet with the ends that have its addresses. */
  public static PolicedPacket policed(PolicyIndex index, IpPacket packet) {
    Segment segment = packet.segment();
    Protocol protocol =
        switch (segment.protocol()) {
          case TCP -> Protocol.TCP;
          case UDP -> Protocol.UDP;
          default -> Protocol.ICMP;
        };
    int port = protocol == Protocol.ICMP ? 0 : segment.destinationPort();
    return new PolicedPacket(
        index.partyAt(packet.source()), index.partyAt(packet.destination()), protocol, port);
  }
}
