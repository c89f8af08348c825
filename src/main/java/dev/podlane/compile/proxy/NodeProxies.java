package dev.podlane.compile.proxy;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.NodeRules;
import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.service.Services;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.TableName;
import dev.podlane.net.ns.ElementIds;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * kube-proxy on the nodes of a cluster. The rules of Services that are the same on every node are
 * made once, and those of nodes that are behind in the same way. A cluster without Services is
 * compiled without it: its empty chains decide nothing.
 */
public final class NodeProxies {
  private static final String PROCESS = "kube-proxy";

  private final ProxyPlan plan;
  private final boolean isThere;
  private final ProxyMode mode;

  /** Those that are behind or run in another mode, by node. */
  private final Map<String, ProxyMode> behind = new HashMap<>();

  /** The rules of those that are behind or run in another mode, by node. */
  private final Map<String, NodeRules> apart;

  private final Map<String, ProxyPlan> plansBehind;

  private NodeProxies(
      ProxyPlan plan,
      boolean isThere,
      Map<String, NodeRules> apart,
      Map<String, ProxyPlan> behind,
      @Nullable ProxyMode before) {
    this.plan = plan;
    this.isThere = isThere;
    this.mode = mode(plan, before);
    this.apart = apart;
    this.plansBehind = behind;
    IdentityHashMap<ProxyPlan, ProxyMode> known = new IdentityHashMap<>();
    behind.forEach(
        (node, old) -> this.behind.put(node, known.computeIfAbsent(old, any -> mode(old, before))));
  }

  private static ProxyMode mode(ProxyPlan plan, @Nullable ProxyMode before) {
    boolean isNft = plan.proxy().mode() == KubeProxy.Mode.NFTABLES;
    return isNft ? new NftMode(plan, before) : new IptablesMode(plan, before);
  }

  /** kube-proxy in a cluster. */
  public static NodeProxies of(Cluster cluster) {
    return of(cluster, Set.of(), null);
  }

  /** kube-proxy in another cluster, taking over what is said of Services that are the same. */
  public NodeProxies with(Cluster cluster) {
    Set<ProxyPlan> known = Collections.newSetFromMap(new IdentityHashMap<>());
    known.addAll(plansBehind.values());
    known.remove(plan);
    List<ProxyPlan> all = new ArrayList<>(List.of(plan));
    all.addAll(known);
    return of(cluster, all, mode);
  }

  private static NodeProxies of(
      Cluster cluster, Collection<ProxyPlan> known, @Nullable ProxyMode before) {
    boolean hasServices = !cluster.services().isEmpty();
    KubeProxy.Mode mode = cluster.network().proxy().mode();
    ProxyPlan plan = ProxyPlan.of(cluster, cluster.services(), cluster.network().proxy(), known);
    Map<KubeProxy, IdentityHashMap<Services, ProxyPlan>> plans = new HashMap<>();
    Map<String, ProxyPlan> behind = new HashMap<>();
    cluster
        .proxied()
        .forEach(
            (node, rules) ->
                behind.put(
                    node,
                    plans
                        .computeIfAbsent(rules.proxy(), any -> new IdentityHashMap<>())
                        .computeIfAbsent(
                            rules.services(),
                            each -> ProxyPlan.of(cluster, each, rules.proxy(), known))));
    boolean isWritten = hasServices && mode != KubeProxy.Mode.IPVS;
    return new NodeProxies(plan, isWritten, cluster.proxied(), behind, before);
  }

  private KubeProxy proxy(Node node) {
    NodeRules rules = apart.get(node.name());
    return rules == null ? plan.proxy() : rules.proxy();
  }

  private ProxyMode mode(Node node) {
    return behind.getOrDefault(node.name(), mode);
  }

  /**
   * The source of an element of a node.
   *
   * @param object the Service
   * @param path the field of it
   */
  public record Source(ObjectRef object, String path, Why why) {
    static Map<String, Source> ofChain(
        String node, ProxiedPort port, TableName table, Chain chain) {
      Map<String, Source> found = new HashMap<>();
      Source source = new Source(port.ref(), port.path(), Why.SERVICE);
      found.put(ElementIds.chain(node, table, chain.name()), source);
      ElementIds.rules(node, table, chain).forEach(id -> found.put(id, source));
      return found;
    }
  }

  /** Returns true if nodes have it. */
  public boolean isThere() {
    return isThere;
  }

  /** A node with the rules, settings and sockets of its kube-proxy. */
  public NetworkNamespace on(NetworkNamespace host, Node node) {
    NetworkNamespace now =
        host.withRuleset(mode(node).rules(host.ruleset(), node, nodePortAddresses(host, node)));
    if (mode(node) instanceof IptablesMode && IptablesWords.takesLocalhost(proxy(node))) {
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

  private List<Ip> nodePortAddresses(NetworkNamespace host, Node node) {
    KubeProxy.NodePortAddresses wanted = proxy(node).nodePorts();
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

  /**
   * The sources of a node's chains and rules, by element id; none of those it always writes.
   *
   * @param chains the number of chains of ports that are written for it at most
   */
  public Map<String, Source> sources(Node node, int chains) {
    return mode(node).sources(node, chains);
  }
}
