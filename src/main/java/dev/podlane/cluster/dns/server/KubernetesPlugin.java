package dev.podlane.cluster.dns.server;

import dev.podlane.cluster.dns.DnsName;
import dev.podlane.cluster.dns.DnsRecord;
import dev.podlane.cluster.dns.DnsReply;
import dev.podlane.cluster.dns.DnsReply.Code;
import dev.podlane.cluster.dns.Doubt;
import dev.podlane.cluster.dns.RecordType;
import dev.podlane.cluster.dns.server.KubernetesZone.Entry;
import dev.podlane.cluster.dns.server.KubernetesZone.Found;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The plugin kubernetes (coredns {@code plugin/kubernetes}, {@code plugin/backend_lookup.go}). */
final class KubernetesPlugin implements Plugin {
  private static final int MOST_ALIASES = 7;
  private static final int FULL_WEIGHT = 100;

  private final KubernetesZone zone;
  private final KubernetesOptions options;

  KubernetesPlugin(KubernetesZone zone, KubernetesOptions options) {
    this.zone = zone;
    this.options = options;
  }

  @Override
  public DnsReply serve(
      Query query, Function<Query, DnsReply> next, Function<Query, DnsReply> self) {
    Optional<DnsName> mine = Zones.matching(options.zones(), query.name());
    if (mine.isEmpty()) {
      return next.apply(query);
    }
    if (options.unknown() != null) {
      return DnsReply.unknown(
          new Doubt(Doubt.Kind.PLUGIN, "kubernetes " + options.unknown(), null, ""));
    }
    if (query.type() == RecordType.PTR && query.name().address().isPresent()) {
      return pointers(query, next);
    }
    if (zone.isApiServer(query.name(), mine.get())) {
      return DnsReply.unknown(new Doubt(Doubt.Kind.API_SERVER, "default/kubernetes", null, ""));
    }
    Found found = zone.find(query.name(), mine.get());
    if (found.omitted()) {
      return DnsReply.unknown(new Doubt(Doubt.Kind.BOUND, query.name().text(), null, ""));
    }
    if (!found.exists()) {
      return missing(query, next);
    }
    return switch (query.type()) {
      case A, AAAA -> DnsReply.of(addresses(query, found.entries(), mine.get(), self, 0));
      case SRV -> DnsReply.of(locations(query, found.entries()));
      case CNAME -> DnsReply.of(alias(query, found.entries()));
      default -> DnsReply.noData();
    };
  }

  private DnsReply missing(Query query, Function<Query, DnsReply> next) {
    return options.isThrough(query.name()) ? next.apply(query) : DnsReply.of(Code.NXDOMAIN);
  }

  private DnsReply pointers(Query query, Function<Query, DnsReply> next) {
    List<DnsName> names = zone.reverse(query.name().address().orElseThrow());
    if (names.isEmpty()) {
      return missing(query, next);
    }
    return DnsReply.of(
        names.stream()
            .map(name -> new DnsRecord(query.name(), options.ttl(), new DnsRecord.Pointer(name)))
            .toList());
  }

  private List<DnsRecord> addresses(
      Query query, List<Entry> entries, DnsName mine, Function<Query, DnsReply> self, int depth) {
    LinkedHashSet<DnsRecord> records = new LinkedHashSet<>();
    for (Entry entry : entries) {
      DnsName target = entry.alias();
      if (entry.ip() != null && RecordType.of(entry.ip()) == query.type()) {
        records.add(DnsRecord.address(query.name(), options.ttl(), entry.ip()));
      } else if (target != null && depth < MOST_ALIASES && !query.name().isIn(target)) {
        DnsRecord alias = new DnsRecord(query.name(), options.ttl(), new DnsRecord.Alias(target));
        Query further = query.within(query.question().about(target));
        if (target.isIn(mine)) {
          List<DnsRecord> more =
              addresses(further, zone.find(target, mine).entries(), mine, self, depth + 1);
          if (!more.isEmpty()) {
            records.add(alias);
            records.addAll(more);
          }
        } else {
          DnsReply reply = self.apply(further);
          if (reply.doubt() != null) {
            throw new DoubtException(reply.doubt());
          }
          records.add(alias);
          records.addAll(reply.answers());
        }
      }
    }
    return List.copyOf(records);
  }

  private List<DnsRecord> alias(Query query, List<Entry> entries) {
    List<DnsRecord> records = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.alias() != null && records.isEmpty()) {
        records.add(new DnsRecord(query.name(), options.ttl(), new DnsRecord.Alias(entry.alias())));
      }
    }
    return records;
  }

  /** All have the same priority and share the weight; without a port there is none (rule 75). */
  private List<DnsRecord> locations(Query query, List<Entry> entries) {
    List<Entry> internal = entries.stream().filter(entry -> entry.ip() != null).toList();
    int weight = Math.max(1, FULL_WEIGHT / Math.max(1, internal.size()));
    return internal.stream()
        .filter(entry -> entry.port() >= 0)
        .map(entry -> new DnsRecord.Location(0, weight, entry.port(), entry.key()))
        .distinct()
        .map(location -> new DnsRecord(query.name(), options.ttl(), location))
        .toList();
  }
}
