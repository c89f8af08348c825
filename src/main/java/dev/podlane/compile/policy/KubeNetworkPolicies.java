package dev.podlane.compile.policy;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PodNetworkKind;
import dev.podlane.cluster.object.PolicyEngine;
import dev.podlane.cluster.policy.verdict.PolicyIndex;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.BaseChain;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Family;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.TableName;
import dev.podlane.net.filter.nft.DataType;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.NamedSet;
import dev.podlane.net.filter.nft.Span;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * kube-network-policies on every node: its table of nftables, which sends the first packet of each
 * connection of a pod under policy to the agent's queue (kubernetes-sigs/kube-network-policies
 * {@code pkg/dataplane/controller.go}, syncNFTablesRules). kindnet has it built in, with a table
 * name and a queue of its own (kubernetes-sigs/kind {@code images/kindnetd}).
 */
public final class KubeNetworkPolicies {
  /** The user of the programs of a node, hostNetwork pods among them: assumed. */
  private static final int ROOT = 0;

  private static final int POSTROUTING = 95;
  private static final int INPUT = 101;
  private static final int PREROUTING = -95;

  private final Supplier<PolicyIndex> policies;
  private final TableName name;
  private final int queue;
  private final PolicyAgent agent;
  private final QueueRules rules;

  private KubeNetworkPolicies(Supplier<PolicyIndex> policies, String name, int queue) {
    this.policies = policies;
    this.name = new TableName(Family.INET, name);
    this.queue = queue;
    this.agent = new PolicyAgent(policies);
    this.rules = new QueueRules(queue);
  }

  /** The engine of a cluster whose {@link PolicyEngine} it is. */
  public static KubeNetworkPolicies of(ClusterNetwork network, Supplier<PolicyIndex> policies) {
    return network.podNetwork() == PodNetworkKind.KINDNET
        ? new KubeNetworkPolicies(policies, "kindnet-network-policies", 101)
        : new KubeNetworkPolicies(policies, "kube-network-policies", 98);
  }

  /**
   * A node with the table, and the agent on its queue.
   *
   * @param pods the pods on the node that have a network
   */
  public NetworkNamespace on(NetworkNamespace node, List<Pod> pods) {
    boolean isForAll = policies.get().hasTiers();
    Map<String, Chain> chains = new LinkedHashMap<>();
    base(chains, Hook.POSTROUTING, POSTROUTING, rules.postrouting(isForAll));
    base(chains, Hook.INPUT, INPUT, rules.input(isForAll));
    base(chains, Hook.PREROUTING, PREROUTING, rules.prerouting(isForAll));
    Map<String, NamedSet> sets = isForAll ? Map.of() : sets(pods);
    Table table = new Table(name, chains, sets, List.of(), "", List.of());
    return node.withRuleset(node.ruleset().with(table))
        .withSockets(node.sockets().reading(queue, agent).runBy(ROOT));
  }

  private static void base(Map<String, Chain> chains, Hook hook, int priority, List<Rule> rules) {
    String chain = hook.name().toLowerCase(Locale.ROOT);
    BaseChain base =
        new BaseChain(BaseChain.Type.FILTER, hook, priority, Chain.Policy.ACCEPT, List.of(), 0);
    chains.put(chain, new Chain(chain, base.touched(Chain.Policy.ACCEPT), rules));
  }

  /** The addresses of the node's own pods that a NetworkPolicy selects (ManagedIPs). */
  private Map<String, NamedSet> sets(List<Pod> pods) {
    PolicyIndex index = policies.get();
    List<Element> v4 = new ArrayList<>();
    List<Element> v6 = new ArrayList<>();
    for (Pod pod : pods) {
      for (Ip address : index.isManaged(pod) ? addresses(pod) : Set.<Ip>of()) {
        Element element = Element.of(List.of(Span.of(Datum.of(address))), null);
        (address.isV4() ? v4 : v6).add(element);
      }
    }
    Map<String, NamedSet> sets = new LinkedHashMap<>();
    sets.put(QueueRules.V4, set(QueueRules.V4, DataType.IPV4, v4));
    sets.put(QueueRules.V6, set(QueueRules.V6, DataType.IPV6, v6));
    return sets;
  }

  private static Set<Ip> addresses(Pod pod) {
    Set<Ip> all = new LinkedHashSet<>(pod.traits().addresses());
    Ip only = pod.podIp();
    if (only != null) {
      all.add(only);
    }
    return all;
  }

  private static NamedSet set(String name, DataType type, List<Element> elements) {
    NamedSet.Shape shape =
        new NamedSet.Shape(List.of(type), List.of(type.bits()), List.of(), false, "");
    return new NamedSet(name, shape, NamedSet.Options.NONE, elements.stream().distinct().toList());
  }
}
