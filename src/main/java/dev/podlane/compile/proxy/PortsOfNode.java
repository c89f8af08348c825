package dev.podlane.compile.proxy;

import dev.podlane.cluster.object.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Everything that kube-proxy writes for the ports of a plan: for those that are the same on every
 * node once, and for the others on each. Thread-safe.
 *
 * @param <W> the rules of one port
 */
final class PortsOfNode<W> {
  private final List<ProxiedPort> same;
  private final List<ProxiedPort> dependent;
  private final BiFunction<ProxiedPort, Node, W> writer;

  private final AtomicReference<@Nullable List<W>> everywhere = new AtomicReference<>();

  PortsOfNode(List<ProxiedPort> ports, BiFunction<ProxiedPort, Node, W> writer) {
    List<ProxiedPort> same = new ArrayList<>(ports.size());
    List<ProxiedPort> dependent = new ArrayList<>();
    ports.forEach(port -> (port.dependsOnNode() ? dependent : same).add(port));
    this.same = List.copyOf(same);
    this.dependent = List.copyOf(dependent);
    this.writer = writer;
  }

  /** The ports that are the same on every node. */
  List<W> shared(Node any) {
    List<W> known = everywhere.get();
    if (known == null) {
      known = written(same, any);
      everywhere.set(known);
    }
    return known;
  }

  /** Those that differ from node to node. */
  List<W> own(Node node) {
    return written(dependent, node);
  }

  /** All. */
  List<W> on(Node node) {
    List<W> all = new ArrayList<>(shared(node));
    all.addAll(own(node));
    return all;
  }

  private List<W> written(List<ProxiedPort> ports, Node node) {
    List<W> all = new ArrayList<>(ports.size());
    ports.forEach(port -> all.add(writer.apply(port, node)));
    return Collections.unmodifiableList(all);
  }
}
