package dev.podlane.compile.cni.felix;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.cluster.policy.NetworkPolicy;
import dev.podlane.cluster.policy.Policy;
import dev.podlane.cluster.policy.Selection;
import dev.podlane.net.filter.IpSet;
import dev.podlane.net.filter.SetOptions;
import dev.podlane.net.shared.DeferredList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The policies of a cluster as the Felix of each node has them. Nothing is converted, selected or
 * written before a node is asked about; what nodes share is there once. Thread-safe.
 */
public final class FelixPolicies {
  /** Felix makes its sets with {@code maxelem 1048576}. */
  private static final long MOST = 1_048_576;

  /** Options of Felix's sets. */
  public static final SetOptions OPTIONS =
      new SetOptions(false, 1024, MOST, 0, -1, "", 0, -1, false, false, false, false, 0, null);

  /** More kinds of pods than this are not kept. */
  private static final int KEPT = 10_000;

  private final Cluster cluster;
  private final boolean enforces;
  private final AtomicReference<@Nullable Converted> converted = new AtomicReference<>();
  private final AtomicReference<@Nullable Workloads> workloads = new AtomicReference<>();
  private final Map<Alike, List<TierOfPod>> tiers = new ConcurrentHashMap<>();
  private final Map<List<ActivePolicy>, List<TierOfPod>> grouped = new ConcurrentHashMap<>();
  private final Map<String, IpSet> sets = new ConcurrentHashMap<>();

  /** The part of a pod that selectors see. */
  private record Alike(String namespace, SortedMap<String, String> labels) {}

  /** Policies in the order in which they are asked: of one namespace, and of all. */
  private record Converted(
      Map<String, List<ActivePolicy>> ofNamespace, List<ActivePolicy> everywhere) {}

  /**
   * Those of a cluster.
   *
   * @param enforces false if Felix has none of them
   */
  public FelixPolicies(Cluster cluster, boolean enforces) {
    this.cluster = cluster;
    this.enforces = enforces;
  }

  private Converted converted() {
    Converted known = converted.get();
    if (known != null) {
      return known;
    }
    Map<String, List<ActivePolicy>> ofNamespace = new HashMap<>();
    List<ActivePolicy> everywhere = new ArrayList<>();
    for (Policy policy : enforces ? cluster.notSimulated().policies().all() : List.<Policy>of()) {
      List<ActivePolicy> all =
          policy instanceof NetworkPolicy
              ? ofNamespace.computeIfAbsent(policy.ref().namespace(), any -> new ArrayList<>())
              : everywhere;
      Conversion.of(policy).map(ActivePolicy::new).ifPresent(all::add);
    }
    Comparator<ActivePolicy> order =
        Comparator.comparingInt((ActivePolicy each) -> each.policy().order())
            .thenComparing(each -> each.policy().place());
    ofNamespace.values().forEach(each -> each.sort(order));
    everywhere.sort(order);
    Converted made = new Converted(ofNamespace, everywhere);
    return converted.compareAndSet(null, made) ? made : converted();
  }

  private Workloads workloads() {
    Workloads known = workloads.get();
    if (known != null) {
      return known;
    }
    Workloads made = new Workloads(cluster);
    return workloads.compareAndSet(null, made) ? made : workloads();
  }

  /** The policies about a pod by tier; tiers without one are left out. */
  List<TierOfPod> tiers(Pod pod) {
    if (tiers.size() > KEPT) {
      tiers.clear();
    }
    return tiers.computeIfAbsent(new Alike(pod.namespace(), pod.labels()), any -> made(pod));
  }

  private List<TierOfPod> made(Pod pod) {
    Map<String, String> labels = cluster.labels(pod.namespace());
    Converted all = converted();
    List<ActivePolicy> selecting = new ArrayList<>();
    List<List<ActivePolicy>> both =
        List.of(all.ofNamespace().getOrDefault(pod.namespace(), List.of()), all.everywhere());
    for (List<ActivePolicy> some : both) {
      for (ActivePolicy each : some) {
        if (each.policy().policy().selects(pod, labels) == Selection.YES) {
          selecting.add(each);
        }
      }
    }
    if (grouped.size() > KEPT) {
      grouped.clear();
    }
    return grouped.computeIfAbsent(List.copyOf(selecting), FelixPolicies::grouped);
  }

  /** The same policies are grouped once, however many kinds of pods they select. */
  private static List<TierOfPod> grouped(List<ActivePolicy> selecting) {
    Map<FelixTier, List<ActivePolicy>> byTier = new EnumMap<>(FelixTier.class);
    for (ActivePolicy each : selecting) {
      byTier.computeIfAbsent(each.policy().tier(), any -> new ArrayList<>()).add(each);
    }
    List<TierOfPod> found = new ArrayList<>();
    byTier.forEach(
        (tier, policies) ->
            found.add(
                new TierOfPod(
                    tier,
                    groups(Direction.INGRESS, policies),
                    groups(Direction.EGRESS, policies))));
    return List.copyOf(found);
  }

  private static List<PolicyGroup> groups(Direction direction, List<ActivePolicy> policies) {
    return PolicyGroup.of(
        direction,
        policies.stream().filter(each -> each.policy().rules(direction).isThere()).toList());
  }

  /** The jumps of the chain of a pod. */
  public List<Jumps> jumps(Pod pod, Direction direction) {
    List<Jumps> all = new ArrayList<>();
    for (TierOfPod each : tiers(pod)) {
      List<String> chains = each.groups(direction).stream().map(PolicyGroup::chain).toList();
      all.add(new Jumps(each.tier().text(), each.tier().passes(), chains));
    }
    return all;
  }

  /** Chains and sets of the policies about pods of one node. */
  public PoliciesOfNode on(List<Pod> pods) {
    return PoliciesOfNode.of(this, pods);
  }

  /** A set, which is the same on all nodes. */
  IpSet set(FelixSet set) {
    return sets.computeIfAbsent(
        set.name(),
        name -> {
          boolean hasPorts = set.port() != null;
          IpSet.Type type = hasPorts ? IpSet.Type.HASH_IP_PORT : IpSet.Type.HASH_NET;
          return new IpSet(name, type, OPTIONS, new DeferredList<>(() -> workloads().members(set)));
        });
  }
}
