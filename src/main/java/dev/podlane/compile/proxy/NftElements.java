package dev.podlane.compile.proxy;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Decision;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the elements of sets and maps that kube-proxy in mode nftables adds for one port
 * (kubernetes {@code pkg/proxy/nftables/proxier.go}, syncProxyRules).
 */
final class NftElements {
  private final PortOnNode here;
  private final ProxiedPort port;
  private final NftNames names;
  private final List<NftPort.Entry> entries = new ArrayList<>();

  private NftElements(PortOnNode here, NftNames names) {
    this.here = here;
    this.port = here.port();
    this.names = names;
  }

  static List<NftPort.Entry> of(PortOnNode here, NftNames names) {
    NftElements writer = new NftElements(here, names);
    writer.write();
    return writer.entries;
  }

  private static Span one(long value) {
    return Span.of(Datum.of(value));
  }

  private List<Span> key(Ip address) {
    return List.of(
        Span.of(Datum.of(address)), one(port.protocol().number()), one(port.port().port()));
  }

  private void add(
      String set, List<Span> key, Decision decision, String comment, Why why, String path) {
    Element.Options options =
        comment.isEmpty() ? Element.Options.NONE : new Element.Options(comment, 0, List.of());
    Element element = new Element(key, new Element.Value.Verdict(decision), options);
    entries.add(new NftPort.Entry(set, element, why, path));
  }

  private void leads(String set, List<Span> key, String chain, String path) {
    add(set, key, new Decision.Goto(chain), "", Why.SERVICE, path);
  }

  private void refuses(String set, List<Span> key, String path) {
    Decision decision =
        here.choice().any() ? new Decision.Drop() : new Decision.Goto(NftTables.REJECTING);
    add(set, key, decision, port.name(), here.refusal(), path);
  }

  private void write() {
    List<Span> address = List.of(Span.of(Datum.of(port.clusterIp())));
    entries.add(
        new NftPort.Entry(
            NftTables.CLUSTER_IPS, Element.of(address, null), Why.SERVICE, "spec.clusterIP"));
    if (here.hasInternal()) {
      String chain = port.isInternalLocal() ? names.local() : names.cluster();
      leads(NftTables.SERVICE_IPS, key(port.clusterIp()), chain, port.path());
    } else {
      refuses(NftTables.NO_ENDPOINT_SERVICES, key(port.clusterIp()), here.internalPath());
    }
    port.externalIps().forEach(each -> outside(each, "spec.externalIPs"));
    for (Ip each : port.balancerIps()) {
      outside(each, "status.loadBalancer.ingress");
      if (here.isGuarded()) {
        add(
            NftTables.FIREWALL_IPS,
            key(each),
            new Decision.Goto(names.firewall()),
            "",
            Why.SOURCE_RANGES,
            "spec.loadBalancerSourceRanges");
      }
    }
    if (port.nodePort() != 0) {
      List<Span> key = List.of(one(port.protocol().number()), one(port.nodePort()));
      if (here.choice().any()) {
        leads(NftTables.SERVICE_NODE_PORTS, key, names.external(), port.path() + ".nodePort");
      }
      if (!here.hasExternal()) {
        refuses(NftTables.NO_ENDPOINT_NODE_PORTS, key, here.externalPath());
      }
    }
  }

  private void outside(Ip address, String path) {
    if (here.choice().any()) {
      leads(NftTables.SERVICE_IPS, key(address), names.external(), path);
    }
    if (!here.hasExternal()) {
      refuses(NftTables.NO_ENDPOINT_SERVICES, key(address), here.externalPath());
    }
  }

  /**
   * The elements for endpoints on a node, which may be their own clients: they differ from node to
   * node where nothing else does.
   */
  static List<NftPort.Entry> hairpins(ProxiedPort port, List<Backend> endpoints, String node) {
    List<NftPort.Entry> found = new ArrayList<>();
    for (Backend each : endpoints) {
      if (each.isOn(node)) {
        Span address = Span.of(Datum.of(each.address()));
        List<Span> key = List.of(address, address, one(port.protocol().number()), one(each.port()));
        found.add(
            new NftPort.Entry(NftTables.HAIRPINS, Element.of(key, null), Why.SERVICE, port.path()));
      }
    }
    return found;
  }
}
