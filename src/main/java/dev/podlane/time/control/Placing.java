package dev.podlane.time.control;

import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.placement.NodeView;
import dev.podlane.cluster.placement.Placement;
import dev.podlane.cluster.placement.Placer;
import dev.podlane.cluster.placement.PodView;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.PMap;

/** Finds the node of a pod in a state. Not thread-safe. */
final class Placing {
  private final PodViews pods;
  private final NodeViews nodes = new NodeViews();
  private final UsedNodes used;
  private final Map<String, Map<String, String>> namespaces = new HashMap<>();
  private @Nullable Object known;
  private @Nullable PMap<String, NodeState> seen;
  private List<Node> sorted = List.of();
  private List<NodeView> views = List.of();

  /**
   * Finds nodes.
   *
   * @param used the sums of nodes that are known from elsewhere
   */
  Placing(UsedNodes used) {
    this.pods = used.views();
    this.used = used;
  }

  /**
   * Decides on the node of a pod as if it had none, with the reasons of every node.
   *
   * @param state the state, in which the pod may be there
   */
  Placement all(PodState pod, State state) {
    return place(pod, state, -1);
  }

  /**
   * Decides on the node of a pod. In a large cluster not all nodes are looked at, as the scheduler
   * does; where it starts follows from the pod.
   */
  Placement choose(PodState pod, State state) {
    return place(pod, state, (int) (pod.serial() % Math.max(1, state.nodes().size())));
  }

  private Placement place(PodState pod, State state, int start) {
    learn(state);
    String bound = pod.identity().boundTo();
    List<Node> there =
        bound == null ? sorted : sorted.stream().filter(each -> each.name().equals(bound)).toList();
    PodView view = view(pod, there);
    List<NodeView> looked =
        bound == null ? views : there.stream().map(node -> nodes.of(node, state)).toList();
    int minor = state.base().cluster().network().proxy().minorVersion();
    Placer placer = new Placer(minor, namespaces);
    return start < 0 || looked.size() < sorted.size()
        ? placer.place(view, looked, used.in(state, pod)).among(sorted.size())
        : placer.placeFrom(view, looked, used.in(state, pod), start);
  }

  /** Nodes that are assumed fit every selector, if no node fits by itself. */
  private PodView view(PodState pod, List<Node> there) {
    PodView view = pods.of(pod);
    boolean isNowhere = there.stream().noneMatch(node -> selects(view, node));
    return isNowhere && there.stream().anyMatch(Node::assumed) ? pods.anywhere(pod) : view;
  }

  private static boolean selects(PodView pod, Node node) {
    return node.labels().entrySet().containsAll(pod.nodeSelector().entrySet())
        && pod.nodeAffinity().allows(node);
  }

  @SuppressWarnings("ReferenceEquality") // any other map or base may hold other objects
  private void learn(State state) {
    if (seen != state.nodes() || known != state.base()) {
      seen = state.nodes();
      sorted =
          state.nodes().values().stream()
              .map(NodeState::node)
              .sorted(Comparator.comparing(Node::name))
              .toList();
      views = sorted.stream().map(node -> nodes.of(node, state)).toList();
    }
    if (known != state.base()) {
      known = state.base();
      namespaces.clear();
      for (KubeNamespace each : state.base().cluster().namespaces()) {
        SortedMap<String, String> labels = each.labels();
        namespaces.put(each.name(), labels);
      }
    }
  }
}
