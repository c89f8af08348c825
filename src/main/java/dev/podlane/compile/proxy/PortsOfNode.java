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
final class PortsOfNode<W extends PortChains.Written> {
  private final List<ProxiedPort> same;
  private final List<ProxiedPort> dependent;
  private final BiFunction<ProxiedPort, Node, W> writer;

  private final AtomicReference<@Nullable List<W>> everywhere = new AtomicReference<>();

  /** The rules that an earlier plan has for all nodes, until they are taken over. */
  private volatile List<W> known;

  /**
   * Of the ports of a plan.
   *
   * @param before those of an earlier plan, which are written in the same way; null for none
   */
  PortsOfNode(
      List<ProxiedPort> ports,
      BiFunction<ProxiedPort, Node, W> writer,
      @Nullable PortsOfNode<W> before) {
    List<ProxiedPort> same = new ArrayList<>(ports.size());
    List<ProxiedPort> dependent = new ArrayList<>();
    ports.forEach(port -> (port.dependsOnNode() ? dependent : same).add(port));
    this.same = List.copyOf(same);
    this.dependent = List.copyOf(dependent);
    this.writer = writer;
    this.known = before == null ? List.of() : before.known();
  }

  private List<W> known() {
    List<W> written = everywhere.get();
    return written == null ? known : written;
  }

  /** The ports that are the same on every node. */
  List<W> shared(Node any) {
    List<W> written = everywhere.get();
    if (written == null) {
      written = written(same, any, known);
      everywhere.set(written);
      known = List.of();
    }
    return written;
  }

  /** Those that differ from node to node. */
  List<W> own(Node node) {
    return written(dependent, node, List.of());
  }

  /** All. */
  List<W> on(Node node) {
    List<W> all = new ArrayList<>(shared(node));
    all.addAll(own(node));
    return all;
  }

  private List<W> written(List<ProxiedPort> ports, Node node, List<W> before) {
    Alongside<W> known = new Alongside<>(before, W::port);
    List<W> all = new ArrayList<>(ports.size());
    for (ProxiedPort port : ports) {
      W same = known.find(port);
      all.add(same == null ? writer.apply(port, node) : same);
    }
    return Collections.unmodifiableList(all);
  }
}
