package dev.podlane.cluster.schedule;

import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.placement.PlacedPods;
import dev.podlane.cluster.placement.PodView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Pods that have a place, by node and by namespace. Those that had it before are read when somebody
 * asks for them: most pods that come ask for one node's.
 */
final class Placed implements PlacedPods {
  private final Demands demands;
  private final Map<String, NodeUse> uses = new HashMap<>();
  private final Map<String, List<PlacedPod>> near = new HashMap<>();
  private final List<PlacedPod> apart = new ArrayList<>();
  private final List<PlacedPod> all = new ArrayList<>();

  /** Pods that are not read yet, by node. */
  private final Map<String, List<Pod>> unread = new HashMap<>();

  private int unreadPods;
  private boolean mayKeepApart;
  private boolean isWithoutRules;

  /**
   * Nobody is there.
   *
   * @param demands reader of what pods say
   */
  Placed(Demands demands) {
    this.demands = demands;
  }

  /** A pod had this place before. */
  void had(Pod pod, String node) {
    unread.computeIfAbsent(node, any -> new ArrayList<>()).add(pod);
    unreadPods++;
    mayKeepApart = true;
  }

  /** A pod takes this place. */
  void add(PodView pod, String node, boolean terminating) {
    PodView taken = isWithoutRules ? pod.anywhere() : pod;
    PlacedPod now = new PlacedPod(taken, node, terminating);
    uses.put(node, uses.getOrDefault(node, NodeUse.NONE).plus(taken));
    near.computeIfAbsent(taken.namespace(), any -> new ArrayList<>()).add(now);
    all.add(now);
    if (!taken.placing().antiAffinity().isEmpty()) {
      apart.add(now);
    }
  }

  /** The number of pods. */
  int size() {
    return all.size() + unreadPods;
  }

  /** Rules of these pods about others count no more. */
  void forgetRules() {
    isWithoutRules = true;
    mayKeepApart = false;
    apart.clear();
  }

  private void read(String node) {
    List<Pod> there = unread.remove(node);
    if (there != null) {
      unreadPods -= there.size();
      there.forEach(pod -> add(demands.of(pod), node, pod.traits().terminating()));
    }
  }

  private void readAll() {
    List.copyOf(unread.keySet()).forEach(this::read);
  }

  @Override
  public NodeUse on(String node) {
    read(node);
    return uses.getOrDefault(node, NodeUse.NONE);
  }

  @Override
  public Map<String, Integer> siblings(String namespace, String owner) {
    return Map.of();
  }

  @Override
  public List<PlacedPod> withAntiAffinity() {
    if (mayKeepApart) {
      mayKeepApart = false;
      if (unread.values().stream().flatMap(List::stream).anyMatch(demands::keepsApart)) {
        readAll();
      }
    }
    return apart;
  }

  @Override
  public List<PlacedPod> inNamespace(String namespace) {
    readAll();
    return near.getOrDefault(namespace, List.of());
  }

  @Override
  public List<PlacedPod> all() {
    readAll();
    return all;
  }
}
