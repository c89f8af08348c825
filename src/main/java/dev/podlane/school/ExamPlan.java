package dev.podlane.school;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.Route;
import dev.podlane.workspace.Workspace;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a cluster, in so few words that they stand above the questions about it.
 *
 * @param nodes nodes in the order of the documents
 * @param gateway the router between the nodes; null for none
 */
public record ExamPlan(List<PlannedNode> nodes, @Nullable Router gateway) {
  private static final String GATEWAY = "gateway";

  public ExamPlan {
    nodes = List.copyOf(nodes);
  }

  /**
   * A node with its pods.
   *
   * @param address its InternalIP; null for none
   * @param podCidr its block of pod addresses; null for none
   */
  public record PlannedNode(
      String name, @Nullable String address, @Nullable String podCidr, List<PlannedPod> pods) {
    public PlannedNode {
      pods = List.copyOf(pods);
    }
  }

  /**
   * A pod with its containers.
   *
   * @param address null for none
   */
  public record PlannedPod(
      String name, @Nullable String address, List<PlannedContainer> containers) {
    public PlannedPod {
      containers = List.copyOf(containers);
    }
  }

  /**
   * A container.
   *
   * @param ports numbers of the ports it listens on, in the order of the documents
   */
  public record PlannedContainer(String name, List<Integer> ports) {
    public PlannedContainer {
      ports = List.copyOf(ports);
    }
  }

  /**
   * The gateway.
   *
   * @param address its address in the network of the nodes; null for none
   * @param routes rows of its main table that have a next hop
   */
  public record Router(@Nullable String address, List<Row> routes) {
    public Router {
      routes = List.copyOf(routes);
    }
  }

  /** A row of a table: what goes {@code to} a block goes {@code via} an address. */
  public record Row(String to, String via) {}

  /** Returns the parts of a cluster as it is now, changes of its tables by hand included. */
  public static ExamPlan of(Workspace workspace) {
    List<Pod> pods = workspace.cluster().map(Cluster::pods).orElse(List.of());
    List<Node> nodes = workspace.cluster().map(Cluster::nodes).orElse(List.of());
    return new ExamPlan(
        nodes.stream()
            .sorted(Comparator.comparingInt(node -> node.place().line()))
            .map(node -> node(node, pods))
            .toList(),
        workspace
            .network()
            .namespace(GATEWAY)
            .map(found -> router(found, workspace.cluster().map(Cluster::network).orElse(null)))
            .orElse(null));
  }

  private static PlannedNode node(Node node, List<Pod> pods) {
    return new PlannedNode(
        node.name(),
        text(node.internalIp()),
        text(node.podCidr()),
        pods.stream()
            .filter(pod -> node.name().equals(pod.nodeName()))
            .map(ExamPlan::pod)
            .toList());
  }

  private static PlannedPod pod(Pod pod) {
    return new PlannedPod(
        pod.ref().name(),
        text(pod.podIp()),
        pod.containers().stream().map(ExamPlan::container).toList());
  }

  private static PlannedContainer container(Container container) {
    return new PlannedContainer(
        container.name(), container.ports().stream().map(port -> port.number()).toList());
  }

  private static Router router(NetworkNamespace gateway, @Nullable ClusterNetwork network) {
    return new Router(
        network == null ? null : text(network.gateway()),
        gateway.routes().main().rows().stream().flatMap(ExamPlan::row).toList());
  }

  private static Stream<Row> row(Route route) {
    return Optional.ofNullable(route.via()).stream()
        .map(via -> new Row(route.destination().toString(), via.toString()));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
