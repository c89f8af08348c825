package dev.podlane.compile.cni;

import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.AddressKind;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.HeaderMatch;
import dev.podlane.net.filter.Hook;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.PortMatch;
import dev.podlane.net.filter.Ports;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.Target;
import dev.podlane.net.ns.ElementIds;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rules that bring a node's ports to its pods (rule 19), as the CNI plugin portmap writes them
 * with iptables (containernetworking/plugins {@code plugins/meta/portmap/portmap_iptables.go}).
 */
public final class Portmap {
  private static final String DNAT = "CNI-HOSTPORT-DNAT";
  private static final String MARK = "CNI-HOSTPORT-SETMARK";
  private static final String MASQUERADE = "CNI-HOSTPORT-MASQ";
  private static final String POD_PREFIX = "CNI-DN-";
  private static final int BIT = 0x2000;

  /** Most ports of one multiport match. */
  private static final int MOST_PORTS = 15;

  private static final Prefix LOCALHOST = Prefix.parse("127.0.0.1/32");

  private final String network;
  private final PodLink link;
  private final List<Rule> entries = new ArrayList<>();
  private final List<Chain> chains = new ArrayList<>();
  private final Map<String, Pod> owners = new HashMap<>();
  private final Set<String> ends = new TreeSet<>();

  private Portmap(String network, PodLink link) {
    this.network = network;
    this.link = link;
  }

  /** Writes the rules for the pods of a node, if one of them wants a port. */
  static void on(Site site, Setup setup, String network) {
    Portmap portmap = of(site, network);
    if (!portmap.entries.isEmpty()) {
      String node = site.node().name();
      setup.now(portmap.mapped(setup.ns()), Purpose.HOST_PORT_RULES, () -> portmap.owners(node));
    }
  }

  /**
   * The rules for the pods of a node.
   *
   * @param network name of the network in the plugin's configuration
   */
  private static Portmap of(Site site, String network) {
    Portmap portmap = new Portmap(network, site.link());
    site.all().stream().filter(pod -> !pod.hostNetwork()).forEach(portmap::add);
    Map<Pod, String> ends = new HashMap<>();
    if (site.link().bridge() == null && !portmap.owners.isEmpty()) {
      site.ports().forEach(port -> ends.put(port.pod(), port.device()));
    }
    for (Pod pod : portmap.owners.values()) {
      String end = site.link().bridge() == null ? ends.get(pod) : site.link().bridge();
      if (end != null) {
        portmap.ends.add(end);
      }
    }
    return portmap;
  }

  /** A node with these rules, whose devices towards the pods take packets for 127.0.0.1. */
  private NetworkNamespace mapped(NetworkNamespace node) {
    Table nat = node.ruleset().table(Table.Kind.NAT).orElseGet(() -> Table.empty(Table.Kind.NAT));
    Map<String, String> settings = new TreeMap<>();
    ends.forEach(end -> settings.put("net/ipv4/conf/" + end + "/route_localnet", "1"));
    return node.withRuleset(node.ruleset().with(table(nat.completed())))
        .withSysctls(node.sysctls().withAll(settings));
  }

  /** The pods for which there are chains and rules on a node, by their element ids. */
  private Map<String, ObjectRef> owners(String node) {
    Map<String, ObjectRef> found = new HashMap<>();
    for (Chain chain : chains) {
      ObjectRef pod = Objects.requireNonNull(owners.get(chain.name())).ref();
      found.put(ElementIds.chain(node, Table.Kind.NAT, chain.name()), pod);
      for (Rule rule : chain.rules()) {
        found.put(ElementIds.rule(node, Table.Kind.NAT, chain.name(), rule), pod);
      }
    }
    for (Rule entry : entries) {
      if (entry.target() instanceof Target.Jump jump) {
        ObjectRef pod = Objects.requireNonNull(owners.get(jump.chain())).ref();
        found.put(ElementIds.rule(node, Table.Kind.NAT, DNAT, entry), pod);
      }
    }
    return found;
  }

