package dev.podlane.compile.proxy;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.nft.DataType;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.NamedSet;
import dev.podlane.net.filter.nft.Span;
import java.util.Collections;
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

  private NftSets(Map<String, NamedSet> sets) {
    this.sets = Collections.unmodifiableMap(sets);
  }

  /** Those of ports that are the same on every node. */
  static NftSets of(ProxyPlan plan, List<NftPort> ports) {
    return new NftSets(empty(plan)).with(ports, List.of());
  }

  /**
   * These with the elements of more ports.
   *
   * @param hairpins endpoints of a node that may be their own clients
   */
  NftSets with(List<NftPort> ports, List<NftPort.Entry> hairpins) {
    Map<String, Set<Element>> more = new LinkedHashMap<>();
    for (NftPort port : ports) {
      port.entries().forEach(each -> add(more, each.set(), each.element()));
    }
    hairpins.forEach(each -> add(more, each.set(), each.element()));
    Map<String, NamedSet> now = with(more);
    for (NftPort port : ports) {
      port.affinities().forEach(each -> now.put(each.set(), affinity(each)));
    }
    return new NftSets(now);
  }

  /**
   * All by name.
   *
   * @param addresses the node's addresses that take node ports; only used if not all do
   */
  Map<String, NamedSet> on(List<Ip> addresses) {
    if (!sets.containsKey(NftTables.NODE_PORT_IPS)) {
      return sets;
    }
    Map<String, Set<Element>> more = new LinkedHashMap<>();
    for (Ip address : addresses) {
      if (!address.isLoopback()) {
        Element element = Element.of(List.of(Span.of(Datum.of(address))), null);
        add(more, NftTables.NODE_PORT_IPS, element);
      }
    }
    return with(more);
  }

  private static void add(Map<String, Set<Element>> to, String set, Element element) {
    to.computeIfAbsent(set, any -> new LinkedHashSet<>()).add(element);
  }

  private Map<String, NamedSet> with(Map<String, Set<Element>> more) {
    Map<String, NamedSet> now = new LinkedHashMap<>(sets);
    more.forEach((name, elements) -> now.computeIfPresent(name, (any, set) -> set.with(elements)));
    return now;
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
