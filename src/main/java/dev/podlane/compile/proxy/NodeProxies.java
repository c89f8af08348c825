package dev.podlane.compile.proxy;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.TableName;
import dev.podlane.net.ns.ElementIds;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * kube-proxy on the nodes of a cluster. The rules of Services that are the same on every node are
 * made once. A cluster without Services is compiled without it: its empty chains decide nothing.
 */
public final class NodeProxies {
  private static final String PROCESS = "kube-proxy";

  private final ProxyPlan plan;
  private final boolean isThere;
  private final PortsOfNode<IptablesPort> iptables;
  private final PortsOfNode<NftPort> nftables;

  private NodeProxies(ProxyPlan plan, boolean isThere) {
    this.plan = plan;
    this.isThere = isThere;
    this.iptables =
        new PortsOfNode<>(
            plan.ports(), (port, node) -> IptablesPort.of(PortOnNode.of(plan, port, node)));
    this.nftables =
        new PortsOfNode<>(
            plan.ports(), (port, node) -> NftPort.of(PortOnNode.of(plan, port, node)));
  }

  /** kube-proxy in a cluster. */
  public static NodeProxies of(Cluster cluster) {
    boolean hasServices = !cluster.services().isEmpty();
    KubeProxy.Mode mode = cluster.network().proxy().mode();
    return new NodeProxies(ProxyPlan.of(cluster), hasServices && mode != KubeProxy.Mode.IPVS);
  }

  /**
   * The source of an element of a node.
   *
   * @param object the Service
   * @param path the field of it
   */
  public record Source(ObjectRef object, String path, Why why) {}

  /** Returns true if nodes have it. */
  public boolean isThere() {
    return isThere;
  }

  /** The ports of Services that it serves. */
  public ProxyPlan plan() {
    return plan;
  }

  /** A node with the rules, settings and sockets of its kube-proxy. */
  public NetworkNamespace on(NetworkNamespace host, Node node) {
    NetworkNamespace now = host.withRuleset(rules(host, node));
    if (!isNft() && IptablesTables.takesLocalhost(plan.proxy())) {
      now = now.withSysctls(now.sysctls().with("net/ipv4/conf/all/route_localnet", "1"));
    }
    Set<Integer> health = new LinkedHashSet<>();
    plan.ports().forEach(port -> health.add(port.healthCheckNodePort()));
    health.remove(0);
    List<Listener> listeners = new ArrayList<>();
    for (int port : health) {
      listeners.add(new Listener(Protocol.TCP, Ip.ANY, port, PROCESS));
    }
    NetworkNamespace ruled = now;
    return ruled.withSockets(ruled.sockets().bindAll(listeners, ruled::owns));
  }

  private boolean isNft() {
    return plan.proxy().mode() == KubeProxy.Mode.NFTABLES;
  }

  private Ruleset rules(NetworkNamespace host, Node node) {
    List<Ip> addresses = nodePortAddresses(host, node);
    return isNft()
        ? new NftTables(plan, nftPorts(node)).on(host.ruleset(), addresses)
        : new IptablesTables(plan.proxy(), iptables.on(node)).on(host.ruleset(), addresses);
  }

  private List<NftPort> nftPorts(Node node) {
    return nftables.on(node).stream().map(port -> port.on(node.name())).toList();
  }

  private List<Ip> nodePortAddresses(NetworkNamespace host, Node node) {
    KubeProxy.NodePortAddresses wanted = plan.proxy().nodePorts();
    Set<Ip> found = new LinkedHashSet<>();
    if (wanted.primary() && node.internalIp() != null) {
      found.add(node.internalIp());
    }
    host.devices().values().stream()
        .flatMap(device -> device.addresses().stream())
        .map(InterfaceAddress::ip)
        .filter(ip -> wanted.blocks().stream().anyMatch(block -> block.contains(ip)))
        .forEach(found::add);
    return new ArrayList<>(found);
  }

  /** The sources of a node's chains and rules, by element id; none of those it always writes. */
  public Map<String, Source> sources(Node node) {
    Map<String, Source> found = new HashMap<>();
    if (isNft()) {
      nftPorts(node).forEach(written -> found.putAll(of(node, written)));
      return found;
    }
    for (IptablesPort written : iptables.on(node)) {
      ProxiedPort port = written.port();
      for (ProxyRule each : written.rules()) {
        String chain = IptablesTables.chain(each.place());
        String id =
            ElementIds.rule(node.name(), IptablesTables.table(each.place()), chain, each.rule());
        found.put(id, new Source(port.ref(), each.path(), each.why()));
      }
      for (Chain chain : written.chains()) {
        found.putAll(ofChain(node, port, IptablesTables.NAT_NAME, chain));
      }
    }
    return found;
  }

  private static Map<String, Source> of(Node node, NftPort written) {
    ProxiedPort port = written.port();
    Map<String, Source> found = new HashMap<>();
    for (NftPort.Entry each : written.entries()) {
      String id = ElementIds.element(node.name(), NftTables.NAME, each.set(), each.element());
      found.put(id, new Source(port.ref(), each.path(), each.why()));
    }
    for (NftPort.Affinity each : written.affinities()) {
      found.put(
          ElementIds.set(node.name(), NftTables.NAME, each.set()),
          new Source(port.ref(), "spec.sessionAffinity", Why.SERVICE));
    }
    for (Chain chain : written.chains()) {
      found.putAll(ofChain(node, port, NftTables.NAME, chain));
    }
    return found;
  }

  private static Map<String, Source> ofChain(
      Node node, ProxiedPort port, TableName table, Chain chain) {
    Map<String, Source> found = new HashMap<>();
    Source source = new Source(port.ref(), port.path(), Why.SERVICE);
    found.put(ElementIds.chain(node.name(), table, chain.name()), source);
    ElementIds.rules(node.name(), table, chain).forEach(id -> found.put(id, source));
    return found;
  }
}
