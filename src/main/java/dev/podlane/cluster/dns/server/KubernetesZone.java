package dev.podlane.cluster.dns.server;

import dev.podlane.cluster.dns.DnsName;
import dev.podlane.cluster.dns.server.KubernetesOptions.Pods;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The names of Services, endpoints and pods (Kubernetes DNS specification; coredns {@code
 * plugin/kubernetes/kubernetes.go}; rules 72 to 77).
 */
final class KubernetesZone {
  /** The port of an endpoint or Service that declares none. */
  private static final int NO_PORT = -1;

  private final Records records;
  private final KubernetesOptions options;

  KubernetesZone(Records records, KubernetesOptions options) {
    this.records = records;
    this.options = options;
  }

  /**
   * An entry behind a name.
   *
   * @param ip its address; null if it is another name
   * @param alias the other name; null if it is an address
   * @param port −1 without one
   * @param key the name of the thing itself
   */
  record Entry(@Nullable Ip ip, @Nullable DnsName alias, int port, DnsName key) {}

  /**
   * The entries of a name.
   *
   * @param exists false if there is no such name
   * @param omitted true if the endpoints are too many to be known
   */
  record Found(List<Entry> entries, boolean exists, boolean omitted) {
    private static final Found NAME = new Found(List.of(), true, false);
    private static final Found NOTHING = new Found(List.of(), false, false);

    Found {
      entries = List.copyOf(entries);
    }

    static Found of(List<Entry> entries) {
      return entries.isEmpty() ? NOTHING : new Found(entries, true, false);
    }
  }

  /**
   * A name taken apart (parse.go).
   *
   * @param kind {@code svc} or {@code pod}
   * @param port empty if none is asked for
   */
  record Parts(
      String kind, String namespace, String name, String endpoint, String port, String protocol) {}

  /** Takes a name apart; empty if it can be none of this zone. */
  static Optional<Parts> parts(DnsName name, DnsName zone) {
    List<String> labels = name.before(zone);
    int size = labels.size();
    String kind = size == 0 ? "" : labels.get(size - 1);
    boolean valid = size == 0 || ((kind.equals("svc") || kind.equals("pod")) && size <= 5);
    if (!valid) {
      return Optional.empty();
    }
    return Optional.of(
        new Parts(
            kind,
            size < 2 ? "" : labels.get(size - 2),
            size < 3 ? "" : labels.get(size - 3),
            size == 4 ? labels.get(0) : "",
            size == 5 ? bare(labels.get(0)) : "",
            size == 5 ? bare(labels.get(1)) : ""));
  }

  private static String bare(String label) {
    return label.startsWith("_") ? label.substring(1) : label;
  }

  /**
   * Returns true for the Service {@code default/kubernetes} where the documents do not hold it: the
   * API server makes it in every cluster (rule 45), so the name exists.
   */
  boolean isApiServer(DnsName name, DnsName zone) {
    Parts parts = parts(name, zone).orElse(null);
    return parts != null
        && parts.kind().equals("svc")
        && parts.namespace().equals("default")
        && parts.name().equals("kubernetes")
        && records.service("default", "kubernetes") == null;
  }

  /** The entries of a name in a zone. */
  Found find(DnsName name, DnsName zone) {
    Optional<Parts> parsed = parts(name, zone);
    if (parsed.isEmpty() || name.address().isPresent()) {
      return Found.NOTHING;
    }
    Parts parts = parsed.get();
    if (parts.namespace().isEmpty()) {
      return Found.NAME;
    }
    if (!isExposed(parts.namespace())) {
      return Found.NOTHING;
    }
    if (parts.kind().equals("pod")) {
      return pods(parts, name);
    }
    return parts.name().isEmpty() ? Found.NAME : services(parts, zone);
  }

  private boolean isExposed(String namespace) {
    boolean listed = options.namespaces().isEmpty() || options.namespaces().contains(namespace);
    return listed && records.hasNamespace(namespace);
  }

  /** Addresses with dashes (rule 77). */
  private Found pods(Parts parts, DnsName name) {
    if (options.pods() == Pods.DISABLED) {
      return Found.NOTHING;
    }
    if (parts.name().isEmpty()) {
      return Found.NAME;
    }
    String text = parts.name();
    boolean v4 = text.chars().filter(c -> c == '-').count() == 3 && !text.contains("--");
    Optional<Ip> ip = Ip.tryParse(text.replace('-', v4 ? '.' : ':'));
    boolean isThere =
        ip.isPresent() && (options.pods() == Pods.INSECURE || isPod(ip.get(), parts.namespace()));
    return isThere ? Found.of(List.of(new Entry(ip.get(), null, NO_PORT, name))) : Found.NOTHING;
  }

  private boolean isPod(Ip address, String namespace) {
    return records.podsAt(address).stream()
        .anyMatch(pod -> pod.namespace().equals(namespace) && pod.phase() != Pod.Phase.SUCCEEDED);
  }

