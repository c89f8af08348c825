package dev.podlane.compile.cni.felix;

import dev.podlane.cluster.policy.Direction;
import dev.podlane.net.addr.Protocol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A set of ipset that a rule of a policy asks: addresses of pods, or addresses with a port that a
 * name means there (projectcalico/calico {@code felix/calc/rule_scanner.go}, IPSetData).
 *
 * @param peers the pods
 * @param port the named port; null for addresses alone
 */
record FelixSet(Peers peers, @Nullable NamedPort port) {
  private static final int LONGEST = 31;

  /**
   * A name of ports.
   *
   * @param protocol null for any
   */
  record NamedPort(@Nullable Protocol protocol, String name) {}

  /** The sets of the other side of a rule; none if a set of ports has its pods already. */
  static List<FelixSet> ofPeers(Direction direction, FelixRule rule) {
    Peers peer = rule.peer();
    FelixRule.Traffic traffic = rule.traffic();
    boolean isCovered =
        direction == Direction.EGRESS && traffic.ports().isEmpty() && !traffic.names().isEmpty();
    return peer == null || isCovered ? List.of() : List.of(new FelixSet(peer, null));
  }

  /** The sets of the named ports of a rule: ports are the receiver's. */
  static List<FelixSet> ofPorts(Direction direction, FelixRule rule) {
    Peers peer = direction == Direction.EGRESS ? rule.peer() : null;
    Peers receivers = peer == null ? Peers.ALL : peer;
    FelixRule.Traffic traffic = rule.traffic();
    return traffic.names().stream()
        .map(name -> new FelixSet(receivers, new NamedPort(traffic.protocol(), name)))
        .toList();
  }

  /** Its name on each node ({@code felix/ipsets}: NameForMainIPSet). */
  String name() {
    String id = peers.id();
    NamedPort named = port;
    if (named != null) {
      Protocol protocol = named.protocol();
      String word = protocol == null ? "any" : protocol.word();
      id = FelixHash.id("n", id + "," + word + "," + named.name());
    }
    String whole = "cali40" + id;
    return whole.substring(0, Math.min(whole.length(), LONGEST));
  }
}
