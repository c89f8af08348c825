package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.dns.ClusterDns;
import dev.podlane.cluster.dns.HostsFile;
import dev.podlane.cluster.dns.Upstream;
import dev.podlane.cluster.http.HttpAssumptions;
import dev.podlane.cluster.http.HttpRequest;
import dev.podlane.cluster.http.HttpRouting;
import dev.podlane.cluster.http.HttpUrl;
import dev.podlane.cluster.http.Proxy;
import dev.podlane.cluster.http.StandIn;
import dev.podlane.cluster.object.Assumption;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.net.addr.Ip;
import dev.podlane.trace.Probe;
import dev.podlane.workspace.TargetException.Why;
import dev.podlane.workspace.Unsimulated.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Resolves the hosts of URLs: an address to itself, a host that an Ingress or a Gateway names to
 * the proxy that serves it; others are left to the sender's DNS queries. Where nothing serves a
 * host that is named, a stand-in is made.
 */
final class Urls {
  /** The end of a probe that the sender resolves by queries. */
  private static final String DNS = "dns:";

  private final Directory directory;
  private final Targets targets;
  private final ServiceNames names;
  private final @Nullable Cluster cluster;
  private @Nullable HttpRouting routing;
  private final Map<String, StandIn> standIns = new LinkedHashMap<>();

  Urls(Directory directory, Targets targets) {
    this.directory = directory;
    this.targets = targets;
    this.names = new ServiceNames(directory);
    this.cluster = directory.cluster().orElse(null);
  }

  /** The routing of a cluster; made when the first host is to be found by it. */
  private HttpRouting hosts(Cluster known) {
    HttpRouting made = routing == null ? routing(known) : routing;
    routing = made;
    return made;
  }

  static HttpRouting routing(Cluster cluster) {
    return new HttpRouting(
        cluster.http(), cluster.pods(), cluster.services(), cluster::labels, cluster.sources());
  }

  /** The stand-ins that the URLs so far need. */
  List<StandIn> standIns() {
    return List.copyOf(standIns.values());
  }

  /**
   * Resolves a URL.
   *
   * @throws TargetException if it is none, or the sender means nothing
   */
  UrlTarget resolve(ProbeRequest request) {
    HttpUrl written =
        HttpUrl.parse(request.to())
            .orElseThrow(() -> new TargetException(Why.BAD_URL, "to", request.to(), List.of()));
    HttpUrl url = withPort(written, request);
    ProbeRequest.Http http = request.http() == null ? ProbeRequest.Http.PLAIN : request.http();
    HttpRequest asked = HttpRequest.of(url, http.host(), http.method(), http.headers());
    Draft draft = new Draft(request, url, asked, targets.choice(request.endpoint()));
    Optional<Ip> address = Ip.tryParse(url.host());
    if (address.isPresent() || url.host().equals("localhost")) {
      return address
          .flatMap(this::standingAt)
          .map(proxy -> through(draft, proxy, new ArrayList<>(), false))
          .orElseGet(() -> draft.to(url.host(), url.port(), null, List.of()));
    }
    Resolved sender = targets.resolve(ProbeRequest.ping(request.from(), "localhost"));
    String namespace = namespace(sender);
    boolean inside = !Outside.isOne(sender.probe().namespace());
    List<Ip> outside = cluster == null ? List.of() : Upstream.addresses(cluster, url.host());
    boolean isWritten = inside && isInHosts(sender, url.host());
    if (isWritten || (inside && (!outside.isEmpty() || names.knows(url.host(), namespace)))) {
      return draft.to(DNS + url.host(), url.port(), null, List.of());
    }
    if (!outside.isEmpty()) {
      return draft.to(outside.get(0).toString(), url.port(), null, List.of());
    }
    UrlTarget byProxy = byProxy(draft, inside);
    return inside && "host-unknown".equals(byProxy.missing()) && byProxy.unsimulated().isEmpty()
        ? draft.to(DNS + url.host(), url.port(), null, List.of())
        : byProxy;
  }

  private Optional<Pod> pod(Resolved sender) {
    return sender.dormant().stream()
        .findFirst()
        .or(() -> Optional.ofNullable(sender.sender()))
        .or(() -> directory.pod(sender.probe().namespace()));
  }

  /** The Kubernetes namespace of the pod that sends; null if none does. */
  private @Nullable String namespace(Resolved sender) {
    return pod(sender).map(Pod::namespace).orElse(null);
  }

  /** Returns true if the sender finds a host without asking, in its file {@code /etc/hosts}. */
  private boolean isInHosts(Resolved sender, String host) {
    Cluster known = cluster;
    return known != null
        && pod(sender).stream()
            .map(pod -> HostsFile.of(known, pod, ClusterDns.of(known).domain()))
            .anyMatch(file -> !file.find(host).isEmpty());
  }