  private Found services(Parts parts, DnsName zone) {
    Service service = records.service(parts.namespace(), parts.name());
    if (service == null) {
      return Found.NOTHING;
    }
    DnsName own = below(zone, "svc", parts.namespace(), parts.name());
    boolean plain =
        parts.endpoint().isEmpty() && parts.port().isEmpty() && parts.protocol().isEmpty();
    if (service.type() == Service.Type.EXTERNAL_NAME) {
      Optional<DnsName> target = DnsName.tryParse(service.externalName());
      boolean isName = target.isPresent() && Ip.tryParse(service.externalName()).isEmpty();
      return plain && isName
          ? Found.of(List.of(new Entry(null, target.get(), 0, own)))
          : Found.NOTHING;
    }
    if (service.headless() || !parts.endpoint().isEmpty()) {
      return records.isOmitted(service)
          ? new Found(List.of(), true, true)
          : Found.of(endpoints(service, parts, own));
    }
    if (options.ignoreEmpty() && ready(service).isEmpty()) {
      return Found.NOTHING;
    }
    return Found.of(addresses(service, parts, own));
  }

  private List<EndpointSlice.Endpoint> ready(Service service) {
    return records.slices(service).stream()
        .flatMap(slice -> slice.endpoints().stream())
        .filter(EndpointSlice.Endpoint::ready)
        .toList();
  }

  private static List<Entry> addresses(Service service, Parts parts, DnsName own) {
    List<Entry> found = new ArrayList<>();
    if (service.ports().isEmpty() && matches(parts, "", "")) {
      service.clusterIps().forEach(ip -> found.add(new Entry(ip, null, NO_PORT, own)));
    }
    for (ServicePort port : service.ports()) {
      if (matches(parts, port.name(), port.protocol().name())) {
        service.clusterIps().forEach(ip -> found.add(new Entry(ip, null, port.port(), own)));
      }
    }
    return found;
  }

  /** One entry for each port of each ready endpoint (rules 73 to 75). */
  private List<Entry> endpoints(Service service, Parts parts, DnsName own) {
    List<Entry> found = new ArrayList<>();
    for (EndpointSlice slice : records.slices(service)) {
      for (EndpointSlice.Endpoint endpoint : slice.endpoints()) {
        if (!endpoint.ready()) {
          continue;
        }
        for (Ip ip : endpoint.addresses()) {
          String host = host(endpoint, ip);
          if (parts.endpoint().isEmpty() || parts.endpoint().equals(host)) {
            add(found, slice, parts, ip, below(own, host));
          }
        }
      }
    }
    return found;
  }

  private static void add(List<Entry> found, EndpointSlice slice, Parts parts, Ip ip, DnsName key) {
    if (slice.ports().isEmpty() && matches(parts, "", "")) {
      found.add(new Entry(ip, null, NO_PORT, key));
    }
    for (EndpointSlice.Port port : slice.ports()) {
      if (matches(parts, port.name(), port.protocol().name())) {
        found.add(new Entry(ip, null, port.number() == 0 ? NO_PORT : port.number(), key));
      }
    }
  }

  private static boolean matches(Parts parts, String port, String protocol) {
    return (parts.port().isEmpty() || parts.port().equalsIgnoreCase(port))
        && (parts.protocol().isEmpty() || parts.protocol().equalsIgnoreCase(protocol));
  }

  /** The name of an endpoint (endpointHostname). */
  private String host(EndpointSlice.Endpoint endpoint, Ip ip) {
    if (!endpoint.hostname().isEmpty()) {
      return endpoint.hostname().toLowerCase(Locale.ROOT);
    }
    if (options.podNames() && !endpoint.pod().isEmpty()) {
      return endpoint.pod().substring(endpoint.pod().indexOf('/') + 1);
    }
    return ip.toString().replace('.', '-').replace(':', '-');
  }

  /** The names of an address: a Service's, else those of endpoints (reverse.go; rule 76). */
  List<DnsName> reverse(Ip address) {
    Optional<DnsName> primary = options.primary();
    if (primary.isEmpty()) {
      return List.of();
    }
    for (Service service : records.at(address)) {
      String namespace = service.ref().namespace();
      if (options.namespaces().isEmpty() || isExposed(namespace)) {
        return List.of(below(primary.get(), "svc", namespace, service.ref().name()));
      }
    }
    List<DnsName> names = new ArrayList<>();
    for (EndpointSlice slice : records.endpointsAt(address)) {
      String namespace = slice.ref().namespace();
      if (!options.namespaces().isEmpty() && !isExposed(namespace)) {
        continue;
      }
      for (EndpointSlice.Endpoint endpoint : slice.endpoints()) {
        if (endpoint.ready() && endpoint.addresses().contains(address)) {
          String host = host(endpoint, address);
          names.add(below(primary.get(), "svc", namespace, slice.service(), host));
        }
      }
    }
    return names.stream().distinct().toList();
  }

  /** A name below another, its labels from right to left. */
  private static DnsName below(DnsName zone, String... labels) {
    List<String> all = new ArrayList<>(zone.labels());
    for (String label : labels) {
      all.add(0, label);
    }
    return new DnsName(all);
  }
}
