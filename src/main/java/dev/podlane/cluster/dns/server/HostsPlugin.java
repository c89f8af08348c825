package dev.podlane.cluster.dns.server;

import dev.podlane.cluster.dns.DnsName;
import dev.podlane.cluster.dns.DnsRecord;
import dev.podlane.cluster.dns.DnsReply;
import dev.podlane.cluster.dns.DnsReply.Code;
import dev.podlane.cluster.dns.Doubt;
import dev.podlane.cluster.dns.RecordType;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The plugin hosts (coredns {@code plugin/hosts}): lines of addresses and names. */
final class HostsPlugin implements Plugin {
  private static final int DEFAULT_TTL = 3_600;
  private static final String USUAL_FILE = "/etc/hosts";
  private static final Set<String> OPTIONS = Set.of("ttl", "no_reverse", "reload", "fallthrough");

  private final List<DnsName> zones;
  private final List<Entry> entries;
  private final int ttl;
  private final boolean reverse;
  private final @Nullable List<DnsName> fallthrough;
  private final @Nullable String unread;

  /** A name of an address. */
  private record Entry(Ip ip, DnsName name) {}

  private HostsPlugin(
      List<DnsName> zones,
      List<Entry> entries,
      int ttl,
      boolean reverse,
      @Nullable List<DnsName> fallthrough,
      @Nullable String unread) {
    this.zones = List.copyOf(zones);
    this.entries = List.copyOf(entries);
    this.ttl = ttl;
    this.reverse = reverse;
    this.fallthrough = fallthrough;
    this.unread = unread;
  }

  /**
   * Reads the plugin's lines.
   *
   * @param server zones of the server block
   * @param files the content of a file by its name, as far as it is known; null if it is not
   */
  static HostsPlugin of(
      Directive directive, List<DnsName> server, Function<String, @Nullable String> files) {
    List<String> args = directive.args();
    List<DnsName> zones = args.size() < 2 ? server : Zones.all(args.subList(1, args.size()));
    List<Entry> entries = new ArrayList<>();
    String unread = null;
    if (!args.isEmpty() && !args.get(0).equals(USUAL_FILE)) {
      String text = files.apply(args.get(0));
      unread = text == null ? args.get(0) : null;
      for (String line : text == null ? List.<String>of() : text.lines().toList()) {
        String content = line.contains("#") ? line.substring(0, line.indexOf('#')) : line;
        entries(List.of(content.strip().split("\\s+", -1)), entries);
      }
    }
    int ttl = DEFAULT_TTL;
    for (Directive line : directive.body()) {
      if (!OPTIONS.contains(line.name())) {
        List<String> words = new ArrayList<>(line.args());
        words.add(0, line.name());
        entries(words, entries);
      } else if (line.name().equals("ttl") && line.args().size() == 1) {
        ttl = number(line.args().get(0));
      }
    }
    return new HostsPlugin(
        zones,
        entries,
        ttl,
        directive.option("no_reverse").isEmpty(),
        directive.option("fallthrough").map(KubernetesOptions::through).orElse(null),
        unread);
  }

  private static int number(String text) {
    try {
      return Math.max(1, Math.min(65_535, Integer.parseInt(text)));
    } catch (NumberFormatException none) {
      return DEFAULT_TTL;
    }
  }

  private static void entries(List<String> words, List<Entry> into) {
    Optional<Ip> ip = Ip.tryParse(words.get(0));
    if (ip.isPresent()) {
      words.stream()
          .skip(1)
          .flatMap(word -> DnsName.tryParse(word).stream())
          .forEach(name -> into.add(new Entry(ip.get(), name)));
    }
  }

  @Override
  public DnsReply serve(
      Query query, Function<Query, DnsReply> next, Function<Query, DnsReply> self) {
    if (query.type() == RecordType.PTR) {
      return pointers(query, next);
    }
    if (Zones.matching(zones, query.name()).isEmpty()) {
      return next.apply(query);
    }
    List<Entry> mine = entries.stream().filter(entry -> entry.name().equals(query.name())).toList();
    List<DnsRecord> found =
        mine.stream()
            .filter(entry -> RecordType.of(entry.ip()) == query.type())
            .map(entry -> DnsRecord.address(query.name(), ttl, entry.ip()))
            .distinct()
            .toList();
    if (!mine.isEmpty()) {
      return DnsReply.of(found);
    }
    if (unread != null) {
      return DnsReply.unknown(new Doubt(Doubt.Kind.PLUGIN, "hosts " + unread, null, ""));
    }
    boolean through = fallthrough != null && Zones.matching(fallthrough, query.name()).isPresent();
    return through ? next.apply(query) : DnsReply.of(Code.SERVFAIL);
  }

  private DnsReply pointers(Query query, Function<Query, DnsReply> next) {
    Optional<Ip> ip = query.name().address();
    List<DnsName> names =
        ip.isEmpty() || !reverse
            ? List.of()
            : entries.stream()
                .filter(entry -> entry.ip().equals(ip.get()))
                .map(Entry::name)
                .distinct()
                .toList();
    if (names.isEmpty()) {
      return next.apply(query);
    }
    return DnsReply.of(
        names.stream()
            .map(name -> new DnsRecord(query.name(), ttl, new DnsRecord.Pointer(name)))
            .toList());
  }
}