  private Table table(Table nat) {
    Rule local =
        rule(
            new Target.Jump(DNAT),
            new OtherMatch.AddressType(
                false, AddressKind.LOCAL, OtherMatch.AddressType.Limit.NONE, false));
    Rule marked =
        rule(
            new Target.Jump(MASQUERADE),
            new OtherMatch.Comment("CNI portfwd requiring masquerade"));
    Table now = nat;
    now = appended(now, Hook.PREROUTING, local);
    now = appended(now, Hook.OUTPUT, local);
    now = now.with(chain(now, Hook.POSTROUTING).inserted(0, marked));
    Rule mark =
        rule(new Target.Mark(BIT, BIT), new OtherMatch.Comment("CNI portfwd masquerade mark"));
    Rule masquerade =
        rule(
            new Target.Snat(null, null, null, false, false, false),
            new OtherMatch.Mark(BIT, BIT, false));
    now = now.with(new Chain(DNAT, null, entries));
    now = now.with(new Chain(MARK, null, List.of(mark)));
    now = now.with(new Chain(MASQUERADE, null, List.of(masquerade)));
    for (Chain chain : chains) {
      now = now.with(chain);
    }
    return now;
  }

  private static Chain chain(Table table, Hook hook) {
    return table.chain(hook.name()).orElseThrow();
  }

  private static Table appended(Table table, Hook hook, Rule rule) {
    Chain chain = chain(table, hook);
    return table.with(chain.inserted(chain.rules().size(), rule));
  }

  private void add(Pod pod) {
    Ip address = pod.podIp();
    List<ContainerPort> mapped = new ArrayList<>();
    for (Container container : pod.containers()) {
      container.ports().stream().filter(port -> port.hostPort() > 0).forEach(mapped::add);
    }
    if (address == null || mapped.isEmpty()) {
      return;
    }
    CniName cni = CniName.of(network, pod);
    String name = cni.chain(POD_PREFIX);
    String comment = "dnat " + cni.comment();
    for (Protocol protocol : Protocol.WITH_PORTS) {
      List<Ports> ports = new ArrayList<>();
      for (ContainerPort port : mapped) {
        if (port.protocol() == protocol && !ports.contains(Ports.of(port.hostPort()))) {
          ports.add(Ports.of(port.hostPort()));
        }
      }
      for (int i = 0; i < ports.size(); i += MOST_PORTS) {
        List<Ports> some = ports.subList(i, Math.min(ports.size(), i + MOST_PORTS));
        entries.add(
            rule(
                new Target.Jump(name),
                new HeaderMatch.Protocol(protocol.number(), false),
                new OtherMatch.Comment(comment),
                new PortMatch.Multiport(PortMatch.Multiport.Side.DESTINATION, some, false)));
      }
    }
    List<Rule> rules = new ArrayList<>();
    mapped.forEach(port -> map(port, address, rules));
    chains.add(new Chain(name, null, rules));
    owners.put(name, pod);
  }

  /** Packets of the node's own pods and of 127.0.0.1 are masqueraded, so that answers come back. */
  private void map(ContainerPort port, Ip pod, List<Rule> rules) {
    List<Match> wanted = new ArrayList<>();
    Ip hostIp = port.hostIp();
    if (hostIp != null) {
      wanted.add(new HeaderMatch.Destination(Prefix.host(hostIp), false));
    }
    int number = port.protocol().number();
    wanted.add(new HeaderMatch.Protocol(number, false));
    wanted.add(new PortMatch.DestinationPort(number, Ports.of(port.hostPort()), false));
    for (Prefix source : List.of(link.address(pod).prefix(), LOCALHOST)) {
      List<Match> from = new ArrayList<>(wanted);
      from.add(0, new HeaderMatch.Source(source, false));
      rules.add(new Rule(from, new Target.Jump(MARK)));
    }
    rules.add(new Rule(wanted, new Target.Dnat(pod, pod, Ports.of(port.number()), false, false)));
  }

  private static Rule rule(Target target, Match... matches) {
    return new Rule(List.of(matches), target);
  }
}
