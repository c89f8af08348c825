package dev.podlane.compile.cni.felix;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.IpSet;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.TableName;
import dev.podlane.net.ns.ElementIds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The chains and sets of the policies that are about pods of one node. */
public final class PoliciesOfNode {
  private final Map<String, Used> used;
  private final Map<String, Supplier<Chain>> writers;
  private final Map<String, IpSet> sets;

  /** A policy whose chain of a direction is used. */
  private record Used(ActivePolicy policy, Direction direction) {}

  /**
   * A field that a rule is for.
   *
   * @param object the policy
   * @param path such as {@code spec.ingress[1]}
   */
  public record Source(ObjectRef object, String path) {}

  private PoliciesOfNode(
      Map<String, Used> used, Map<String, Supplier<Chain>> writers, Map<String, IpSet> sets) {
    this.used = used;
    this.writers = writers;
    this.sets = sets;
  }

  static PoliciesOfNode of(FelixPolicies policies, List<Pod> pods) {
    Set<TierOfPod> tiers = Collections.newSetFromMap(new IdentityHashMap<>());
    List<PolicyGroup> groups = new ArrayList<>();
    for (Pod pod : pods) {
      for (TierOfPod tier : policies.tiers(pod)) {
        if (tiers.add(tier)) { // pods that are alike share theirs
          groups.addAll(tier.ingress());
          groups.addAll(tier.egress());
        }
      }
    }
    Map<String, Used> used = new LinkedHashMap<>();
    Map<String, Supplier<Chain>> writers = new HashMap<>();
    Set<ActivePolicy> active = new LinkedHashSet<>();
    for (PolicyGroup group : groups) {
      if (group.hasChain()) {
        writers.put(group.chain(), group::written);
      }
      for (ActivePolicy each : group.policies()) {
        used.put(each.name(group.direction()), new Used(each, group.direction()));
        active.add(each);
      }
    }
    used.forEach(
        (name, each) -> writers.put(name, () -> each.policy().chain(each.direction()).chain()));
    Map<String, IpSet> sets = new TreeMap<>();
    for (ActivePolicy each : active) {
      for (FelixSet set : each.sets()) {
        IpSet made = policies.set(set);
        sets.put(made.name(), made);
      }
    }
    return new PoliciesOfNode(used, writers, sets);
  }

  /** Returns true if no policy is about a pod of the node. */
  public boolean isEmpty() {
    return writers.isEmpty();
  }

  /** The chains of policies and groups, each written on access. */
  public DeferredChains chains() {
    return new DeferredChains(writers);
  }

  /** The sets that their rules ask, by name. */
  public Map<String, IpSet> sets() {
    return Collections.unmodifiableMap(sets);
  }

  /** The field that each chain of a policy, and each rule of it, is for, by element id. */
  public Map<String, Source> sources(String node) {
    Map<String, Source> found = new HashMap<>();
    TableName table = TableName.of(Table.Kind.FILTER);
    used.forEach(
        (name, each) -> {
          ObjectRef object = each.policy().policy().ref();
          boolean isIngress = each.direction() == Direction.INGRESS;
          String whole = isIngress ? "spec.ingress" : "spec.egress";
          found.put(ElementIds.chain(node, table, name), new Source(object, whole));
          PolicyChain chain = each.policy().chain(each.direction());
          List<String> ids = ElementIds.rules(node, table, chain.chain());
          for (int at = 0; at < ids.size(); at++) {
            found.put(ids.get(at), new Source(object, chain.paths().get(at)));
          }
        });
    return found;
  }
}
