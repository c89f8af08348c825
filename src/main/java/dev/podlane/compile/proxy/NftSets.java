package dev.podlane.compile.proxy;

import dev.podlane.cluster.object.Node;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.nft.DataType;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.NamedSet;
import dev.podlane.net.filter.nft.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The sets and maps of the table that kube-proxy in mode nftables keeps (kubernetes {@code
 * pkg/proxy/nftables/proxier.go}, setupNFTables). Those in which no port has an element of its own
 * on a node are shared by all nodes.
 */
final class NftSets {
  private static final long AFFINITY_SIZE = 65_535;

  private final Map<String, NamedSet> sets;
  private final Map<String, PortElements> elements;

  private NftSets(Map<String, NamedSet> sets, Map<String, PortElements> elements) {
    this.sets = Collections.unmodifiableMap(sets);
    this.elements = Collections.unmodifiableMap(elements);
  }

  /**
   * Those of ports that are the same on every node.
   *
   * @param chains the chains of these ports
   */
  static NftSets of(ProxyPlan plan, List<NftPort> ports, PortChains<NftPort> chains) {
    return new NftSets(empty(plan), Map.of()).with(ports, chains);
  }

  /**
   * These with the elements of more ports.
   *
   * @param chains the chains of these ports
   */
  NftSets with(List<NftPort> ports, PortChains<NftPort> chains) {
    if (ports.isEmpty()) {
      return this;
    }
    Map<String, List<PortElements.Part>> parts = new HashMap<>();
    Map<String, NamedSet> now = new LinkedHashMap<>(sets);
    for (NftPort port : ports) {
      Runnable mentioned = () -> chains.mention(port);
      for (NftPort.Entry each : port.entries()) {
        parts
            .computeIfAbsent(each.set(), any -> new ArrayList<>())
            .add(new PortElements.Part(each, mentioned));
      }
      port.affinities().forEach(each -> now.put(each.set(), affinity(each)));
    }
    Map<String, PortElements> written = new HashMap<>(elements);
    parts.forEach(
        (set, more) -> {
          PortElements all = new PortElements(elements.get(set), more);
          written.put(set, all);
          now.computeIfPresent(set, (name, before) -> before.withSupply(all));
        });
    return new NftSets(now, written);
  }

  /**
   * All by name, as a node has them.
   *
   * @param addresses the node's addresses that take node ports; only used if not all do
   */
  Map<String, NamedSet> on(ProxyPlan plan, Node node, List<Ip> addresses) {
    Map<String, NamedSet> now = new LinkedHashMap<>(sets);
    now.computeIfPresent(
        NftTables.HAIRPINS, (any, empty) -> empty.withSupply(new Hairpins(plan, node, empty)));
    now.computeIfPresent(
        NftTables.NODE_PORT_IPS, (any, empty) -> empty.with(nodePortIps(addresses)));
    return now;
  }

  private static Set<Element> nodePortIps(List<Ip> addresses) {
    Set<Element> found = new LinkedHashSet<>();
    for (Ip address : addresses) {
      if (!address.isLoopback()) {
        found.add(Element.of(List.of(Span.of(Datum.of(address))), null));
      }
    }
    return found;
  }

  private static Map<String, NamedSet> empty(ProxyPlan plan) {
    List<DataType> toService = List.of(DataType.IPV4, DataType.PROTOCOL, DataType.SERVICE);
    List<DataType> toPort = List.of(DataType.PROTOCOL, DataType.SERVICE);
    Map<String, NamedSet> sets = new LinkedHashMap<>();
    add(sets, NftTables.CLUSTER_IPS, List.of(DataType.IPV4), false, "Active ClusterIPs");
    if (!plan.proxy().nodePorts().isAll()) {
      String comment = "IPs that accept NodePort traffic";
      add(sets, NftTables.NODE_PORT_IPS, List.of(DataType.IPV4), false, comment);
    }
    if (NftVersion.of(plan.proxy().minorVersion()).hasMaps()) {
      List<DataType> hairpin =
          List.of(DataType.IPV4, DataType.IPV4, DataType.PROTOCOL, DataType.SERVICE);
      add(sets, NftTables.HAIRPINS, hairpin, false, "service hairpin connections");
    }
    String subject = "destinations that are subject to LoadBalancerSourceRanges";
    add(sets, NftTables.FIREWALL_IPS, toService, true, subject);
    String refused = "vmap to drop or reject packets to service";
    add(
        sets,
        NftTables.NO_ENDPOINT_NODE_PORTS,
        toPort,
        true,
        refused + " nodeports with no endpoints");
    add(sets, NftTables.NO_ENDPOINT_SERVICES, toService, true, refused + "s with no endpoints");
    String traffic = "ClusterIP, ExternalIP and LoadBalancer IP traffic";
    add(sets, NftTables.SERVICE_IPS, toService, true, traffic);
    add(sets, NftTables.SERVICE_NODE_PORTS, toPort, true, "NodePort traffic");
    return sets;
  }

  private static void add(
      Map<String, NamedSet> sets,
      String name,
      List<DataType> key,
      boolean verdicts,
      String comment) {
    NamedSet.Shape shape =
        new NamedSet.Shape(key, key.stream().map(DataType::bits).toList(), List.of(), verdicts, "");
    NamedSet.Options options =
        new NamedSet.Options(List.of(), 0, 0, 0, "", false, comment, "", List.of());
    sets.put(name, new NamedSet(name, shape, options, List.of()));
  }

  private static NamedSet affinity(NftPort.Affinity each) {
    NamedSet.Shape shape =
        new NamedSet.Shape(
            List.of(DataType.IPV4), List.of(DataType.IPV4.bits()), List.of(), false, "");
    NamedSet.Options options =
        new NamedSet.Options(
            List.of(NamedSet.Flag.DYNAMIC, NamedSet.Flag.TIMEOUT),
            each.seconds() * 1_000L,
            0,
            AFFINITY_SIZE,
            "",
            false,
            "",
            "",
            List.of());
    return new NamedSet(each.set(), shape, options, List.of());
  }
}