  private static HttpUrl withPort(HttpUrl url, ProbeRequest request) {
    Integer port = request.port();
    if (port == null || port == url.port()) {
      return url;
    }
    if (url.hasPort()) {
      throw new TargetException(Why.TWO_PORTS, "port", "" + url.port(), List.of());
    }
    return new HttpUrl(url.tls(), url.host(), port, true, url.path(), url.query());
  }

  /** A URL that is being resolved. */
  private record Draft(
      ProbeRequest request, HttpUrl url, HttpRequest asked, Probe.@Nullable Choice endpoint) {
    private UrlTarget to(
        String address, int port, @Nullable Proxy proxy, List<Assumption> assumed) {
      return new UrlTarget(
          url, request.connecting(address, port), asked, endpoint, proxy, null, assumed, List.of());
    }

    private UrlTarget without(String missing, List<Unsimulated> unsimulated) {
      ProbeRequest connect = request.connecting("0.0.0.0", url.port());
      return new UrlTarget(url, connect, asked, endpoint, null, missing, List.of(), unsimulated);
    }
  }

  private UrlTarget byProxy(Draft draft, boolean inside) {
    HttpUrl url = draft.url();
    Cluster known = cluster;
    if (known == null) {
      return draft.without("host-unknown", List.of());
    }
    HttpRouting hosts = hosts(known);
    List<Assumption> assumed = new ArrayList<>();
    Optional<Proxy> naming = hosts.naming(url, url.host());
    boolean isLikely = !inside || hosts.hasSibling(url.host());
    Optional<Proxy> found =
        naming.isPresent() || !isLikely ? naming : hosts.taking(url, url.host());
    if (found.isEmpty()) {
      return draft.without("host-unknown", List.of());
    }
    Proxy proxy = found.get();
    if (naming.isEmpty()) {
      assumed.add(HttpAssumptions.host(url.host(), proxy));
    }
    return through(draft, proxy, assumed, inside);
  }

  /** The proxy that has an address by its status, where the documents hold neither itself. */
  private Optional<Proxy> standingAt(Ip address) {
    Cluster known = cluster;
    boolean isTaken =
        known == null
            || !directory.owners(address).isEmpty()
            || !known.services().at(address).isEmpty();
    return known == null || isTaken
        ? Optional.empty()
        : hosts(known).proxies().stream()
            .filter(proxy -> proxy.outside() || proxy.isMissing())
            .filter(proxy -> proxy.addresses().contains(address))
            .findFirst();
  }

  private UrlTarget through(Draft draft, Proxy proxy, List<Assumption> assumed, boolean inside) {
    HttpUrl url = draft.url();
    Cluster known = directory.cluster().orElseThrow();
    if (proxy.outside()) {
      return draft.without("host-unknown", List.of(outside(proxy)));
    }
    certificate(known, proxy, draft.asked()).ifPresent(assumed::add);
    if (proxy.isMissing()) {
      Optional<StandIn> standIn =
          known.http().standsIn() ? standIn(known, proxy) : Optional.empty();
      if (standIn.isEmpty()) {
        return draft.without("proxy-missing", List.of());
      }
      StandIn made = standIn.get();
      assumed.add(HttpAssumptions.standIn(made));
      Ip address = made.service().loadBalancer().addresses().get(0);
      return draft.to(address.toString(), url.port(), made.proxy(), assumed);
    }
    ProxyEntry entry = ProxyEntry.of(known, proxy, url.port(), inside);
    Ip address = entry.address();
    if (address == null) {
      return draft.without(String.valueOf(entry.missing()), List.of());
    }
    assumed.addAll(entry.assumed());
    hosts(known)
        .missingSettings(proxy)
        .ifPresent(missing -> assumed.add(HttpAssumptions.settings(proxy, missing)));
    return draft.to(address.toString(), entry.port(), proxy, assumed);
  }

  /** Documents are often written without their Secrets. */
  private Optional<Assumption> certificate(Cluster known, Proxy proxy, HttpRequest asked) {
    String secret = asked.tls() ? hosts(known).certificate(proxy, asked) : "";
    int slash = secret.indexOf('/');
    boolean isThere =
        slash < 0
            || known
                .sources()
                .containsKey(
                    new ObjectRef(
                        "v1", "Secret", secret.substring(0, slash), secret.substring(slash + 1)));
    return isThere
        ? Optional.empty()
        : Optional.of(HttpAssumptions.certificate(proxy, secret, asked.host()));
  }

  private Optional<StandIn> standIn(Cluster known, Proxy proxy) {
    StandIn before = standIns.get(proxy.name());
    if (before != null) {
      return Optional.of(before);
    }
    Optional<StandIn> made =
        StandIn.of(
            proxy, known.nodes(), known.pods(), known.services(), known.network(), standIns());
    made.ifPresent(each -> standIns.put(proxy.name(), each));
    return made;
  }

  private static Unsimulated outside(Proxy proxy) {
    return new Unsimulated(
        Effect.ROUTE, proxy.owner(), "spec.controller", List.of(proxy.controller()));
  }
}
