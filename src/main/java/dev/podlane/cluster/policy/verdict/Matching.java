package dev.podlane.cluster.policy.verdict;

import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.NetworkPolicyRule;
import dev.podlane.cluster.policy.TieredRule;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares rules with one packet in one direction. */
final class Matching {
  private final PolicedPacket packet;
  private final Party other;
  private final @Nullable Subject peer;
  private final @Nullable Node node;

  /**
   * Of a packet.
   *
   * @param other the end that peers are compared with
   * @param peer the pods it is of; null if it is no pod
   * @param node the node that it is, by name or address; null if it is none
   */
  Matching(PolicedPacket packet, Party other, @Nullable Subject peer, @Nullable Node node) {
    this.packet = packet;
    this.other = other;
    this.peer = peer;
    this.node = node;
  }

  /** A rule of a NetworkPolicy of a namespace (rule 89). */
  Match rule(NetworkPolicyRule rule, String namespace) {
    Match ports = rule.ports().isEmpty() ? Match.YES : Match.NO;
    for (NetworkPolicyRule.PortMatch each : rule.ports()) {
      ports = ports.or(Match.of(port(each)));
    }
    if (ports == Match.NO || rule.peers().isEmpty()) {
      return ports;
    }
    Match found = Match.NO;
    for (NetworkPolicyRule.Peer each : rule.peers()) {
      found = found.or(peer(each, namespace));
      if (found == Match.YES) {
        break;
      }
    }
    return ports.and(found);
  }

  /** A peer of a NetworkPolicy (rules 90, 91, 94, 95). */
  Match peer(NetworkPolicyRule.Peer wanted, String namespace) {
    if (wanted instanceof NetworkPolicyRule.Block block) {
      return block(block.cidr(), block.except());
    }
    return Match.of(
        wanted instanceof NetworkPolicyRule.Pods pods
            && inNamespace(pods.namespaces(), namespace)
            && isPod(pods.pods()));
  }

  /** Returns true if the other end is a pod of the selected namespaces, or of the policy's own. */
  boolean inNamespace(@Nullable LabelSelector namespaces, String own) {
    Subject its = peer;
    return its != null
        && (namespaces == null
            ? its.namespace().equals(own)
            : namespaces.matches(its.namespaceLabels()));
  }

  /** Returns true if the other end is a pod with the selected labels. */
  boolean isPod(@Nullable LabelSelector pods) {
    Subject its = peer;
    return its != null && (pods == null || pods.matches(its.labels()));
  }

  /** The number of labels that a peer asks for and that the other end, or its namespace, has. */
  int fits(NetworkPolicyRule.Peer wanted) {
    Subject its = peer;
    if (its == null || !(wanted instanceof NetworkPolicyRule.Pods pods)) {
      return 0;
    }
    LabelSelector namespaces = pods.namespaces();
    LabelSelector labels = pods.pods();
    return (labels == null ? 0 : fitting(labels, its.labels()))
        + (namespaces == null ? 0 : fitting(namespaces, its.namespaceLabels()));
  }

  private static int fitting(LabelSelector selector, Map<String, String> labels) {
    return (int)
        selector.matchLabels().entrySet().stream()
            .filter(each -> each.getValue().equals(labels.get(each.getKey())))
            .count();
  }

  private Match block(Prefix cidr, List<Prefix> except) {
    if (cidr.network().family() != other.family()) {
      return Match.NO;
    }
    Ip address = other.address();
    if (address == null) {
      return cidr.length() == 0 && except.isEmpty() ? Match.YES : Match.MAYBE;
    }
    return Match.of(
        cidr.contains(address) && except.stream().noneMatch(each -> each.contains(address)));
  }

  /** A port of a NetworkPolicy (rules 97 to 100). */
  boolean port(NetworkPolicyRule.PortMatch port) {
    if (port.protocol() != packet.protocol()) {
      return false;
    }
    return port.name().isEmpty()
        ? isIn(port.first(), port.last())
        : isNamed(port.name(), port.protocol());
  }

  /** A port of a policy of a tier (rule 117). */
  boolean port(TieredRule.PortMatch port) {
    if (port.protocol() != null && port.protocol() != packet.protocol()) {
      return false;
    }
    return port.name().isEmpty()
        ? isIn(port.first(), port.last())
        : isNamed(port.name(), packet.protocol());
  }

  private boolean isIn(int first, int last) {
    return first == 0 || (packet.port() >= first && packet.port() <= last);
  }

  /** Names are the destination pod's, whichever direction is asked (rule 98). */
  private boolean isNamed(String name, Protocol protocol) {
    Pod pod = packet.to().pod();
    if (pod == null) {
      return false;
    }
    for (Container container : pod.containers()) {
      for (ContainerPort port : container.ports()) {
        if (port.number() == packet.port()
            && port.protocol() == protocol
            && port.name().equals(name)) {
          return true;
        }
      }
    }
    return false;
  }

  /** A rule of a tier, but for entries that nobody knows. */
  Match rule(TieredRule rule) {
    Match ports = rule.ports().isEmpty() ? Match.YES : Match.NO;
    for (TieredRule.PortMatch each : rule.ports()) {
      ports = ports.or(Match.of(port(each)));
    }
    Match found = Match.NO;
    for (TieredRule.Peer each : rule.peers()) {
      found = ports == Match.NO ? Match.NO : found.or(peer(each));
    }
    return ports.and(found);
  }

  /** A peer of a policy of a tier (rules 114, 115). */
  Match peer(TieredRule.Peer wanted) {
    if (wanted instanceof TieredRule.Pods pods) {
      return Match.of(inNamespace(pods.namespaces(), "") && isPod(pods.pods()));
    }
    if (wanted instanceof TieredRule.Networks networks) {
      Match found = Match.NO;
      for (Prefix each : networks.blocks()) {
        found = found.or(block(each, List.of()));
      }
      return found;
    }
    if (wanted instanceof TieredRule.Nodes nodes) {
      return node(nodes.selector());
    }
    // An address that is a pod's or a node's can be a name's as well.
    return wanted instanceof TieredRule.DomainNames ? Match.MAYBE : Match.NO;
  }

  private Match node(LabelSelector selector) {
    Node its = node;
    return Match.of(its != null && selector.matches(its.labels()));
  }
}
