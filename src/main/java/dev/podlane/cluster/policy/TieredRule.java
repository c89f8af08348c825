package dev.podlane.cluster.policy;

import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule of a policy of a tier: the first that matches decides (rules 110, 111).
 *
 * @param path path in the object, such as {@code spec.ingress[0]}
 * @param name its name; empty if it has none
 * @param action its effect on a packet that it matches
 * @param peers the other side, any of them
 * @param ports the destination's ports, any of them; empty for every port and protocol
 */
public record TieredRule(
    String path, String name, Action action, List<Peer> peers, List<PortMatch> ports) {
  /** The effect of a rule on a packet (rule 111). */
  public enum Action {
    /** Final: {@code Allow} in v1alpha1, {@code Accept} in v1alpha2. */
    ALLOW,
    /** Final. */
    DENY,
    /** The rest of the tier is skipped. */
    PASS
  }

  /** The other side of a packet. */
  public sealed interface Peer {
    /** Returns the path in the object, such as {@code spec.egress[0].to[1]}. */
    String path();
  }

  /**
   * Pods that have a network of their own (rule 115).
   *
   * @param path path of the selector itself: {@code ….namespaces} or {@code ….pods}
   * @param namespaces selects their namespaces
   * @param pods selects among those of the namespaces
   */
  public record Pods(String path, LabelSelector namespaces, LabelSelector pods) implements Peer {}

  /** Nodes by their labels, met by the addresses in their status. */
  public record Nodes(String path, LabelSelector selector) implements Peer {}

  /** Addresses of blocks, whichever host has them. */
  public record Networks(String path, List<Prefix> blocks) implements Peer {
    public Networks {
      blocks = List.copyOf(blocks);
    }
  }

  /** Addresses that names resolve to; which these are is not in the documents. */
  public record DomainNames(String path, List<String> names) implements Peer {
    public DomainNames {
      names = List.copyOf(names);
    }
  }

  /** A peer of a kind that nobody knows: the rule fails closed (rule 118). */
  public record Unknown(String path) implements Peer {}

  /**
   * Ports of one protocol (rule 117).
   *
   * @param path path in the object
   * @param protocol null for any, which only a name can mean
   * @param first 0 for every port, or if a name says it
   * @param last the same as {@code first} unless it is a range
   * @param name the name of a port of the destination pod; empty if numbers say it
   */
  public record PortMatch(
      String path, @Nullable Protocol protocol, int first, int last, String name) {}

  public TieredRule {
    peers = List.copyOf(peers);
    ports = List.copyOf(ports);
  }
}
