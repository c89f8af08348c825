package dev.podlane.compile.cni;

import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
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
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rules that bring a node's ports to its pods (rule 19), as the CNI plugin portmap writes them
 * with iptables (containernetworking/plugins {@code plugins/meta/portmap/portmap_iptables.go}).
 */
public final class Portmap {
  private static final String DNAT = "CNI-HOSTPORT-DNAT";
  private static final String MARK = "CNI-HOSTPORT-SETMARK";
  private static final String MASQUERADE = "CNI-HOSTPORT-MASQ";
  private static final String POD_PREFIX = "CNI-DN-";
  private static final int LONGEST_CHAIN = 28;
  private static final int BIT = 0x2000;

  /** Most ports of one multiport match. */
  private static final int MOST_PORTS = 15;

  private static final Prefix LOCALHOST = Prefix.parse("127.0.0.1/32");

  private final String network;
  private final Prefix block;
  private final List<Rule> entries = new ArrayList<>();
  private final List<Chain> chains = new ArrayList<>();
  private final Map<String, Pod> owners = new HashMap<>();

  private Portmap(String network, Prefix block) {
    this.network = network;
    this.block = block;
  }

  /**
   * The rules for the pods of a node.
   *
   * @param bridge the device that leads to the pods
   * @param block the pods' addresses
   * @param pods the node's pods; those of the host's network need no rules
   */
  public static Portmap of(String bridge, Prefix block, List<Pod> pods) {
    Portmap portmap = new Portmap(bridge, block);
    pods.stream().filter(pod -> !pod.hostNetwork()).forEach(portmap::add);
    return portmap;
  }

  /** A node with these rules, whose bridge is let take packets for 127.0.0.1. */
  public NetworkNamespace mapped(NetworkNamespace node) {
    if (entries.isEmpty()) {
      return node;
    }
    Table nat = node.ruleset().table(Table.Kind.NAT).orElseGet(() -> Table.empty(Table.Kind.NAT));
    String setting = "net/ipv4/conf/" + network + "/route_localnet";
    return node.withRuleset(node.ruleset().with(table(nat)))
        .withSysctls(node.sysctls().with(setting, "1"));
  }

  /** The pods for which there are chains and rules on a node, by their element ids. */
  public Map<String, Pod> owners(String node) {
    Map<String, Pod> found = new HashMap<>();
    for (Chain chain : chains) {
      Pod pod = Objects.requireNonNull(owners.get(chain.name()));
      found.put(ElementIds.chain(node, Table.Kind.NAT, chain.name()), pod);
      for (Rule rule : chain.rules()) {
        found.put(ElementIds.rule(node, Table.Kind.NAT, chain.name(), rule), pod);
      }
    }
    for (Rule entry : entries) {
      if (entry.target() instanceof Target.Jump jump) {
        Pod pod = Objects.requireNonNull(owners.get(jump.chain()));
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
    String id = sha512(pod.ref().path() + "#" + pod.sandbox()).substring(0, 12);
    String digest = sha512(network + id);
    String name = POD_PREFIX + digest.substring(0, LONGEST_CHAIN - POD_PREFIX.length());
    String comment = "dnat name: \"" + network + "\" id: \"" + id + "\"";
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
    for (Prefix source : List.of(block, LOCALHOST)) {
      List<Match> from = new ArrayList<>(wanted);
      from.add(0, new HeaderMatch.Source(source, false));
      rules.add(new Rule(from, new Target.Jump(MARK)));
    }
    rules.add(new Rule(wanted, new Target.Dnat(pod, pod, Ports.of(port.number()), false, false)));
  }

  private static Rule rule(Target target, Match... matches) {
    return new Rule(List.of(matches), target);
  }

  private static String sha512(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-512");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
