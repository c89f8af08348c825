package dev.podlane.compile.cni;

import dev.podlane.cluster.object.Node;
import dev.podlane.net.addr.Ip;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The network between pods as one plugin makes it: everything that differs from plugin to plugin.
 * There is one for a whole cluster, so what is equal on all nodes is made once.
 */
public interface PodNetwork {
  /** The way a node's pods are plugged in; null if its block has no room for a pod. */
  @Nullable PodLink link(Node node);

  /** Returns true if it follows from the nodes and the cluster's network: no pod changes it. */
  default boolean isOfNodesAlone() {
    return true;
  }

  /**
   * Names of the devices that the plugin gives each node besides the pods' wires, bridge and
   * tunnel; a node without {@link #link} has none of them.
   */
  default List<String> devices() {
    return List.of();
  }

  /**
   * The addresses of those devices and of the pods' wires on a node, known without building it.
   *
   * @param hasPods true if a pod is plugged in there
   */
  default Collection<Ip> addresses(Node node, boolean hasPods) {
    return List.of();
  }

  /** Makes the devices of a node, and its routes to other nodes; no pod is plugged in yet. */
  default void devices(Site site, Setup setup) {}

  /** Does what the plugin does on the node for each pod that is plugged in. */
  default void plugged(Site site, Setup setup) {}

  /** Writes the rules and settings, behind those of kube-proxy. */
  default void rules(Site site, Setup setup) {}
}
