package dev.podlane.compile.proxy;

import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.AddressKind;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.OtherMatch.AddressType;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.RuleLine;
import dev.podlane.net.filter.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes the chains of one port as kube-proxy in mode iptables does (kubernetes {@code
 * pkg/proxy/iptables/proxier.go}, syncProxyRules).
 */
final class IptablesChains {
  /** {@code --probability} is kept in this many parts. */
  private static final double PARTS = 0x8000_0000L;

  private final PortOnNode here;
  private final ProxiedPort port;
  private final IptablesNames names;
  private final List<Chain> chains = new ArrayList<>();

  private IptablesChains(PortOnNode here, IptablesNames names) {
    this.here = here;
    this.port = here.port();
    this.names = names;
  }

  static List<Chain> of(PortOnNode here, IptablesNames names) {
    IptablesChains writer = new IptablesChains(here, names);
    if (here.isServed()) {
      writer.write();
    }
    return writer.chains;
  }

  private void write() {
    List<Rule> internal = new ArrayList<>();
    KubeProxy proxy = here.style().proxy();
    if (here.hasInternal()) {
      RuleLine line =
          names.to(port.clusterIp(), "cluster IP").then(new Target.Jump(IptablesWords.MARK));
      if (proxy.masqueradeAll()) {
        internal.add(line.rule());
      } else {
        here.pods().ifPresent(pods -> internal.add(line.butFrom(pods).rule()));
      }
    }
    if (port.isExternallyAccessible()) {
      outside();
      if (here.isGuarded()) {
        guard();
      }
    }
    EndpointChoice choice = here.choice();
    if (!choice.cluster().isEmpty()) {
      balance(names.cluster(), port.isInternalLocal() ? List.of() : internal, choice.cluster());
    }
    if (!choice.local().isEmpty()) {
      balance(names.local(), port.isInternalLocal() ? internal : List.of(), choice.local());
    }
    choice.all(port).forEach(this::endpoint);
  }

  private void outside() {
    List<Rule> lines = new ArrayList<>();
    String of = " for " + port.name() + " external destinations";
    if (port.isExternalLocal()) {
      Target cluster = new Target.Jump(names.cluster());
      here.pods()
          .ifPresent(
              pods ->
                  lines.add(
                      new RuleLine().from(pods).comment("pod traffic" + of).then(cluster).rule()));
      AddressType own = new AddressType(true, AddressKind.LOCAL, AddressType.Limit.NONE, false);
      RuleLine masquerade = new RuleLine().comment("masquerade LOCAL traffic" + of).and(own);
      lines.add(masquerade.then(new Target.Jump(IptablesWords.MARK)).rule());
      lines.add(new RuleLine().comment("route LOCAL traffic" + of).and(own).then(cluster).rule());
    } else {
      RuleLine masquerade = new RuleLine().comment("masquerade traffic" + of);
      lines.add(masquerade.then(new Target.Jump(IptablesWords.MARK)).rule());
    }
    if (here.hasExternal()) {
      lines.add(RuleLine.jump(port.isExternalLocal() ? names.local() : names.cluster()).rule());
    }
    chains.add(new Chain(names.external(), null, lines));
  }

  private void guard() {
    List<Rule> lines = new ArrayList<>();
    for (Prefix range : here.allowed()) {
      lines.add(
          new RuleLine()
              .from(range)
              .comment(port.name() + " loadbalancer IP")
              .then(new Target.Jump(names.external()))
              .rule());
    }
    String rest = "other traffic to " + port.name() + " will be dropped by KUBE-PROXY-FIREWALL";
    lines.add(new RuleLine().comment(rest).rule());
    chains.add(new Chain(names.firewall(), null, lines));
  }

  private void balance(String chain, List<Rule> before, List<Backend> backends) {
    List<Rule> lines = new ArrayList<>(before);
    int seconds = here.affinitySeconds();
    for (Backend each : seconds > 0 ? backends : List.<Backend>of()) {
      String name = names.endpoint(each);
      RuleLine line =
          backend(each).and(IptablesWords.remembered(name, seconds)).then(new Target.Jump(name));
      lines.add(line.rule());
    }
    for (int i = 0; i < backends.size(); i++) {
      int left = backends.size() - i;
      RuleLine line = backend(backends.get(i));
      RuleLine drawn = left == 1 ? line : line.and(new OtherMatch.Random(probability(left), false));
      lines.add(drawn.then(new Target.Jump(names.endpoint(backends.get(i)))).rule());
    }
    chains.add(new Chain(chain, null, lines));
  }

  private RuleLine backend(Backend each) {
    return commented(new RuleLine(), port.name() + " -> " + each.text());
  }

  private RuleLine commented(RuleLine line, String comment) {
    return here.style().isLarge() ? line : line.comment(comment);
  }

  /** One of so many, in ten decimals as kube-proxy writes it, and as iptables keeps it. */
  private static double probability(int left) {
    String written = String.format(Locale.ROOT, "%.10f", 1.0 / left);
    return Math.rint(PARTS * Double.parseDouble(written)) / PARTS;
  }

  private void endpoint(Backend each) {
    String name = names.endpoint(each);
    Protocol protocol = port.protocol();
    RuleLine itself = commented(new RuleLine().from(Prefix.host(each.address())), port.name());
    RuleLine line = commented(new RuleLine().protocol(protocol), port.name());
    if (here.isSticky()) {
      line = line.and(IptablesWords.remembers(name));
    }
    Rule translated = line.loaded(protocol).then(RuleLine.dnat(each.address(), each.port())).rule();
    chains.add(
        new Chain(
            name,
            null,
            List.of(itself.then(new Target.Jump(IptablesWords.MARK)).rule(), translated)));
  }
}
