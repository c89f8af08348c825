package dev.podlane.time.control;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.placement.NodeView;
import dev.podlane.time.state.State;
import java.util.IdentityHashMap;

/** Nodes as the scheduler sees them; each is read once. */
final class NodeViews {
  private final IdentityHashMap<Node, NodeView> read = new IdentityHashMap<>();

  NodeView of(Node node, State state) {
    return read.computeIfAbsent(
        node, each -> NodeView.of(each, state.base().cluster().sources().get(each.ref())));
  }
}
