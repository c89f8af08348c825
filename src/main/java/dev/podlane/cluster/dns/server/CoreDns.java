package dev.podlane.cluster.dns.server;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.dns.DnsName;
import dev.podlane.cluster.dns.DnsRecord;
import dev.podlane.cluster.dns.DnsReply;
import dev.podlane.cluster.dns.DnsReply.Code;
import dev.podlane.cluster.dns.Doubt;
import dev.podlane.cluster.dns.Question;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * CoreDNS as a Corefile configures it. Each server block hands a query through its plugins in the
 * order of upstream's plugin.cfg, whatever the order in the text; a plugin that is not simulated
 * makes every answer doubtful that it or one behind it would give.
 */
public final class CoreDns {
  /** Most rules whose expressions a query may be compared with. */
  private static final int MOST_RULES = 100;

  /** Lookups for lookups; upstream follows as many. */
  private static final int DEEPEST = 8;

  private final List<Server> servers;
  private final @Nullable ObjectRef configMap;
  private final @Nullable Doubt broken;

  /** A zone of a server block with the plugins in their order. */
  private record Server(
      Corefile.Address address,
      List<Plugin> plugins,
      boolean shuffles,
      List<Onward.Server> named) {}

  private CoreDns(List<Server> servers, @Nullable ObjectRef configMap, @Nullable Doubt broken) {
    this.servers = List.copyOf(servers);
    this.configMap = configMap;
    this.broken = broken;
  }

  /**
   * The Corefile that kubeadm writes, for a domain (kubernetes {@code
   * cmd/kubeadm/app/phases/addons/dns/manifests.go}).
   */
  public static String usual(DnsName domain) {
    return """
    .:53 {
        errors
        health {
           lameduck 5s
        }
        ready
        kubernetes %s in-addr.arpa ip6.arpa {
           pods insecure
           fallthrough in-addr.arpa ip6.arpa
           ttl 30
        }
        prometheus :9153
        forward . /etc/resolv.conf {
           max_concurrent 1000
        }
        cache 30
        loop
        reload
        loadbalance
    }
    """
        .formatted(domain.text());
  }

  /**
   * A server.
   *
   * @param configMap the ConfigMap that holds the Corefile; null if it is assumed
   * @param corefile its text
   * @param files the content of another file by its path; null if it is not known
   */
  public static CoreDns of(
      Cluster cluster,
      @Nullable ObjectRef configMap,
      String corefile,
      Function<String, @Nullable String> files) {
    try {
      Records records = new Records(cluster);
      List<Server> servers = new ArrayList<>();
      for (Corefile.Block block : Corefile.parse(corefile).blocks()) {
        servers.addAll(servers(block, records, files));
      }
      return new CoreDns(servers, configMap, null);
    } catch (CorefileException unread) {
      Doubt doubt = new Doubt(Doubt.Kind.COREFILE, "" + unread.line(), configMap, "data.Corefile");
      return new CoreDns(List.of(), configMap, doubt);
    }
  }

  private static List<Server> servers(
      Corefile.Block block, Records records, Function<String, @Nullable String> files) {
    List<DnsName> zones = block.addresses().stream().map(Corefile.Address::zone).toList();
    Map<String, List<Directive>> byName = new LinkedHashMap<>();
    block.directives().stream()
        .sorted(Comparator.comparingInt(each -> PluginOrder.of(each.name())))
        .forEach(each -> byName.computeIfAbsent(each.name(), n -> new ArrayList<>()).add(each));
    List<Plugin> plugins = new ArrayList<>();
    List<Onward.Server> named = new ArrayList<>();
    byName.forEach(
        (name, lines) -> {
          if (name.equals("forward")) {
            for (Directive line : lines) {
              ForwardPlugin forward = ForwardPlugin.of(line);
              plugins.add(forward);
              named.addAll(forward.servers());
            }
          } else {
            plugins.addAll(plugins(name, lines, zones, records, files));
          }
        });
    boolean shuffles = byName.containsKey("loadbalance");
    List<Corefile.Address> addresses =
        block.addresses().isEmpty()
            ? List.of(new Corefile.Address("import", DnsName.ROOT, 0))
            : block.addresses();
    return addresses.stream().map(each -> new Server(each, plugins, shuffles, named)).toList();
  }

