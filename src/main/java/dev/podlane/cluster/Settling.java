package dev.podlane.cluster;

import dev.podlane.cluster.control.Autoscaling;
import dev.podlane.cluster.control.Conflicts;
import dev.podlane.cluster.control.EndpointController;
import dev.podlane.cluster.control.HostNames;
import dev.podlane.cluster.control.IpFamilies;
import dev.podlane.cluster.control.NodeNaming;
import dev.podlane.cluster.control.PodLife;
import dev.podlane.cluster.control.ServiceAllocation;
import dev.podlane.cluster.control.WorkloadExpansion;
import dev.podlane.cluster.docker.Host;
import dev.podlane.cluster.ipam.NetworkDefaults;
import dev.podlane.cluster.ipam.NodeAddressing;
import dev.podlane.cluster.ipam.PodAddressing;
import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.read.Drafts.PodDraft;
import dev.podlane.cluster.read.Inventory;
import dev.podlane.cluster.schedule.NodeLocator;
import dev.podlane.cluster.schedule.ScheduledPod;
import dev.podlane.cluster.schedule.Scheduler;
import dev.podlane.cluster.schedule.StatefulOrder;
import dev.podlane.cluster.service.Services;
import java.util.List;

/** Decides, in the order Kubernetes does: workloads, nodes, network, blocks, places, addresses. */
final class Settling {
  private final Inventory inventory;
  private final Diagnostics report;

  Settling(Inventory inventory, Diagnostics report) {
    this.inventory = inventory;
    this.report = report;
  }

  /**
   * Returns true if the documents have no Kubernetes objects, so that nothing is assumed of a
   * network.
   */
  private boolean isWithoutKubernetes() {
    return inventory.nodes.isEmpty()
        && inventory.drafts.isEmpty()
        && inventory.networks.isEmpty()
        && !inventory.http.areServed();
  }

  Cluster settle() {
    if (isWithoutKubernetes()) {
      ClusterNetwork network =
          new NetworkDefaults(inventory, new Diagnostics()).settle(List.of(), List.of());
      return cluster(network, List.of(), List.of(), List.of(), inventory.writtenServices());
    }
    List<Node> named = new NodeNaming(inventory, report).nodes();
    WorkloadExpansion.Expanded expanded = new WorkloadExpansion(inventory, named, report).expand();
    Autoscaling.tell(inventory, report);
    List<PodDraft> drafts = new NodeLocator(named, report).located(expanded.pods());
    NetworkDefaults networks = new NetworkDefaults(inventory, report);
    ClusterNetwork network = networks.settle(named, drafts);
    inventory.notSimulated =
        inventory.notSimulated.without(networks::isSimulated).with(networks.influences(named));
    List<Node> nodes = new NodeAddressing(network, report).settle(named, drafts);
    List<PodDraft> found = new NodeLocator(nodes, report).located(drafts);
    StatefulOrder order = new StatefulOrder(inventory.workloads(), report);
    Scheduler scheduler =
        new Scheduler(
            nodes, network, inventory.allNamespaces(), inventory.sources::get, order, report);
    List<ScheduledPod> placed = scheduler.place(found);
    PodAddressing addressing = new PodAddressing(nodes, order, report);
    List<Pod> settled = addressing.address(placed);
    List<Pod> pods = new PodLife(addressing, report).after(inventory.events, settled);
    new Conflicts(network, nodes, report).report(pods, placed);
    new IpFamilies(report).tell(nodes, pods, placed);
    List<Pod> dormant =
        report.silently(() -> addressing.address(scheduler.place(expanded.dormant())));
    Services allocated = new ServiceAllocation(network, report).settle(inventory.writtenServices());
    Services services = new EndpointController(nodes, pods, report).settle(allocated);
    return cluster(network, nodes, pods, dormant, services);
  }

  private Cluster cluster(
      ClusterNetwork network,
      List<Node> nodes,
      List<Pod> pods,
      List<Pod> dormant,
      Services services) {
    List<Host> hosts = new HostNames(report).distinct(inventory.hosts.values(), nodes);
    List<KubeNamespace> namespaces = inventory.allNamespaces();
    return new Cluster(
        network,
        nodes,
        pods,
        dormant,
        hosts,
        namespaces,
        services,
        inventory.http.objects(KubeNamespace.labels(namespaces)),
        inventory.notSimulated,
        report.assumptions(),
        report.problems(),
        inventory.sources);
  }
}
