package dev.podlane.compile.cni.felix;

import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.Ports;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a policy as Felix sees it: of one protocol and one peer (projectcalico/calico {@code
 * felix/proto}, Rule).
 *
 * @param action its effect
 * @param name its name, which becomes a comment; empty if it has none
 * @param path the rule in the object of Kubernetes, such as {@code spec.ingress[0]}
 * @param traffic protocol and destination ports
 * @param peer pods on the other side; null if labels do not matter
 * @param nets blocks of the other side, any of them; empty if addresses do not matter
 * @param notNets blocks that the other side is not in
 */
record FelixRule(
    Action action,
    String name,
    String path,
    Traffic traffic,
    @Nullable Peers peer,
    List<Prefix> nets,
    List<Prefix> notNets) {
  /** The effect of a rule. */
  enum Action {
    ALLOW,
    DENY,
    PASS
  }

  /**
   * Packets of one protocol, or of any.
   *
   * @param protocol null for any
   * @param ports numbers of the destination's port, any of them
   * @param names names of the destination's port, any of them; if these and the numbers are empty,
   *     ports do not matter
   */
  record Traffic(@Nullable Protocol protocol, List<Ports> ports, List<String> names) {
    /** All packets. */
    static final Traffic ALL = new Traffic(null, List.of(), List.of());

    Traffic {
      ports = List.copyOf(ports);
      names = List.copyOf(names);
    }
  }

  FelixRule {
    nets = List.copyOf(nets);
    notNets = List.copyOf(notNets);
  }
}
