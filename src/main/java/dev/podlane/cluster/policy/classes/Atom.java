package dev.podlane.cluster.policy.classes;

import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.NetworkPolicyRule;
import dev.podlane.cluster.policy.OtherPolicy;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.policy.TieredPolicy;
import dev.podlane.cluster.policy.TieredRule;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A smallest part of policies by which pods can be told apart. */
sealed interface Atom {
  /**
   * Pods with a network of their own by their labels; all conditions must hold.
   *
   * @param namespace their namespace; empty for any
   * @param namespaces selects their namespaces; null for any
   */
  record Pods(String namespace, @Nullable LabelSelector namespaces, LabelSelector pods)
      implements Atom {
    /** Those of a namespace. */
    static Pods in(String namespace, @Nullable LabelSelector pods) {
      return new Pods(namespace, null, pods == null ? LabelSelector.EVERYTHING : pods);
    }

    /** Those of namespaces with labels. */
    static Pods in(LabelSelector namespaces, @Nullable LabelSelector pods) {
      return new Pods("", namespaces, pods == null ? LabelSelector.EVERYTHING : pods);
    }

    /** Those that a peer of a NetworkPolicy of a namespace selects. */
    static Pods of(NetworkPolicyRule.Pods peer, String namespace) {
      LabelSelector namespaces = peer.namespaces();
      return namespaces == null ? in(namespace, peer.pods()) : in(namespaces, peer.pods());
    }

    /** Those that a part of a tier's policy selects. */
    static Pods of(TieredRule.Pods peer) {
      return in(peer.namespaces(), peer.pods());
    }
  }

  /**
   * Addresses of a block.
   *
   * @param except parts of the block that it leaves out
   */
  record Block(Prefix cidr, List<Prefix> except) implements Atom {
    public Block {
      except = List.copyOf(except);
    }

    /** Returns true if it has every address of its family, known or not. */
    boolean isAll() {
      return cidr.length() == 0 && except.isEmpty();
    }

    boolean contains(Ip address) {
      return cidr.contains(address) && except.stream().noneMatch(each -> each.contains(address));
    }
  }

  /** Pods that have a port of a name, told apart by its protocol and number. */
  record PortName(String name) implements Atom {}

  /** The pods that a policy is about, or may be. */
  static Pods subject(Policy policy) {
    if (policy instanceof NetworkPolicy its) {
      return Pods.in(its.ref().namespace(), its.podSelector());
    }
    if (policy instanceof TieredPolicy its) {
      TieredRule.Pods about = its.subject();
      return about == null ? Pods.in(LabelSelector.EVERYTHING, null) : Pods.of(about);
    }
    OtherPolicy.PacketAtHook about = ((OtherPolicy) policy).subject();
    LabelSelector pods = about.pods();
    return new Pods(
        about.namespace(), about.namespaces(), pods == null ? LabelSelector.EVERYTHING : pods);
  }

  /** Everything by which a policy tells pods apart. */
  static Set<Atom> of(Policy policy) {
    Set<Atom> all = new LinkedHashSet<>();
    all.add(subject(policy));
    if (policy instanceof NetworkPolicy its) {
      its.ingress().forEach(rule -> add(rule, its.ref().namespace(), all));
      its.egress().forEach(rule -> add(rule, its.ref().namespace(), all));
    } else if (policy instanceof TieredPolicy its) {
      its.ingress().forEach(rule -> add(rule, all));
      its.egress().forEach(rule -> add(rule, all));
    }
    return all;
  }

  private static void add(NetworkPolicyRule rule, String namespace, Set<Atom> all) {
    for (NetworkPolicyRule.Peer each : rule.peers()) {
      if (each instanceof NetworkPolicyRule.Pods pods) {
        all.add(Pods.of(pods, namespace));
      } else if (each instanceof NetworkPolicyRule.Block block) {
        all.add(new Block(block.cidr(), block.except()));
      }
    }
    rule.ports().stream()
        .filter(each -> !each.name().isEmpty())
        .forEach(each -> all.add(new PortName(each.name())));
  }

  private static void add(TieredRule rule, Set<Atom> all) {
    for (TieredRule.Peer each : rule.peers()) {
      if (each instanceof TieredRule.Pods pods) {
        all.add(Pods.of(pods));
      } else if (each instanceof TieredRule.Networks networks) {
        networks.blocks().forEach(block -> all.add(new Block(block, List.of())));
      }
    }
    rule.ports().stream()
        .filter(each -> !each.name().isEmpty())
        .forEach(each -> all.add(new PortName(each.name())));
  }
}
