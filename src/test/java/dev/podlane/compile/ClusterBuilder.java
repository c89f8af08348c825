package dev.podlane.compile;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.http.HttpObjects;
import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.GatewayRoute;
import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.NodeSettings;
import dev.podlane.cluster.object.NodeTraits;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PodNetworkKind;
import dev.podlane.cluster.object.PodPlugin;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.cluster.read.NotSimulated;
import dev.podlane.cluster.service.Services;
import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Builds settled clusters for tests. */
public final class ClusterBuilder {
  private final List<Node> nodes = new ArrayList<>();
  private final List<Pod> pods = new ArrayList<>();
  private @Nullable List<GatewayRoute> routes;
  private Services services = Services.NONE;
  private KubeProxy proxy =
      new KubeProxy(
          KubeProxy.NEWEST_MINOR,
          KubeProxy.Mode.IPTABLES,
          List.of(Prefix.parse("10.0.0.0/16")),
          KubeProxy.NodePortAddresses.ALL,
          false,
          true);
  private PodPlugin plugin = PodPlugin.of(PodNetworkKind.BRIDGE);
  private int line;

  /** The cluster of the article: two nodes, four pods. */
  public static ClusterBuilder article() {
    return new ClusterBuilder()
        .node("node-1", "10.100.0.2", "10.0.1.0/24")
        .node("node-2", "10.100.0.3", "10.0.2.0/24")
        .pod("web-1", "node-1", "10.0.1.2", "nginx:80", "scrapyd:6800")
        .pod("api-1", "node-1", "10.0.1.3", "api:8080")
        .pod("web-2", "node-2", "10.0.2.2", "nginx:80", "scrapyd:6800")
        .pod("db-0", "node-2", "10.0.2.3", "postgres:5432");
  }

  /** So many nodes, with the pods spread evenly over them. */
  public static ClusterBuilder of(int nodeCount, int podCount) {
    ClusterBuilder cluster = new ClusterBuilder();
    for (int n = 0; n < nodeCount; n++) {
      Ip block = Ip.parse("10.0.0.0").plus(256L * n);
      cluster.node("node-" + n, "" + Ip.parse("172.16.0.2").plus(n), block + "/24");
    }
    for (int p = 0; p < podCount; p++) {
      int n = p % nodeCount;
      Ip block = Ip.parse("10.0.0.0").plus(256L * n);
      cluster.pod("pod-" + p, "node-" + n, "" + block.plus(2 + p / nodeCount), "app:8080");
    }
    return cluster;
  }

  public ClusterBuilder node(String name, @Nullable String ip, @Nullable String block) {
    nodes.add(
        new Node(
            new ObjectRef("v1", "Node", "", name),
            place("spec.podCIDR"),
            new TreeMap<>(),
            ip == null ? null : Ip.parse(ip),
            block == null ? null : Prefix.parse(block),
            true,
            true,
            List.of(),
            false,
            NodeTraits.UNKNOWN));
    return this;
  }

  /** A pod whose containers are written {@code name:port} or {@code name:port/udp}. */
  public ClusterBuilder pod(
      String name, @Nullable String node, @Nullable String ip, String... containers) {
    return pod(name, node, ip, false, Pod.Phase.RUNNING, containers);
  }

  /** A pod in the node's namespace. */
  public ClusterBuilder hostPod(String name, String node, String ip, String... containers) {
    return pod(name, node, ip, true, Pod.Phase.RUNNING, containers);
  }

  ClusterBuilder pod(
      String name,
      @Nullable String node,
      @Nullable String ip,
      boolean hostNetwork,
      Pod.Phase phase,
      String... containers) {
    List<Container> all = new ArrayList<>();
    for (String text : containers) {
      String[] parts = text.split("[:/]", -1);
      Protocol protocol = parts.length > 2 ? Protocol.UDP : Protocol.TCP;
      ContainerPort port = new ContainerPort("", Integer.parseInt(parts[1]), protocol, 0, null);
      all.add(new Container(parts[0], "", List.of(port), false));
    }
    pods.add(
        new Pod(
            new ObjectRef("v1", "Pod", "default", name),
            place("status.podIP"),
            new TreeMap<>(),
            node,
            ip == null ? null : Ip.parse(ip),
            hostNetwork,
            phase,
            all,
            null,
            0,
            PodTraits.PLAIN));
    return this;
  }

  /** Writes the gateway's routes; none before the first call means one for each block. */
  public ClusterBuilder gatewayRoutes(String... destinationAndVia) {
    List<GatewayRoute> written = new ArrayList<>();
    for (String text : destinationAndVia) {
      String[] parts = text.split(" ", -1);
      boolean refuses = parts[0].equals("blackhole");
      written.add(
          new GatewayRoute(
              refuses ? GatewayRoute.Type.BLACKHOLE : GatewayRoute.Type.UNICAST,
              Prefix.parse(refuses ? parts[1] : parts[0]),
              refuses ? null : Ip.parse(parts[2]),
              0,
              place("spec.gatewayRoutes[" + written.size() + "]")));
    }
    routes = written;
    return this;
  }

  /** These Services with their endpoints. */
  public ClusterBuilder services(Services given) {
    services = given;
    return this;
  }

  /** This configuration of kube-proxy. */
  public ClusterBuilder proxy(KubeProxy given) {
    proxy = given;
    return this;
  }

  /** This plugin between the pods. */
  public ClusterBuilder plugin(PodPlugin given) {
    plugin = given;
    return this;
  }

  /** The cluster so far; with 172.16.0.0/16 between the nodes if they are many. */
  public Cluster build() {
    boolean many = nodes.size() > 2 && "172.16.0.2".equals("" + nodes.get(0).internalIp());
    ClusterNetwork network =
        new ClusterNetwork(
            new ObjectRef("podlane.dev/v1", "ClusterNetwork", "", "cluster"),
            Place.NOWHERE,
            Prefix.parse(many ? "172.16.0.0/16" : "10.100.0.0/24"),
            Ip.parse(many ? "172.16.0.1" : "10.100.0.1"),
            Prefix.parse("10.0.0.0/16"),
            24,
            Prefix.parse("10.200.0.0/16"),
            plugin,
            1500,
            proxy,
            NodeSettings.PLAIN,
            routes);
    return new Cluster(
        network,
        nodes,
        pods,
        List.of(),
        List.of(),
        List.of(),
        services,
        HttpObjects.NONE,
        NotSimulated.NONE,
        List.of(),
        List.of(),
        new TreeMap<>());
  }

  private Place place(String path) {
    return new Place("test.yaml", 1, ++line, path);
  }
}