  private static List<Plugin> plugins(
      String name,
      List<Directive> lines,
      List<DnsName> zones,
      Records records,
      Function<String, @Nullable String> files) {
    return switch (name) {
      case "kubernetes" ->
          lines.stream()
              .map(line -> KubernetesOptions.of(line, zones))
              .<Plugin>map(all -> new KubernetesPlugin(new KubernetesZone(records, all), all))
              .toList();
      case "hosts" ->
          lines.stream().<Plugin>map(line -> HostsPlugin.of(line, zones, files)).toList();
      case "rewrite" ->
          lines.size() > MOST_RULES ? unknown(name) : List.of(new RewritePlugin(lines));
      case "template" ->
          lines.size() > MOST_RULES ? unknown(name) : List.of(new TemplatePlugin(lines, zones));
      case "import" ->
          lines.stream().allMatch(line -> isEmptyImport(line, files)) ? List.of() : unknown(name);
      default -> PluginOrder.isHarmless(name) ? List.of() : unknown(name);
    };
  }

  /** A pattern of files that matches none is no error; those of {@code custom} are optional. */
  private static boolean isEmptyImport(Directive line, Function<String, @Nullable String> files) {
    return line.args().stream()
        .allMatch(
            path -> {
              String found = files.apply(path);
              return found != null && found.isBlank();
            });
  }

  private static List<Plugin> unknown(String name) {
    Doubt doubt = new Doubt(Doubt.Kind.PLUGIN, name, null, "");
    return List.of((query, next, self) -> DnsReply.unknown(doubt));
  }

  /**
   * Servers that queries may be handed on to, by address; those of resolv.conf are not among them.
   */
  public List<Ip> forwards() {
    return servers.stream()
        .flatMap(server -> server.named().stream())
        .map(Onward.Server::address)
        .distinct()
        .toList();
  }

  /**
   * Answers a query.
   *
   * @param port the port it came to
   * @param seed decides the order in which loadbalance puts addresses
   * @param onward the way to other servers
   */
  public DnsReply serve(Question question, int port, long seed, Onward onward) {
    if (broken != null) {
      return DnsReply.unknown(broken);
    }
    try {
      return sourced(serve(new Query(question, onward, 0), port, seed));
    } catch (DoubtException doubt) {
      return sourced(DnsReply.unknown(doubt.doubt()));
    }
  }

  private DnsReply serve(Query query, int port, long seed) {
    if (query.depth() > DEEPEST) {
      return DnsReply.of(Code.SERVFAIL);
    }
    if (servers.stream()
        .anyMatch(each -> each.address().port() == 0 && !each.plugins().isEmpty())) {
      return DnsReply.unknown(new Doubt(Doubt.Kind.PLUGIN, "import", null, ""));
    }
    Optional<Server> server =
        servers.stream()
            .filter(each -> each.address().port() == port && each.address().scheme().equals("dns"))
            .filter(each -> query.name().isIn(each.address().zone()))
            .max(Comparator.comparingInt(each -> each.address().zone().labels().size()));
    if (server.isEmpty()) {
      return DnsReply.of(Code.REFUSED);
    }
    DnsReply reply = pass(server.get(), 0, query, port, seed);
    return server.get().shuffles() ? shuffled(reply, seed) : reply;
  }

  private DnsReply pass(Server server, int index, Query query, int port, long seed) {
    if (index == server.plugins().size()) {
      return DnsReply.of(Code.REFUSED);
    }
    return server
        .plugins()
        .get(index)
        .serve(
            query,
            next -> pass(server, index + 1, next, port, seed),
            inner -> serve(inner, port, seed));
  }

  /** Names the ConfigMap where a plugin is in doubt. */
  private DnsReply sourced(DnsReply reply) {
    Doubt doubt = reply.doubt();
    if (doubt == null || doubt.object() != null || doubt.kind() != Doubt.Kind.PLUGIN) {
      return reply;
    }
    return DnsReply.unknown(new Doubt(doubt.kind(), doubt.what(), configMap, "data.Corefile"));
  }

  /** Turns the addresses round, as one of the orders that the plugin draws (round_robin). */
  private static DnsReply shuffled(DnsReply reply, long seed) {
    List<DnsRecord> addresses = new ArrayList<>();
    List<DnsRecord> others = new ArrayList<>();
    for (DnsRecord each : reply.answers()) {
      (each.type().isAddress() ? addresses : others).add(each);
    }
    if (addresses.size() < 2 || seed == 0) {
      return reply;
    }
    Collections.rotate(addresses, -(int) Math.floorMod(seed, (long) addresses.size()));
    others.addAll(addresses);
    return new DnsReply(reply.code(), others, reply.doubt());
  }
}
