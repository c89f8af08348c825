package dev.podlane.time.picture;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.NodeRules;
import dev.podlane.cluster.object.KubeProxy;
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
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/** Draws the settled cluster of a moment. */
public final class Picture {
  private final State state;
  private final Cluster base;
  private final IdentityHashMap<PMap<String, List<EndpointSlice>>, Services> drawn =
      new IdentityHashMap<>();

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
    Services known = services(state.slices());
    IdentityHashMap<Services, Boolean> isKnown = new IdentityHashMap<>();
    Map<String, NodeRules> behind = new HashMap<>();
    KubeProxy usual = usual(nodes);
    for (Node node : nodes) {
      ProxyState.Tool tool = tool(node.name());
      Services rules = tool.isBlank() ? Services.NONE : services(rules(node.name()));
      KubeProxy own = base.network().proxy();
      KubeProxy proxy = tool.mode() == null ? own : own.in(tool.mode());
      if (!proxy.equals(usual) || !isKnown.computeIfAbsent(rules, known::equals)) {
        behind.put(node.name(), new NodeRules(rules, proxy));
      }
    }
    Cluster now = usual.equals(base.network().proxy()) ? base : base.running(usual);
    return now.at(nodes, pods, services(state.slices()), behind).written(sources());
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

  /** The configuration of kube-proxies: in another mode once all of them run in it. */
  private KubeProxy usual(List<Node> nodes) {
    KubeProxy proxy = base.network().proxy();
    KubeProxy.Mode common = null;
    for (Node node : nodes) {
      KubeProxy.Mode mode = tool(node.name()).mode();
      if (mode == null || (common != null && mode != common)) {
        return proxy;
      }
      common = mode;
    }
    return common == null ? proxy : proxy.in(common);
  }

  private PMap<String, List<EndpointSlice>> rules(String node) {
    ProxyState proxy = proxy(node);
    return proxy == null ? state.slices() : proxy.rules();
  }

  private ProxyState.Tool tool(String node) {
    ProxyState proxy = proxy(node);
    return proxy == null ? ProxyState.Tool.USUAL : proxy.tool();
  }

  private @Nullable ProxyState proxy(String node) {
    ProxyState own = state.proxies().get(node);
    return own == null ? state.proxies().get(State.ALL) : own;
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
