package dev.podlane.time.control;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.placement.NodeView;
import dev.podlane.cluster.placement.ResourceReader;
import dev.podlane.cluster.placement.Resources;
import dev.podlane.document.Fields;
import dev.podlane.time.state.State;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** Nodes as the scheduler sees them; each is read once. */
final class NodeViews {
  private static final String NOT_READY = "node.kubernetes.io/not-ready";

  private final IdentityHashMap<Node, NodeView> read = new IdentityHashMap<>();

  NodeView of(Node node, State state) {
    return read.computeIfAbsent(node, each -> view(each, state));
  }

  private static NodeView view(Node node, State state) {
    Source source = state.base().cluster().sources().get(node.ref());
    Resources allocatable =
        source == null
            ? Resources.NONE
            : ResourceReader.allocatable(Fields.of(source.place(), source.value(), problem -> {}));
    List<Node.Taint> taints = new ArrayList<>(node.taints());
    if (!node.ready()) {
      taints.add(new Node.Taint(NOT_READY, "", "NoSchedule"));
    }
    return new NodeView(node.name(), node.labels(), !node.schedulable(), taints, allocatable);
  }
}
