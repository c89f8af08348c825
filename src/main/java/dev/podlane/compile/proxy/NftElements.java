package dev.podlane.compile.proxy;

import dev.podlane.cluster.object.Node;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.nft.Datum;
import dev.podlane.net.filter.nft.Decision;
import dev.podlane.net.filter.nft.Element;
import dev.podlane.net.filter.nft.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

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

  /** An endpoint that may be its own client, as the port of a Service has it. */
  record Hairpin(Element element, ProxiedPort port) {}

  /** Endpoints of a node, which may be their own clients. */
  static List<Hairpin> hairpins(ProxyPlan plan, Node node) {
    if (!NftVersion.of(plan.proxy().minorVersion()).hasMaps()) {
      return List.of();
    }
    List<Hairpin> found = new ArrayList<>();
    for (ProxiedPort port : plan.ports()) {
      if (port.endpoints().isOn(node.name()) && port.isServed()) {
        for (Backend each : EndpointChoice.of(port, node).all(port)) {
          if (each.isOn(node.name())) {
            found.add(hairpin(port, each));
          }
        }
      }
    }
    return found;
  }

  private static Hairpin hairpin(ProxiedPort port, Backend each) {
    List<Span> key = new ArrayList<>();
    key.add(Span.of(Datum.of(each.address())));
    key.addAll(new NftKey(each.address(), port.protocol(), each.port()).spans());
    return new Hairpin(Element.of(key, null), port);
  }

  private NftKey key(Ip address) {
    return new NftKey(address, port.protocol(), port.port().port());
  }

  private void add(
      String set, NftKey key, Supplier<Decision> decision, String comment, Why why, String path) {
    Element.Options options =
        comment.isEmpty() ? Element.Options.NONE : new Element.Options(comment, 0, List.of());
    Supplier<Element> writer =
        () -> new Element(key.spans(), new Element.Value.Verdict(decision.get()), options);
    entries.add(new NftPort.Entry(set, key, writer, why, port.ref(), path));
  }

  private void leads(String set, NftKey key, Supplier<String> chain, String path) {
    add(set, key, () -> new Decision.Goto(chain.get()), "", Why.SERVICE, path);
  }

  private void refuses(String set, NftKey key, String path) {
    Decision decision =
        here.isServed() ? new Decision.Drop() : new Decision.Goto(NftTables.REJECTING);
    add(set, key, () -> decision, port.name(), here.refusal(), path);
  }

  private void write() {
    NftKey address = new NftKey(port.clusterIp(), null, 0);
    entries.add(
        new NftPort.Entry(
            NftTables.CLUSTER_IPS,
            address,
            () -> Element.of(address.spans(), null),
            Why.SERVICE,
            port.ref(),
            "spec.clusterIP"));
    if (here.hasInternal()) {
      Supplier<String> chain = port.isInternalLocal() ? names::local : names::cluster;
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
            () -> new Decision.Goto(names.firewall()),
            "",
            Why.SOURCE_RANGES,
            "spec.loadBalancerSourceRanges");
      }
    }
    if (port.nodePort() != 0) {
      NftKey key = new NftKey(null, port.protocol(), port.nodePort());
      if (here.isServed()) {
        leads(NftTables.SERVICE_NODE_PORTS, key, names::external, port.path() + ".nodePort");
      }
      if (!here.hasExternal()) {
        refuses(NftTables.NO_ENDPOINT_NODE_PORTS, key, here.externalPath());
      }
    }
  }

  private void outside(Ip address, String path) {
    if (here.isServed()) {
      leads(NftTables.SERVICE_IPS, key(address), names::external, path);
    }
    if (!here.hasExternal()) {
      refuses(NftTables.NO_ENDPOINT_SERVICES, key(address), here.externalPath());
    }
  }
}
