package dev.podlane.cluster;

import dev.podlane.cluster.Drafts.PodDraft;
import dev.podlane.cluster.docker.Host;
import java.util.List;

/** Decides, in the order Kubernetes does: workloads, nodes, network, blocks, places, addresses. */
final class Settling {
  private final Inventory inventory;
  private final Report report;

  Settling(Inventory inventory, Report report) {
    this.inventory = inventory;
    this.report = report;
  }

  /** Machines alone need no nodes, and nothing is assumed of a network that nobody asks for. */
  private boolean isWithoutKubernetes() {
    return !inventory.hosts.isEmpty()
        && inventory.nodes.isEmpty()
        && inventory.works.isEmpty()
        && inventory.networks.isEmpty();
  }

  Cluster settle() {
    if (isWithoutKubernetes()) {
      ClusterNetwork network =
          new NetworkSettling(inventory, new Report()).settle(List.of(), List.of());
      return cluster(network, List.of(), List.of());
    }
    List<PodDraft> drafts = new Expansion(inventory, report).pods();
    List<Node> named = new NodeNaming(inventory, report).nodes(drafts);
    ClusterNetwork network = new NetworkSettling(inventory, report).settle(named, drafts);
    List<Node> nodes = new NodeAddressing(network, report).settle(named, drafts);
    List<Placed> placed = new Scheduler(nodes, report).place(drafts);
    PodAddressing addressing = new PodAddressing(nodes, report);
    List<Pod> settled = addressing.address(placed);
    List<Pod> pods = new PodLife(addressing, report).after(inventory.events, settled);
    new Conflicts(network, nodes, report).report(pods, placed);
    return cluster(network, nodes, pods);
  }

  private Cluster cluster(ClusterNetwork network, List<Node> nodes, List<Pod> pods) {
    List<Host> hosts = new HostNames(report).distinct(inventory.hosts.values(), nodes);
    return new Cluster(
        network,
        nodes,
        pods,
        hosts,
        inventory.allNamespaces(),
        inventory.unused,
        report.assumptions(),
        report.problems(),
        inventory.sources);
  }
}
