package dev.podlane.cluster.dns.server;

import dev.podlane.cluster.dns.DnsName;
import dev.podlane.cluster.dns.DnsReply;
import dev.podlane.cluster.dns.Doubt;
import dev.podlane.cluster.dns.server.Onward.Server;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The plugin forward (coredns {@code plugin/forward}): hands queries of a zone to other servers.
 * The policy, which draws a server, is not followed: all of them are supposed to know the same.
 */
final class ForwardPlugin implements Plugin {
  private static final String RESOLV_CONF = "/etc/resolv.conf";
  private static final int PORT = 53;
  private static final int MOST_SERVERS = 15;

  /** Options that let an answer of a server count as none. */
  private static final Set<String> DECISIVE = Set.of("next", "next_on_nodata", "failover");

  private final List<DnsName> from;
  private final List<DnsName> except;
  private final List<Server> servers;
  private final boolean own;
  private final @Nullable String unknown;

  private ForwardPlugin(
      List<DnsName> from,
      List<DnsName> except,
      List<Server> servers,
      boolean own,
      @Nullable String unknown) {
    this.from = List.copyOf(from);
    this.except = List.copyOf(except);
    this.servers = List.copyOf(servers);
    this.own = own;
    this.unknown = unknown;
  }

  static ForwardPlugin of(Directive directive) {
    List<String> args = directive.args();
    List<Server> servers = new ArrayList<>();
    boolean own = false;
    String unknown = args.size() < 2 ? "" : null;
    for (String to : args.subList(Math.min(1, args.size()), args.size())) {
      Optional<Server> server = server(to);
      if (to.equals(RESOLV_CONF)) {
        own = true;
      } else if (server.isPresent()) {
        servers.add(server.get());
      } else {
        unknown = to;
      }
    }
    for (Directive option : directive.body()) {
      unknown = DECISIVE.contains(option.name()) ? option.name() : unknown;
    }
    List<DnsName> except =
        directive.option("except").map(Directive::args).map(Zones::all).orElse(List.of());
    List<DnsName> from = args.isEmpty() ? List.of() : Zones.parse(args.get(0));
    return new ForwardPlugin(from, except, servers, own, unknown);
  }

  /** {@code ADDRESS}, {@code ADDRESS:PORT} or {@code dns://…}; empty for other transports. */
  private static Optional<Server> server(String text) {
    String rest = text.startsWith("dns://") ? text.substring("dns://".length()) : text;
    Optional<Ip> whole = Ip.tryParse(rest);
    if (whole.isPresent()) {
      return Optional.of(new Server(whole.get(), PORT));
    }
    int colon = rest.lastIndexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String host = rest.substring(0, colon).replaceAll("^\\[|]$", "");
    try {
      int port = Integer.parseInt(rest.substring(colon + 1));
      boolean valid = port > 0 && port < 65_536;
      return valid ? Ip.tryParse(host).map(ip -> new Server(ip, port)) : Optional.empty();
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }

  /** The servers it names by address. */
  List<Server> servers() {
    return servers;
  }

  @Override
  public DnsReply serve(
      Query query, Function<Query, DnsReply> next, Function<Query, DnsReply> self) {
    boolean mine =
        Zones.matching(from, query.name()).isPresent()
            && Zones.matching(except, query.name()).isEmpty();
    if (!mine) {
      return next.apply(query);
    }
    if (unknown != null) {
      return DnsReply.unknown(new Doubt(Doubt.Kind.PLUGIN, "forward " + unknown, null, ""));
    }
    List<Server> all = new ArrayList<>(servers);
    if (own) {
      all.addAll(query.onward().own());
    }
    return query.onward().ask(all.subList(0, Math.min(MOST_SERVERS, all.size())), query.question());
  }
}
