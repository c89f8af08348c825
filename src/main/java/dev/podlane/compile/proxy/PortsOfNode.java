package dev.podlane.compile.proxy;

import dev.podlane.cluster.object.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Everything that kube-proxy writes for the ports of a plan on a node; what is the same on every
 * node is made once. Thread-safe.
 *
 * @param <W> the rules of one port
 */
final class PortsOfNode<W> {
  private final List<ProxiedPort> ports;
  private final BiFunction<ProxiedPort, Node, W> writer;

  /** The rules of ports that are the same everywhere, null for others; null until first needed. */
  private volatile @Nullable List<@Nullable W> everywhere;

  PortsOfNode(List<ProxiedPort> ports, BiFunction<ProxiedPort, Node, W> writer) {
    this.ports = List.copyOf(ports);
    this.writer = writer;
  }

  List<W> on(Node node) {
    List<@Nullable W> shared = everywhere;
    if (shared == null) {
      shared = new ArrayList<>();
      for (ProxiedPort port : ports) {
        shared.add(port.dependsOnNode() ? null : writer.apply(port, node));
      }
      everywhere = shared;
    }
    List<W> all = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      W written = shared.get(i);
      all.add(written == null ? writer.apply(ports.get(i), node) : written);
    }
    return all;
  }
}
