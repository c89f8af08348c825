package dev.podlane.cluster;

import dev.podlane.cluster.Drafts.PodDraft;
import java.util.List;

/** Decides, in the order Kubernetes does: workloads, nodes, network, blocks, places, addresses. */
final class Settling {
  private final Inventory inventory;
  private final Report report;

  Settling(Inventory inventory, Report report) {
    this.inventory = inventory;
    this.report = report;
  }

  Cluster settle() {
    List<PodDraft> drafts = new Expansion(inventory, report).pods();
    List<Node> named = new NodeNaming(inventory, report).nodes(drafts);
    ClusterNetwork network = new NetworkSettling(inventory, report).settle(named, drafts);
    List<Node> nodes = new NodeAddressing(network, report).settle(named, drafts);
    List<Placed> placed = new Scheduler(nodes, report).place(drafts);
    List<Pod> pods = new PodAddressing(nodes, report).address(placed);
    new Conflicts(network, nodes, report).report(pods, placed);
    return new Cluster(
        network,
        nodes,
        pods,
        inventory.allNamespaces(),
        inventory.unused,
        report.assumptions(),
        report.problems(),
        inventory.sources);
  }
}
