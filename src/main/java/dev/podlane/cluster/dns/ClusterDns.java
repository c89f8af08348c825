package dev.podlane.cluster.dns;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.service.Service;
import dev.podlane.document.Document;
import dev.podlane.document.DocumentException;
import dev.podlane.document.MapValue;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Ip;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The DNS of a cluster as its kubelets know it.
 *
 * @param service the Service of its DNS server; null if there is none
 * @param addresses the servers that kubelets name; empty without a Service
 * @param domain the cluster's domain
 */
public record ClusterDns(@Nullable Service service, List<Ip> addresses, DnsName domain) {
  /** The namespace of DNS servers that installers use. */
  static final String SYSTEM = "kube-system";

  /** The label by which Services and pods of DNS servers are known. */
  static final String LABEL = "k8s-app";

  /** The value of that label, and the usual name of the Service. */
  static final String NAME = "kube-dns";

  private static final int PORT = 53;
  private static final DnsName USUAL_DOMAIN = new DnsName(List.of("cluster", "local"));
  private static final List<String> OTHER_NAMES = List.of("coredns", "dns-default", "rke2-coredns");
  private static final Pattern ZONE =
      Pattern.compile("(?m)^[ \\t]*kubernetes[ \\t]+([A-Za-z0-9_.-]{1,253})");

  public ClusterDns {
    addresses = List.copyOf(addresses);
  }

  /** Finds the DNS of a cluster. */
  public static ClusterDns of(Cluster cluster) {
    Service service = service(cluster).orElse(null);
    List<Ip> addresses = service == null ? List.of() : service.clusterIps();
    return new ClusterDns(service, addresses, domain(cluster));
  }

  /** The Service kube-dns; else one with its label; else one with another usual name. */
  private static Optional<Service> service(Cluster cluster) {
    List<Service> all =
        cluster.services().all().stream()
            .filter(each -> each.ports().stream().anyMatch(port -> port.port() == PORT))
            .filter(each -> !each.headless() && !each.clusterIps().isEmpty())
            .toList();
    Optional<Service> usual =
        all.stream().filter(each -> each.ref().path().equals(SYSTEM + "/" + NAME)).findFirst();
    return usual
        .or(() -> all.stream().filter(ClusterDns::isLabelled).findFirst())
        .or(
            () ->
                all.stream()
                    .filter(each -> OTHER_NAMES.contains(each.ref().name()))
                    .filter(
                        each ->
                            each.ref().namespace().equals(SYSTEM)
                                || each.ref().namespace().equals("openshift-dns"))
                    .findFirst());
  }

  private static boolean isLabelled(Service service) {
    return NAME.equals(service.labels().get(LABEL));
  }

  /** As kubeadm's configuration says, else the zone of the Corefile. */
  private static DnsName domain(Cluster cluster) {
    ObjectRef kubeadm = new ObjectRef("v1", "ConfigMap", SYSTEM, "kubeadm-config");
    return configuration(cluster, kubeadm, "ClusterConfiguration")
        .flatMap(conf -> conf.map("networking").text("dnsDomain"))
        .or(() -> zone(cluster))
        .flatMap(DnsName::tryParse)
        .filter(name -> !name.labels().isEmpty())
        .orElse(USUAL_DOMAIN);
  }

  private static Optional<String> zone(Cluster cluster) {
    ObjectRef ref = new ObjectRef("v1", "ConfigMap", SYSTEM, "coredns");
    return text(cluster, ref, "Corefile")
        .map(ZONE::matcher)
        .filter(Matcher::find)
        .map(found -> found.group(1));
  }

  /** The text of a ConfigMap's key; empty if there is none. */
  public static Optional<String> text(Cluster cluster, ObjectRef ref, String key) {
    Source source = cluster.sources().get(ref);
    return source == null
        ? Optional.empty()
        : source.value().map("data").text(key).filter(text -> !text.isBlank());
  }

  private static Optional<MapValue> configuration(Cluster cluster, ObjectRef ref, String key) {
    try {
      return text(cluster, ref, key).stream()
          .flatMap(text -> Documents.parse(key, text).stream())
          .map(Document::root)
          .filter(MapValue.class::isInstance)
          .map(MapValue.class::cast)
          .findFirst();
    } catch (DocumentException unreadable) {
      return Optional.empty();
    }
  }
}
