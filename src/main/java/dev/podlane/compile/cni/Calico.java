package dev.podlane.compile.cni;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PodNetworkKind;
import dev.podlane.cluster.object.PodPlugin;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.compile.cni.felix.FelixPolicies;
import dev.podlane.compile.cni.felix.PoliciesOfNode;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.IpSet;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.ElementIds;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.RouteEdits;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calico with iptables: a wire and a route for each pod, blocks of addresses for each node, routes
 * to the blocks of others by BGP, VXLAN or IPIP, and the chains of Felix.
 */
public final class Calico implements PodNetwork {
  /** The device for VXLAN. */
  static final String VXLAN = "vxlan.calico";

  /** The device for IPIP, which the kernel's module makes itself. */
  static final String IPIP = "tunl0";

  private static final String NETWORK = "k8s-pod-network";
  private static final int VNI = 4096;
  private static final int PORT = 4789;
  private static final String BIRD = "bird";

  /** Felix's own number for its routes (RouteProtocol); {@code ip} has no name for it. */
  private static final String FELIX = "80";

  private static final Mac END = Mac.parse("ee:ee:ee:ee:ee:ee");

  /** The kinds of wrapping for packets between nodes. */
  private enum Wrap {
    NOTHING,
    VXLAN,
    IPIP
  }

  private final ClusterNetwork network;
  private final Wrap wrap;
  private final boolean onlyAcross;
  private final HostOnly link;
  private final CalicoBlocks blocks;
  private final OtherNodes ways;
  private final OtherNodes tunnels;
  private final Vtep vtep;
  private final CalicoStatics statics;
  private final CalicoEndpoints endpoints = new CalicoEndpoints();
  private final Function<Pod, String> accounts;
  private final FelixPolicies policies;
  private final Map<String, IpSet> sets = new LinkedHashMap<>();

  /**
   * The network of a cluster.
   *
   * @param pods pods that have a network, by node
   * @param accounts the service account of a pod
   * @param policies the policies that Felix enforces
   */
  public Calico(
      ClusterNetwork network,
      List<Node> nodes,
      Map<String, List<Pod>> pods,
      Function<Pod, String> accounts,
      FelixPolicies policies) {
    PodPlugin plugin = network.plugin();
    this.network = network;
    this.accounts = accounts;
    this.policies = policies;
    this.wrap =
        switch (plugin.kind()) {
          case CALICO_VXLAN -> Wrap.VXLAN;
          case CALICO_IPIP -> Wrap.IPIP;
          case CALICO_CROSSSUBNET -> plugin.ipip() ? Wrap.IPIP : Wrap.VXLAN;
          default -> Wrap.NOTHING;
        };
    this.onlyAcross = plugin.kind() == PodNetworkKind.CALICO_CROSSSUBNET;
    int mtu = mtu();
    this.vtep = new Vtep(VXLAN, VNI, PORT, mtu);
    this.link = new HostOnly("cali", network.podCidr(), mtu, END, false);
    this.blocks = new CalicoBlocks(nodes, pods, plugin.blockSize(), wrap != Wrap.NOTHING);
    this.ways = new OtherNodes(ways(nodes));
    this.tunnels = new OtherNodes(tunnels(nodes));
    boolean masquerade = network.nodes().masquerade();
    this.statics = new CalicoStatics(wrap == Wrap.VXLAN, wrap == Wrap.IPIP, masquerade);
    put(CalicoSets.of(CalicoStatics.ALL_POOLS, List.of(network.podCidr())));
    put(CalicoSets.of(CalicoStatics.POOLS, masquerade ? List.of(network.podCidr()) : List.of()));
    if (wrap == Wrap.IPIP) {
      put(CalicoSets.ofNodes(CalicoStatics.HOSTS, nodes));
    }
  }

  private void put(IpSet set) {
    sets.put(set.name(), set);
  }

  private int mtu() {
    return switch (wrap) {
      case NOTHING -> network.mtu();
      case VXLAN -> Vtep.mtu(network.mtu());
      case IPIP -> Math.max(Wires.SMALLEST_MTU, network.mtu() - Link.Ipip.OVERHEAD);
    };
  }

  private List<OtherNodes.Way> ways(List<Node> nodes) {
    List<OtherNodes.Way> all = new ArrayList<>();
    for (Node node : nodes) {
      Ip address = node.internalIp();
      if (address != null) {
        blocks.of(node).forEach(block -> all.add(new OtherNodes.Way(node, block, address)));
        blocks
            .borrowed(node)
            .forEach(pod -> all.add(new OtherNodes.Way(node, Prefix.host(pod), address)));
      }
    }
    return all;
  }

  /** One way for each node that has a tunnel, to the address of that. */
  private List<OtherNodes.Way> tunnels(List<Node> nodes) {
    List<OtherNodes.Way> all = new ArrayList<>();
    for (Node node : nodes) {
      Ip own = blocks.tunnel(node);
      Ip address = node.internalIp();
      if (own != null && address != null) {
        all.add(new OtherNodes.Way(node, Prefix.host(own), address));
      }
    }
    return all;
  }

  /** A block belongs to the node whose pods have addresses of it, and policies select pods. */
  @Override
  public boolean isOfNodesAlone() {
    return false;
  }

  @Override
  public @Nullable PodLink link(Node node) {
    return node.internalIp() == null ? null : link;
  }

  @Override
  public List<String> devices() {
    return switch (wrap) {
      case NOTHING -> List.of();
      case VXLAN -> List.of(VXLAN);
      case IPIP -> List.of(IPIP);
    };
  }

