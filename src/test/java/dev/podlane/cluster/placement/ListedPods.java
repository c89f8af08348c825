package dev.podlane.cluster.placement;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pods on nodes, indexed once from a list.
 *
 * @param all the pods
 * @param onNode their sums by node
 * @param byOwner them by namespace and owner
 * @param byNamespace them by namespace
 * @param withAntiAffinity those with anti-affinity
 */
public record ListedPods(
    List<PlacedPod> all,
    Map<String, NodeUse> onNode,
    Map<String, List<PlacedPod>> byOwner,
    Map<String, List<PlacedPod>> byNamespace,
    List<PlacedPod> withAntiAffinity)
    implements PlacedPods {
  public ListedPods {
    all = List.copyOf(all);
    onNode = Collections.unmodifiableMap(new HashMap<>(onNode));
    byOwner = Collections.unmodifiableMap(new HashMap<>(byOwner));
    byNamespace = Collections.unmodifiableMap(new HashMap<>(byNamespace));
    withAntiAffinity = List.copyOf(withAntiAffinity);
  }

  /** Indexes pods. */
  public static ListedPods of(List<PlacedPod> pods) {
    Map<String, NodeUse> onNode = new HashMap<>();
    Map<String, List<PlacedPod>> byOwner = new HashMap<>();
    Map<String, List<PlacedPod>> byNamespace = new HashMap<>();
    for (PlacedPod placed : pods) {
      NodeUse use = onNode.getOrDefault(placed.node(), NodeUse.NONE);
      onNode.put(placed.node(), use.plus(placed.pod()));
      byOwner
          .computeIfAbsent(
              key(placed.pod().namespace(), placed.pod().owner()), any -> new ArrayList<>())
          .add(placed);
      byNamespace.computeIfAbsent(placed.pod().namespace(), any -> new ArrayList<>()).add(placed);
    }
    List<PlacedPod> apart =
        pods.stream().filter(each -> !each.pod().placing().antiAffinity().isEmpty()).toList();
    return new ListedPods(pods, onNode, byOwner, byNamespace, apart);
  }

  @Override
  public NodeUse on(String node) {
    return onNode.getOrDefault(node, NodeUse.NONE);
  }

  @Override
  public Map<String, Integer> siblings(String namespace, String owner) {
    Map<String, Integer> siblings = new HashMap<>();
    for (PlacedPod each : byOwner.getOrDefault(key(namespace, owner), List.of())) {
      if (!each.terminating()) {
        siblings.merge(each.node(), 1, Integer::sum);
      }
    }
    return siblings;
  }

  @Override
  public List<PlacedPod> inNamespace(String namespace) {
    return byNamespace.getOrDefault(namespace, List.of());
  }

  private static String key(String namespace, String owner) {
    return namespace + "/" + owner;
  }
}
