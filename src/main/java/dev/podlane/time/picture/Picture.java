package dev.podlane.time.picture;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.Services;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.ProxyState;
import dev.podlane.time.state.State;
import dev.podlane.time.state.WorkloadState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pcollections.PMap;

/** Draws the settled cluster of a moment. */
public final class Picture {
  private final State state;
  private final Cluster base;
  private final Map<PMap<String, List<EndpointSlice>>, Services> drawn = new IdentityHashMap<>();

  private Picture(State state) {
    this.state = state;
    this.base = state.base().cluster();
  }

  /**
   * The cluster as it really is at a moment: pods with the addresses and listeners that they have
   * on their nodes, and the rules that each kube-proxy has written so far.
   */
  public static Cluster of(State state) {
    return new Picture(state).cluster();
  }

  private Cluster cluster() {
    List<PodState> states = new ArrayList<>(state.pods().pods().values());
    states.sort(Comparator.comparingLong(PodState::serial));
    List<Pod> pods = new ArrayList<>(states.size());
    for (PodState each : states) {
      pods.add(Pods.onNode(each, state.now()));
    }
    List<Node> nodes = nodes();
    Map<String, Services> behind = new HashMap<>();
    for (Node node : nodes) {
      Services rules = services(rules(node.name()));
      if (!rules.equals(services(state.slices()))) {
        behind.put(node.name(), rules);
      }
    }
    return base.at(nodes, pods, services(state.slices()), behind).written(sources());
  }

  /** The workloads that were written anew, with their trees. */
  private Map<ObjectRef, Source> sources() {
    Map<ObjectRef, Source> changed = new HashMap<>();
    for (WorkloadState each : state.workloads().all().values()) {
      Source before = base.sources().get(each.ref());
      if (before != null && !before.value().equals(each.tree())) {
        changed.put(each.ref(), new Source(before.place(), each.tree()));
      }
    }
    return changed;
  }

  private PMap<String, List<EndpointSlice>> rules(String node) {
    ProxyState own = state.proxies().get(node);
    ProxyState proxy = own == null ? state.proxies().get(State.ALL) : own;
    return proxy == null ? state.slices() : proxy.rules();
  }

  /** The nodes, those of the documents in their order. */
  private List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    Set<String> named = new HashSet<>();
    for (Node each : base.nodes()) {
      NodeState now = state.nodes().get(each.name());
      if (now != null && named.add(each.name())) {
        nodes.add(now.node());
      }
    }
    state.nodes().values().stream()
        .map(NodeState::node)
        .filter(each -> named.add(each.name()))
        .sorted(Comparator.comparing(Node::name))
        .forEach(nodes::add);
    return nodes;
  }

  /** The Services with these slices. */
  private Services services(PMap<String, List<EndpointSlice>> slices) {
    return drawn.computeIfAbsent(
        slices,
        any -> {
          List<EndpointSlice> all = new ArrayList<>();
          Set<String> named = new HashSet<>();
          for (Service each : base.services().all()) {
            if (named.add(each.ref().path())) {
              all.addAll(slices.getOrDefault(each.ref().path(), List.of()));
            }
          }
          slices.keySet().stream()
              .filter(each -> !named.contains(each))
              .sorted()
              .forEach(each -> all.addAll(slices.getOrDefault(each, List.of())));
          return new Services(base.services().all(), all, base.services().omitted());
        });
  }
}
