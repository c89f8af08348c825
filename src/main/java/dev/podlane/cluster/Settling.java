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

  /** Nothing is assumed of a network that nobody asks for. */
  private boolean isWithoutKubernetes() {
    return inventory.nodes.isEmpty() && inventory.works.isEmpty() && inventory.networks.isEmpty();
  }

  Cluster settle() {
    if (isWithoutKubernetes()) {
      ClusterNetwork network =
          new NetworkSettling(inventory, new Report()).settle(List.of(), List.of());
      return cluster(network, List.of(), List.of(), List.of());
    }
    List<Node> named = new NodeNaming(inventory, report).nodes();
    Expansion.Expanded expanded = new Expansion(inventory, named, report).expand();
    Autoscaling.tell(inventory, report);
    List<PodDraft> drafts = new Locating(named, report).located(expanded.pods());
    NetworkSettling networks = new NetworkSettling(inventory, report);
    ClusterNetwork network = networks.settle(named, drafts);
    inventory.notSimulated = inventory.notSimulated.with(networks.influences(named));
    List<Node> nodes = new NodeAddressing(network, report).settle(named, drafts);
    List<PodDraft> found = new Locating(nodes, report).located(drafts);
    StatefulOrder order = new StatefulOrder(inventory.workloads(), report);
    Scheduler scheduler = new Scheduler(nodes, order, report);
    List<Placed> placed = scheduler.place(found);
    PodAddressing addressing = new PodAddressing(nodes, order, report);
    List<Pod> settled = addressing.address(placed);
    List<Pod> pods = new PodLife(addressing, report).after(inventory.events, settled);
    new Conflicts(network, nodes, report).report(pods, placed);
    new Families(report).tell(nodes, pods, placed);
    List<Pod> dormant =
        report.silently(() -> addressing.address(scheduler.place(expanded.dormant())));
    return cluster(network, nodes, pods, dormant);
  }

  private Cluster cluster(
      ClusterNetwork network, List<Node> nodes, List<Pod> pods, List<Pod> dormant) {
    List<Host> hosts = new HostNames(report).distinct(inventory.hosts.values(), nodes);
    return new Cluster(
        network,
        nodes,
        pods,
        dormant,
        hosts,
        inventory.allNamespaces(),
        inventory.notSimulated,
        report.assumptions(),
        report.problems(),
        inventory.sources);
  }
}
