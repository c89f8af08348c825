package dev.podlane.time.picture;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.NodeRules;
import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.Services;
import dev.podlane.time.state.NodeState;
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

/**
 * The settled cluster of a moment, drawn from its state: pods with the addresses and listeners that
 * they have on their nodes, and the rules that each kube-proxy has written so far. One is drawn
 * from another in about the time that its changes take, and takes over every object that is the
 * same.
 */
public final class Picture {
  private final State state;
  private final DrawnPods pods;
  private final List<Node> nodes;
  private final IdentityHashMap<PMap<String, List<EndpointSlice>>, Services> services =
      new IdentityHashMap<>();
  private final Cluster cluster;

  @SuppressWarnings("ReferenceEquality") // another map may hold other nodes
  private Picture(State state, DrawnPods pods, @Nullable Picture before) {
    this.state = state;
    this.pods = pods;
    this.nodes = before != null && before.state.nodes() == state.nodes() ? before.nodes : nodes();
    this.cluster = cluster(before);
  }

  /** Draws the cluster of a state. */
  public static Picture of(State state) {
    return new Picture(state, DrawnPods.of(state), null);
  }

  /**
   * Draws the cluster of another state.
   *
   * @param touched {@code namespace/name} of pods that may differ in it
   */
  @SuppressWarnings("ReferenceEquality") // another base may hold other objects
  public Picture at(State other, Set<String> touched) {
    return other.base() == state.base()
        ? new Picture(other, pods.at(state, other, touched), this)
        : of(other);
  }

  /** The cluster. */
  public Cluster cluster() {
    return cluster;
  }

  private Cluster cluster(@Nullable Picture before) {
    Cluster base = state.base().cluster();
    KubeProxy own = base.network().proxy();
    KubeProxy usual = usual(own);
    Services known = services(state.slices(), before);
    IdentityHashMap<Services, Boolean> isKnown = new IdentityHashMap<>();
    Map<String, NodeRules> behind = new HashMap<>();
    for (Node node : nodes) {
      ProxyState.Tool tool = tool(node.name());
      Services rules = tool.isBlank() ? Services.NONE : services(rules(node.name()), before);
      KubeProxy proxy = tool.mode() == null ? own : own.in(tool.mode());
      if (!proxy.equals(usual) || !isKnown.computeIfAbsent(rules, known::equals)) {
        behind.put(node.name(), new NodeRules(rules, proxy));
      }
    }
    Cluster now = usual.equals(own) ? base : base.running(usual);
    return now.at(nodes, pods.pods(), known, behind).written(sources());
  }

  /** The workloads that were written anew, with their trees. */
  private Map<ObjectRef, Source> sources() {
    Map<ObjectRef, Source> changed = new HashMap<>();
    for (WorkloadState each : state.workloads().all().values()) {
      Source before = state.base().cluster().sources().get(each.ref());
      if (before != null && !before.value().equals(each.tree())) {
        changed.put(each.ref(), new Source(before.place(), each.tree()));
      }
    }
    return changed;
  }

  /** The configuration of kube-proxies: in another mode once all of them run in it. */
  private KubeProxy usual(KubeProxy proxy) {
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
    List<Node> found = new ArrayList<>();
    Set<String> named = new HashSet<>();
    for (Node each : state.base().cluster().nodes()) {
      NodeState now = state.nodes().get(each.name());
      if (now != null && named.add(each.name())) {
        found.add(now.node());
      }
    }
    state.nodes().values().stream()
        .map(NodeState::node)
        .filter(each -> named.add(each.name()))
        .sorted(Comparator.comparing(Node::name))
        .forEach(found::add);
    return List.copyOf(found);
  }

  /** The Services with these slices. */
  private Services services(PMap<String, List<EndpointSlice>> slices, @Nullable Picture before) {
    return services.computeIfAbsent(
        slices,
        each -> {
          Services known = before == null ? null : before.services.get(each);
          return known == null ? services(each) : known;
        });
  }

  private Services services(PMap<String, List<EndpointSlice>> slices) {
    Services given = state.base().cluster().services();
    List<EndpointSlice> all = new ArrayList<>();
    Set<String> named = new HashSet<>();
    for (Service each : given.all()) {
      if (named.add(each.ref().path())) {
        all.addAll(slices.getOrDefault(each.ref().path(), List.of()));
      }
    }
    slices.keySet().stream()
        .filter(each -> !named.contains(each))
        .sorted()
        .forEach(each -> all.addAll(slices.getOrDefault(each, List.of())));
    return new Services(given.all(), all, given.omitted());
  }
}
