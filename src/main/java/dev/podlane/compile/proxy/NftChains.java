package dev.podlane.compile.proxy;

import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.StatementLine;
import dev.podlane.net.filter.nft.HeaderField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes the chains of one port as kube-proxy in mode nftables does (kubernetes {@code
 * pkg/proxy/nftables/proxier.go}, syncProxyRules).
 */
final class NftChains {
  private final PortOnNode here;
  private final ProxiedPort port;
  private final NftVersion version;
  private final NftNames names;
  private final List<Chain> chains = new ArrayList<>();

  private NftChains(PortOnNode here, NftNames names) {
    this.here = here;
    this.port = here.port();
    this.version = NftVersion.of(here.style().proxy().minorVersion());
    this.names = names;
  }

  static List<Chain> of(PortOnNode here, NftNames names) {
    NftChains writer = new NftChains(here, names);
    writer.write();
    return writer.chains;
  }

  private void write() {
    if (here.isServed() && port.isExternallyAccessible()) {
      externalChain();
    }
    if (here.isGuarded()) {
      // unlike in mode iptables, even if there is no endpoint
      firewallChain();
    }
    EndpointChoice choice = here.choice();
    if (!choice.cluster().isEmpty()) {
      balance(names.cluster(), !port.isInternalLocal(), choice.cluster());
    }
    if (!choice.local().isEmpty()) {
      balance(names.local(), port.isInternalLocal(), choice.local());
    }
    choice.all(port).forEach(this::endpointChain);
  }

  private StatementLine masquerading(StatementLine line) {
    return version.hasMaps() ? line.mark(NftTables.BIT) : line.jump(NftTables.MARKING);
  }

  private void externalChain() {
    List<Rule> lines = new ArrayList<>();
    Prefix pods = here.pods().orElse(null);
    if (port.isExternalLocal()) {
      if (pods != null) {
        lines.add(
            new StatementLine()
                .in(HeaderField.IP_SADDR, pods)
                .go(names.cluster())
                .comment("short-circuit pod traffic")
                .rule());
      }
      lines.add(
          masquerading(new StatementLine().isLocal("saddr"))
              .comment("masquerade local traffic")
              .rule());
      lines.add(
          new StatementLine()
              .isLocal("saddr")
              .go(names.cluster())
              .comment("short-circuit local traffic")
              .rule());
    } else {
      lines.add(masquerading(new StatementLine()).rule());
    }
    if (here.hasExternal()) {
      String policy = port.isExternalLocal() ? names.local() : names.cluster();
      lines.add(new StatementLine().go(policy).rule());
    }
    chains.add(new Chain(names.external(), null, lines));
  }

  private void firewallChain() {
    Rule rule = new StatementLine().inNone(HeaderField.IP_SADDR, here.allowed()).drop().rule();
    chains.add(new Chain(names.firewall(), null, List.of(rule)));
  }

  /**
   * The chain that chooses.
   *
   * @param internal true if packets to the cluster IP come here
   */
  private void balance(String chain, boolean internal, List<Backend> backends) {
    List<Rule> lines = new ArrayList<>();
    if (internal && !version.hasMaps()) {
      offCluster(lines);
    }
    if (here.isSticky()) {
      for (Backend each : backends) {
        lines.add(
            new StatementLine()
                .inSet(HeaderField.IP_SADDR, names.affinity(each))
                .go(names.endpoint(each))
                .rule());
      }
    }
    if (here.isSticky() || !version.hasMaps()) {
      List<String> all = backends.stream().map(names::endpoint).toList();
      lines.add(new StatementLine().drawChain(all).rule());
    } else if (backends.size() == 1 && version == NftVersion.SINGLE) {
      Backend only = backends.get(0);
      StatementLine line = new StatementLine().protocol(port.protocol());
      lines.add(line.dnat(only.address(), only.port()).rule());
    } else {
      StatementLine line = new StatementLine().protocol(port.protocol());
      lines.add(
          line.drawAddress(
                  backends.stream().map(each -> Map.entry(each.address(), each.port())).toList())
              .rule());
    }
    chains.add(new Chain(chain, null, lines));
  }

  /** Packets to the cluster IP from outside the pod network are masqueraded. */
  private void offCluster(List<Rule> lines) {
    KubeProxy proxy = here.style().proxy();
    StatementLine line =
        new StatementLine().in(HeaderField.IP_DADDR, Prefix.host(port.clusterIp()));
    if (version == NftVersion.BEFORE_DNAT) {
      line = line.toPort(port.protocol(), port.port().port());
    }
    Prefix pods = here.pods().orElse(null);
    if (proxy.masqueradeAll()) {
      lines.add(line.jump(NftTables.MARKING).rule());
    } else if (pods != null) {
      lines.add(line.notIn(HeaderField.IP_SADDR, pods).jump(NftTables.MARKING).rule());
    }
  }

  private void endpointChain(Backend each) {
    if (version.hasMaps() && !here.isSticky()) {
      return;
    }
    List<Rule> lines = new ArrayList<>();
    if (!version.hasMaps()) {
      Prefix itself = Prefix.host(each.address());
      lines.add(
          new StatementLine().in(HeaderField.IP_SADDR, itself).jump(NftTables.MARKING).rule());
    }
    if (here.isSticky()) {
      lines.add(new StatementLine().learnSource(names.affinity(each)).rule());
    }
    StatementLine line = new StatementLine().protocol(port.protocol());
    lines.add(line.dnat(each.address(), each.port()).rule());
    chains.add(new Chain(names.endpoint(each), null, lines));
  }
}
