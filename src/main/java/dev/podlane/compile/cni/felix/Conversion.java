package dev.podlane.compile.cni.felix;

import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.NetworkPolicyRule;
import dev.podlane.cluster.policy.OtherPolicy;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.policy.TieredPolicy;
import dev.podlane.cluster.policy.TieredRule;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.compile.cni.felix.FelixPolicy.Rules;
import dev.podlane.compile.cni.felix.FelixRule.Action;
import dev.podlane.compile.cni.felix.FelixRule.Traffic;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns policies of Kubernetes into Calico's (projectcalico/calico {@code
 * libcalico-go/lib/backend/k8s/conversion}), for IPv4. A policy that the API server would refuse is
 * not there; Calico's own policies and those of others are not read.
 */
final class Conversion {
  /** All NetworkPolicies have the same. */
  private static final int NETWORK_POLICY_ORDER = 1_000;

  private Conversion() {}

  /** The policy; none if Calico would not see it. */
  static Optional<FelixPolicy> of(Policy policy) {
    if (policy instanceof NetworkPolicy its) {
      return its.valid() ? Optional.of(network(its)) : Optional.empty();
    }
    if (policy instanceof TieredPolicy its) {
      TieredRule.Pods subject = its.subject();
      boolean isThere = its.valid() && subject != null;
      return isThere ? Optional.of(tiered(its, Objects.requireNonNull(subject))) : Optional.empty();
    }
    if (policy instanceof OtherPolicy) {
      return Optional.empty();
    }
    throw new IllegalStateException("no kind of policy: " + policy);
  }

  private static FelixPolicy network(NetworkPolicy policy) {
    String pods = SelectorText.pods(policy.podSelector());
    String namespace = SelectorText.namespace(policy.ref().namespace());
    return new FelixPolicy(
        policy,
        "KubernetesNetworkPolicy",
        FelixTier.DEFAULT,
        NETWORK_POLICY_ORDER,
        SelectorText.both(List.of(pods, namespace)),
        rules(policy, Direction.INGRESS),
        rules(policy, Direction.EGRESS));
  }

  private static Rules rules(NetworkPolicy policy, Direction direction) {
    List<FelixRule> rules = new ArrayList<>();
    for (NetworkPolicyRule rule : policy.rules(direction)) {
      RulePorts ports = new RulePorts();
      rule.ports().forEach(it -> ports.add(it.protocol(), it.first(), it.last(), it.name()));
      for (Traffic traffic : ports.all()) {
        if (rule.peers().isEmpty()) {
          rules.add(rule(rule, traffic, null, List.of(), List.of()));
        }
        for (NetworkPolicyRule.Peer peer : rule.peers()) {
          peer(rule, traffic, peer, policy.ref().namespace()).ifPresent(rules::add);
        }
      }
    }
    return new Rules(policy.directions().contains(direction), rules);
  }

  private static Optional<FelixRule> peer(
      NetworkPolicyRule rule, Traffic traffic, NetworkPolicyRule.Peer peer, String namespace) {
    if (peer instanceof NetworkPolicyRule.Pods its) {
      LabelSelector pods = its.pods() == null ? LabelSelector.EVERYTHING : its.pods();
      LabelSelector namespaces = its.namespaces();
      Peers peers =
          namespaces == null ? Peers.in(namespace, pods) : new Peers("", namespaces, pods);
      return Optional.of(rule(rule, traffic, peers, List.of(), List.of()));
    }
    NetworkPolicyRule.Block block = (NetworkPolicyRule.Block) peer;
    return block.cidr().network().isV4()
        ? Optional.of(rule(rule, traffic, null, List.of(block.cidr()), v4(block.except())))
        : Optional.empty(); // FilterRuleToIPVersion
  }

  private static FelixRule rule(
      NetworkPolicyRule rule,
      Traffic traffic,
      @Nullable Peers peer,
      List<Prefix> nets,
      List<Prefix> notNets) {
    return new FelixRule(Action.ALLOW, "", rule.path(), traffic, peer, nets, notNets);
  }

  private static FelixPolicy tiered(TieredPolicy policy, TieredRule.Pods subject) {
    String namespaces = SelectorText.namespaces(subject.namespaces());
    String pods = SelectorText.pods(subject.pods());
    boolean isAdmin = policy.tier() == TieredPolicy.Tier.ADMIN;
    String kind = policy.ref().kind();
    boolean isForerunner = !kind.equals("ClusterNetworkPolicy");
    FelixTier tier = isAdmin ? FelixTier.ADMIN : FelixTier.BASELINE;
    FelixTier before = isAdmin ? FelixTier.ADMIN_FORERUNNER : FelixTier.BASELINE_FORERUNNER;
    return new FelixPolicy(
        policy,
        "Kubernetes" + kind,
        isForerunner ? before : tier,
        policy.priority(),
        SelectorText.both(List.of(pods, namespaces)),
        rules(policy, Direction.INGRESS),
        rules(policy, Direction.EGRESS));
  }

  /** A policy of a tier is about a direction if a rule of it is left, be it one of IPv6. */
  private static Rules rules(TieredPolicy policy, Direction direction) {
    List<FelixRule> rules = new ArrayList<>();
    for (TieredRule rule : policy.rules(direction)) {
      if (isKnown(rule)) {
        rules.addAll(rules(rule));
      } else if (rule.action() != TieredRule.Action.ALLOW) {
        rules.add(
            new FelixRule(Action.DENY, "", rule.path(), Traffic.ALL, null, List.of(), List.of()));
      }
    }
    boolean isThere =
        policy.rules(direction).stream()
            .anyMatch(each -> isKnown(each) || each.action() != TieredRule.Action.ALLOW);
    return new Rules(isThere, rules);
  }

  /** Calico knows neither nodes nor names as peers: a rule with one fails closed. */
  private static boolean isKnown(TieredRule rule) {
    return rule.peers().stream()
        .allMatch(peer -> peer instanceof TieredRule.Pods || peer instanceof TieredRule.Networks);
  }

  private static List<FelixRule> rules(TieredRule rule) {
    RulePorts ports = new RulePorts();
    rule.ports().forEach(it -> ports.add(it.protocol(), it.first(), it.last(), it.name()));
    List<FelixRule> rules = new ArrayList<>();
    for (Traffic traffic : ports.all()) {
      for (TieredRule.Peer peer : rule.peers()) {
        if (peer instanceof TieredRule.Pods pods) {
          boolean asksNamespaces = pods.path().endsWith(".namespaces");
          LabelSelector labels = asksNamespaces ? null : pods.pods();
          Peers peers = new Peers("", pods.namespaces(), labels);
          rules.add(rule(rule, traffic, peers, List.of()));
        } else if (peer instanceof TieredRule.Networks networks) {
          List<Prefix> blocks = v4(networks.blocks());
          if (!blocks.isEmpty()) {
            rules.add(rule(rule, traffic, null, blocks));
          }
        }
      }
    }
    return rules;
  }

  private static FelixRule rule(
      TieredRule rule, Traffic traffic, @Nullable Peers peer, List<Prefix> nets) {
    Action action =
        switch (rule.action()) {
          case ALLOW -> Action.ALLOW;
          case DENY -> Action.DENY;
          case PASS -> Action.PASS;
        };
    return new FelixRule(action, rule.name(), rule.path(), traffic, peer, nets, List.of());
  }

  private static List<Prefix> v4(List<Prefix> blocks) {
    return blocks.stream().filter(block -> block.network().isV4()).toList();
  }
}
