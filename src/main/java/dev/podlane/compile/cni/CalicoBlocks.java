package dev.podlane.compile.cni;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The blocks that Calico's IPAM has given to nodes, as far as the addresses of pods tell. A node
 * has the blocks in which its pods are; one in which pods of several nodes are is the block of the
 * node whose {@code podCIDR} holds it, else of the first, and the others have borrowed addresses.
 */
final class CalicoBlocks {
  private final int size;
  private final Map<String, SortedSet<Prefix>> own = new HashMap<>();
  private final Map<String, List<Ip>> borrowed = new HashMap<>();
  private final Map<String, Ip> tunnels = new HashMap<>();

  /**
   * The blocks of a cluster.
   *
   * @param pods pods that have a network, by node
   * @param size length of a block
   * @param tunneled true if each node has an address of its first block for its tunnel
   */
  CalicoBlocks(List<Node> nodes, Map<String, List<Pod>> pods, int size, boolean tunneled) {
    this.size = size;
    Map<Prefix, String> owners = new LinkedHashMap<>();
    Map<String, Set<Ip>> used = new HashMap<>();
    for (Node node : nodes) {
      Set<Ip> taken = new LinkedHashSet<>();
      for (Pod pod : pods.getOrDefault(node.name(), List.of())) {
        Ip address = pod.podIp();
        if (!pod.hostNetwork() && address != null && address.isV4()) {
          taken.add(address);
          Prefix block = Prefix.of(address, size);
          Prefix given = node.podCidr();
          if (given != null && given.contains(address)) {
            owners.put(block, node.name());
          } else {
            owners.putIfAbsent(block, node.name());
          }
        }
      }
      used.put(node.name(), taken);
    }
    owners.forEach((block, node) -> blocks(node).add(block));
    for (Node node : nodes) {
      if (tunneled) {
        tunnel(node, owners, used);
      }
      for (Ip address : used.getOrDefault(node.name(), Set.of())) {
        if (!node.name().equals(owners.get(Prefix.of(address, size)))) {
          borrowed.computeIfAbsent(node.name(), any -> new ArrayList<>()).add(address);
        }
      }
    }
  }

  private SortedSet<Prefix> blocks(String node) {
    return own.computeIfAbsent(node, any -> new TreeSet<>());
  }

  /** The tunnel's address is the second of a block, or the first that no pod has. */
  private void tunnel(Node node, Map<Prefix, String> owners, Map<String, Set<Ip>> used) {
    Prefix block = first(node, owners);
    if (block == null) {
      return;
    }
    owners.putIfAbsent(block, node.name());
    blocks(node.name()).add(block);
    Set<Ip> taken = new HashSet<>(used.getOrDefault(node.name(), Set.of()));
    Ip wanted = block.network().plus(1);
    Ip next = block.network();
    while (taken.contains(wanted) && block.contains(next)) {
      wanted = next;
      next = next.plus(1);
    }
    tunnels.put(node.name(), wanted);
  }

  private @Nullable Prefix first(Node node, Map<Prefix, String> owners) {
    Prefix given = node.podCidr();
    if (given != null && given.network().isV4()) {
      Prefix block = Prefix.of(given.network(), size);
      if (node.name().equals(owners.getOrDefault(block, node.name()))) {
        return block;
      }
    }
    SortedSet<Prefix> has = own.get(node.name());
    return has == null || has.isEmpty() ? null : has.first();
  }

  /** The blocks of a node, lowest first. */
  List<Prefix> of(Node node) {
    return List.copyOf(own.getOrDefault(node.name(), new TreeSet<>()));
  }

  /** The addresses of a node's pods that are of other nodes' blocks. */
  List<Ip> borrowed(Node node) {
    return borrowed.getOrDefault(node.name(), List.of());
  }

  /** The address of a node's tunnel; null if it has none. */
  @Nullable Ip tunnel(Node node) {
    return tunnels.get(node.name());
  }
}