  @Override
  public Collection<Ip> addresses(Node node, boolean hasPods) {
    Ip tunnel = blocks.tunnel(node);
    return tunnel == null ? List.of() : List.of(tunnel);
  }

  @Override
  public void devices(Site site, Setup setup) {
    Ip own = blocks.tunnel(site.node());
    if (wrap == Wrap.VXLAN) {
      NetworkNamespace with = vtep.on(site, setup.ns(), own);
      List<OtherNodes.Way> others = tunnels.from(site.node());
      List<Ip> addresses = others.stream().map(way -> way.block().network()).toList();
      setup.now(vtep.knowing(site, with, others, addresses), Purpose.TUNNEL);
    } else if (wrap == Wrap.IPIP) {
      setup.now(IpipDevice.on(setup.ns(), IPIP, link.mtu(), own), Purpose.TUNNEL);
    }
    String protocol = wrap == Wrap.VXLAN ? FELIX : BIRD;
    NetworkNamespace now = setup.ns();
    for (Prefix block : blocks.of(site.node())) {
      now = RouteEdits.add(now, route(RouteType.BLACKHOLE, block, null, null, protocol));
    }
    setup.now(now, Purpose.BLOCK_ROUTE);
    ways.route(site, setup, way -> route(site.node(), way, protocol));
  }

  private Route route(Node from, OtherNodes.Way way, String protocol) {
    Ip tunnel = blocks.tunnel(way.node());
    boolean isNear = onlyAcross && isOneSubnet(from, way.address());
    if (wrap == Wrap.NOTHING || isNear || (wrap == Wrap.VXLAN && tunnel == null)) {
      return route(RouteType.UNICAST, way.block(), way.address(), null, protocol);
    }
    return wrap == Wrap.VXLAN
        ? route(RouteType.UNICAST, way.block(), tunnel, VXLAN, protocol).onLink()
        : route(RouteType.UNICAST, way.block(), way.address(), IPIP, protocol).onLink();
  }

  private boolean isOneSubnet(Node from, Ip other) {
    Ip own = from.internalIp();
    return own != null && Prefix.of(own, network.nodeCidr().length()).contains(other);
  }

  private static Route route(
      RouteType type, Prefix to, @Nullable Ip via, @Nullable String device, String protocol) {
    return new Route(type, to, via, device, null, 0, Route.Scope.UNIVERSE, protocol);
  }

  /** Sets what {@code felix/dataplane/linux/endpoint_mgr.go} sets of each pod's device. */
  @Override
  public void plugged(Site site, Setup setup) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (Site.Port port : site.ports()) {
      String conf = "net/ipv4/conf/" + port.device() + "/";
      settings.put(conf + "forwarding", "1");
      settings.put(conf + "proxy_arp", "1");
      settings.put(conf + "route_localnet", "1");
      settings.put("net/ipv4/neigh/" + port.device() + "/proxy_delay", "0");
    }
    NetworkNamespace now = setup.ns().withSysctls(setup.ns().sysctls().withAll(settings));
    PodRoutes.add(
        site,
        setup,
        now,
        port -> Route.unicast(Prefix.host(port.address()), null, port.device(), null, 0));
  }

  @Override
  public void rules(Site site, Setup setup) {
    Portmap.on(site, setup, NETWORK);
    List<CalicoEndpoints.Endpoint> ends = new ArrayList<>();
    List<Pod> pods = new ArrayList<>();
    for (Site.Port port : site.ports()) {
      Pod pod = port.pod();
      pods.add(pod);
      ends.add(
          CalicoEndpoints.Endpoint.of(
              port.device(),
              pod.namespace(),
              accounts.apply(pod),
              () -> policies.jumps(pod, Direction.INGRESS),
              () -> policies.jumps(pod, Direction.EGRESS)));
    }
    Ruleset rules = statics.on(setup.ns().ruleset(), endpoints.of(ends));
    Map<String, IpSet> all = new LinkedHashMap<>(rules.sets());
    all.putAll(sets);
    if (wrap == Wrap.VXLAN) {
      List<Node> others = tunnels.from(site.node()).stream().map(OtherNodes.Way::node).toList();
      IpSet vteps = CalicoSets.ofNodes(CalicoStatics.VTEPS, others);
      all.put(vteps.name(), vteps);
    }
    setup.now(
        setup.ns().withRuleset(rules.withSets(all)), Purpose.PLUGIN_RULES, () -> owners(site));
    policies(site, setup, policies.on(pods));
  }

  /** The chains of pods, by element id; their rules are the node's. */
  private static Map<String, ObjectRef> owners(Site site) {
    Map<String, ObjectRef> owners = new LinkedHashMap<>();
    for (Site.Port port : site.ports()) {
      for (String chain : CalicoEndpoints.names(port.device())) {
        String id = ElementIds.chain(site.node().name(), Table.Kind.FILTER, chain);
        owners.put(id, port.pod().ref());
      }
    }
    return owners;
  }

  private static void policies(Site site, Setup setup, PoliciesOfNode policies) {
    if (policies.isEmpty()) {
      return;
    }
    Ruleset rules = setup.ns().ruleset();
    Table filter = Tables.table(rules, Table.Kind.FILTER).withSupply(policies.chains());
    Map<String, IpSet> all = new LinkedHashMap<>(rules.sets());
    all.putAll(policies.sets());
    setup.policed(
        setup.ns().withRuleset(rules.with(filter).withSets(all)),
        () -> policies.sources(site.node().name()));
  }
}
