package dev.podlane.console;

import dev.podlane.console.command.ShellWords;
import dev.podlane.console.nft.RuleLine;
import dev.podlane.console.sysctl.SysctlText;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.Table;
import dev.podlane.net.ns.Sysctls;
import dev.podlane.net.route.RouteQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A command that shows on a real machine the facts a step of a walk relies on.
 *
 * @param namespace network namespace it is given in
 * @param words the command and its arguments, not quoted
 */
public record ProofCommand(String namespace, List<String> words) {
  public ProofCommand {
    words = List.copyOf(words);
    if (words.isEmpty()) {
      throw new IllegalArgumentException("a command must have words");
    }
  }

  /** The decision about a packet, with all that is known of it. */
  public static ProofCommand routeGet(String namespace, RouteQuery query) {
    List<String> words = new ArrayList<>(List.of("ip", "route", "get"));
    words.add(query.destination().toString());
    add(words, "from", query.source());
    add(words, "iif", query.in());
    add(words, "oif", query.out());
    add(words, "mark", query.mark() == 0 ? null : "0x" + Integer.toHexString(query.mark()));
    return new ProofCommand(namespace, words);
  }

  private static void add(List<String> words, String keyword, @Nullable Object value) {
    if (value != null) {
      words.addAll(List.of(keyword, value.toString()));
    }
  }

  /** A whole routing table. */
  public static ProofCommand routes(String namespace, String table) {
    return of(namespace, "ip", "route", "show", "table", table);
  }

  /** Returns the command that shows a neighbour entry. */
  public static ProofCommand neighbour(String namespace, Ip ip, String device) {
    return of(namespace, "ip", "neigh", "get", ip.toString(), "dev", device);
  }

  /** All neighbours on a device. */
  public static ProofCommand neighbours(String namespace, String device) {
    return of(namespace, "ip", "neigh", "show", "dev", device);
  }

  /** The forwarding database of a bridge. */
  public static ProofCommand forwardingDatabase(String namespace, String bridge) {
    return of(namespace, "bridge", "fdb", "show", "br", bridge);
  }

  /** Returns the command that shows the hosts behind which a tunnel knows stations. */
  public static ProofCommand remotes(String namespace, String device) {
    return of(namespace, "bridge", "fdb", "show", "dev", device);
  }

  /** Rules of a chain, numbered and with their counters. */
  public static ProofCommand rules(String namespace, String table, String chain) {
    return of(namespace, "iptables", "-t", table, "-L", chain, "-nv", "--line-numbers");
  }

  /** Rules of a chain, by the tool that can say them. */
  public static ProofCommand rules(String namespace, Table table, String chain) {
    boolean isNative = !table.isOfIptables() || RuleLine.hasStatements(table, chain);
    return isNative
        ? of(
            namespace,
            "nft",
            "list",
            "chain",
            table.name().family().text(),
            table.name().name(),
            chain)
        : rules(namespace, table.kind().text(), chain);
  }

  /** Connections that began between two addresses. */
  public static ProofCommand connections(String namespace, Ip source, Ip destination) {
    return of(namespace, "conntrack", "-L", "-s", source.toString(), "-d", destination.toString());
  }

  /** Returns the command that shows the route to an address, with a learned path MTU. */
  public static ProofCommand way(String namespace, Ip destination) {
    return of(namespace, "ip", "route", "get", destination.toString());
  }

  /** State and kind of a device. */
  public static ProofCommand link(String namespace, String device) {
    return of(namespace, "ip", "-d", "link", "show", "dev", device);
  }

  /** Addresses of a device. */
  public static ProofCommand addresses(String namespace, String device) {
    return of(namespace, "ip", "-4", "addr", "show", "dev", device);
  }

  /** Settings of the kernel. */
  public static ProofCommand sysctl(String namespace, String... keys) {
    List<String> words = new ArrayList<>(List.of("sysctl"));
    for (String key : keys) {
      words.add(SysctlText.dotted(Sysctls.normalise(key)));
    }
    return new ProofCommand(namespace, words);
  }

  /** Returns the command that shows the listeners on a port. */
  public static ProofCommand listeners(String namespace, Protocol protocol, int port) {
    String kind =
        switch (protocol) {
          case TCP -> "-ltn";
          case UDP -> "-lun";
          case SCTP -> "-lSn";
          case ICMP -> "-lwn";
        };
    return of(namespace, "ss", kind, "sport = :" + port);
  }

  /** Packets as they pass a device; protocol null for all. */
  public static ProofCommand capture(String namespace, String device, @Nullable String protocol) {
    return protocol == null
        ? of(namespace, "tcpdump", "-ni", device)
        : of(namespace, "tcpdump", "-ni", device, protocol.toLowerCase(Locale.ROOT));
  }

  private static ProofCommand of(String namespace, String... words) {
    return new ProofCommand(namespace, List.of(words));
  }

  /** The command alone, quoted for a shell. */
  public String inside() {
    return words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
  }

  /** The command as given outside the namespace, quoted for a shell. */
  @Override
  public String toString() {
    return "ip netns exec " + ShellWords.quote(namespace) + " " + inside();
  }
}
