package dev.podlane.cluster.policy;

import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a NetworkPolicy, which allows packets (rule 89).
 *
 * @param path path in the object, such as {@code spec.ingress[0]}
 * @param peers the other side, any of them; empty for all
 * @param ports the destination's ports, any of them; empty for every port and protocol
 */
public record NetworkPolicyRule(String path, List<Peer> peers, List<PortMatch> ports) {
  /** The other side of a packet. */
  public sealed interface Peer {
    /** Returns the path in the object, such as {@code spec.ingress[0].from[1]}. */
    String path();
  }

  /**
   * Pods (rules 90, 91).
   *
   * @param pods selects among those of the namespaces; null if it is not written, which is all
   * @param namespaces selects namespaces; null if it is not written, which is the policy's own
   */
  public record Pods(String path, @Nullable LabelSelector pods, @Nullable LabelSelector namespaces)
      implements Peer {}

  /**
   * Addresses of a block, whichever host has them (rules 94, 95).
   *
   * @param except parts of the block that this peer is not about
   */
  public record Block(String path, Prefix cidr, List<Prefix> except) implements Peer {
    public Block {
      except = List.copyOf(except);
    }
  }

  /**
   * Ports of one protocol (rules 97 to 99).
   *
   * @param path path in the object, such as {@code spec.egress[0].ports[0]}
   * @param protocol TCP unless written
   * @param first 0 for every port, or if a name says it
   * @param last the same as {@code first} unless it is a range
   * @param name the name of a port of the destination pod; empty if numbers say it
   */
  public record PortMatch(String path, Protocol protocol, int first, int last, String name) {}

  public NetworkPolicyRule {
    peers = List.copyOf(peers);
    ports = List.copyOf(ports);
  }
}
