package dev.podlane.cluster.dns;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.field.ExternalNames;
import dev.podlane.cluster.object.Assumption;
import dev.podlane.cluster.object.Source;
import dev.podlane.document.Fields;
import dev.podlane.net.addr.Ip;
import java.util.List;
import java.util.Map;

/**
 * The resolvers outside the cluster, which know the names of {@code externalNames} and those that
 * are surely in no public zone; any other name is in doubt.
 */
public final class Upstream {
  /** The resolver that nodes are assumed to have, in a block for documentation (RFC 5737). */
  public static final Ip ADDRESS = Ip.parse("198.51.100.53");

  private static final int TTL = 300;

  private final Map<String, List<Ip>> names;
  private final DnsName domain;

  private Upstream(Map<String, List<Ip>> names, DnsName domain) {
    this.names = names;
    this.domain = domain;
  }

  /** The resolvers of a cluster, by its ClusterNetwork. */
  public static Upstream of(Cluster cluster, DnsName domain) {
    return new Upstream(names(cluster), domain);
  }

  /** The addresses that {@code externalNames} has for a host in lower case; none if it has none. */
  public static List<Ip> addresses(Cluster cluster, String host) {
    return names(cluster).getOrDefault(host, List.of());
  }

  private static Map<String, List<Ip>> names(Cluster cluster) {
    Source source = cluster.sources().get(cluster.network().ref());
    return source == null
        ? Map.of()
        : ExternalNames.read(Fields.of(source.place(), source.value().map("spec"), problem -> {}));
  }

  /** Nodes use this resolver, as the documents do not say which they use. */
  public static Assumption assumed() {
    return new Assumption("dns.upstream", List.of(ADDRESS.toString()), null);
  }

  /** The answer of a resolver outside. */
  public DnsReply serve(Question question) {
    List<Ip> known = names.get(question.name().text());
    if (known != null) {
      return question.type().isAddress()
          ? DnsReply.of(
              known.stream()
                  .filter(ip -> RecordType.of(ip) == question.type())
                  .map(ip -> DnsRecord.address(question.name(), TTL, ip))
                  .toList())
          : DnsReply.unknown(Doubt.outside(question.name()));
    }
    boolean isAbove =
        names.keySet().stream().anyMatch(name -> name.endsWith("." + question.name().text()));
    if (isAbove) {
      return DnsReply.noData();
    }
    return PublicTree.lacks(question.name(), domain)
        ? DnsReply.of(DnsReply.Code.NXDOMAIN)
        : DnsReply.unknown(Doubt.outside(question.name()));
  }
}
