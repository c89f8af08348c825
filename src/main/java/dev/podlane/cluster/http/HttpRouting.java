package dev.podlane.cluster.http;

import dev.podlane.cluster.http.HttpDecision.Doubt;
import dev.podlane.cluster.http.HttpDecision.Verdict;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.service.Services;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Routing of HTTP requests in a cluster: which proxy a host name leads to, and what that proxy
 * decides. Immutable; made when the first URL is asked for.
 */
public final class HttpRouting {
  private final HttpObjects objects;
  private final List<Proxy> proxies;
  private final Endpoints endpoints;
  private final GatewayRoutes routes;
  private final Map<ObjectRef, Source> sources;

  /**
   * The routing of a settled cluster.
   *
   * @param labels labels of a namespace, by its name
   * @param sources every object as it was written
   */
  public HttpRouting(
      HttpObjects objects,
      List<Pod> pods,
      Services services,
      Function<String, Map<String, String>> labels,
      Map<ObjectRef, Source> sources) {
    this.objects = objects;
    this.proxies = new Proxies(objects, pods, sources).all();
    this.sources = sources;
    this.endpoints = new Endpoints(services);
    this.routes = new GatewayRoutes(objects, labels, endpoints);
  }

  /** The exactness with which a proxy's rules name a host. */
  private enum Fit {
    EXACT,
    WILDCARD,
    EVERY,
    NONE
  }

  /** Every proxy, those of Ingresses first. */
  public List<Proxy> proxies() {
    return proxies;
  }

  /**
   * The proxy whose rules name a host: the one that names it most exactly, and of several a Gateway
   * only if it listens on the port.
   */
  public Optional<Proxy> naming(HttpUrl url, String host) {
    return proxies.stream()
        .filter(proxy -> fit(proxy, host) != Fit.NONE && fit(proxy, host) != Fit.EVERY)
        .min(
            Comparator.comparing((Proxy proxy) -> fit(proxy, host))
                .thenComparing(proxy -> !listens(proxy, url.port())));
  }

  /**
   * The proxy that a host no rule names is taken to lead to: the one that takes every host, else
   * the only one that there is.
   */
  public Optional<Proxy> taking(HttpUrl url, String host) {
    return proxies.stream()
        .filter(proxy -> fit(proxy, host) == Fit.EVERY)
        .min(Comparator.comparing(proxy -> !listens(proxy, url.port())))
        .or(
            () -> {
              List<Proxy> used =
                  proxies.stream()
                      .filter(each -> each.gateway() != null || each.hasIngresses())
                      .toList();
              return used.size() == 1 ? Optional.of(used.get(0)) : Optional.empty();
            });
  }

  /** Returns true if a host has a sibling in the same domain that some rule names. */
  public boolean hasSibling(String host) {
    int dot = host.indexOf('.');
    String domain = dot < 0 ? "" : host.substring(dot);
    return domain.indexOf('.', 1) > 0
        && names()
            .anyMatch(
                name ->
                    name.endsWith(domain) && name.indexOf('.') == name.length() - domain.length());
  }

  private Stream<String> names() {
    return Stream.of(
            objects.ingresses().stream()
                .flatMap(each -> each.rules().stream())
                .map(Ingress.Rule::host),
            objects.gateways().stream()
                .flatMap(each -> each.listeners().stream())
                .map(Gateway.Listener::hostname),
            objects.routes().stream().flatMap(each -> each.hostnames().stream()))
        .flatMap(each -> each);
  }

  private static boolean listens(Proxy proxy, int port) {
    return proxy.gateway() == null
        || proxy.gateway().listeners().stream().anyMatch(each -> each.port() == port);
  }

  private Fit fit(Proxy proxy, String host) {
    Gateway gateway = proxy.gateway();
    Fit best = Fit.NONE;
    if (gateway == null) {
      List<Ingress> all = new ArrayList<>(proxy.ingresses());
      all.addAll(proxy.ignored());
      for (Ingress ingress : all) {
        boolean everyHost = ingress.rules().isEmpty() && ingress.defaultBackend() != null;
        best = everyHost ? better(best, Fit.EVERY) : best;
        for (Ingress.Rule rule : ingress.rules()) {
          best = better(best, fit(rule.host(), HostName.isOfIngress(rule.host(), host)));
        }
      }
      return best;
    }
    for (Gateway.Listener listener : gateway.listeners()) {
      String name = listener.hostname();
      boolean isMeant = HostName.isOfGateway(name, host);
      best = better(best, fit(name, isMeant));
      for (HttpRoute route : objects.routes()) {
        boolean names = route.parents().stream().anyMatch(parent -> parent.isOf(listener.owner()));
        for (String hostname : names && isMeant ? route.hostnames() : List.<String>of()) {
          best = better(best, fit(hostname, HostName.isOfGateway(hostname, host)));
        }
      }
    }
    return best;
  }

  private static Fit fit(String name, boolean isMeant) {
    if (!isMeant) {
      return Fit.NONE;
    }
    return name.isEmpty() ? Fit.EVERY : HostName.isWildcard(name) ? Fit.WILDCARD : Fit.EXACT;
  }

  private static Fit better(Fit one, Fit other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  /** The decision of a proxy about a request. */
  public HttpDecision decide(Proxy proxy, HttpRequest request) {
    Gateway gateway = proxy.gateway();
    try {
      return gateway == null
          ? served(proxy, byRules(proxy, request), request)
          : routes.decide(gateway, request);
    } catch (RoutePattern.Unfit unread) {
      List<Doubt> doubts =
          gateway != null
              ? List.of(new Doubt(gateway.ref(), ""))
              : proxy.ingresses().stream().map(each -> new Doubt(each.ref(), "")).toList();
      return new HttpDecision(new Verdict.Answer(HttpDecision.NOT_FOUND, "no-rule"), "", doubts);
    }
  }

  private HttpDecision byRules(Proxy proxy, HttpRequest request) {
    HttpDecision decision = ofIngresses(proxy).decide(request);
    return decision.with(NginxDoubts.of(settings(proxy), decision, request));
  }

  /** The settings of a proxy that is ingress-nginx; of another only defaults. */
  public NginxConfig settings(Proxy proxy) {
    return NginxConfig.of(proxy, sources);
  }

  /**
   * The ConfigMap that a proxy's flag names, if the documents do not hold it: its defaults are
   * assumed.
   */
  public Optional<ObjectRef> missingSettings(Proxy proxy) {
    ObjectRef ref = proxy.isNginx() && !proxy.pods().isEmpty() ? NginxConfig.named(proxy) : null;
    boolean isNamed = !proxy.flags().text("configmap", "").isEmpty();
    return Optional.ofNullable(ref).filter(each -> isNamed && !sources.containsKey(each));
  }

  /** Settings that could give another answer in the place of an error. */
  public List<Doubt> doubts(Proxy proxy, int status) {
    return NginxDoubts.ofStatus(settings(proxy), status);
  }

  /**
   * X-Forwarded-For as a backend gets it: ingress-nginx believes what a client says if it is told
   * to, others add to it.
   */
  public String forwardedFor(Proxy proxy, HttpRequest request) {
    String said = request.headers().getOrDefault("x-forwarded-for", "");
    return proxy.isNginx()
        ? new NginxAccess(settings(proxy)).forwardedFor(request)
        : said.isEmpty() ? "" + request.client() : said + ", " + request.client();
  }

  /** Names an Ingress that nobody serves, if no rule takes the request that it would take. */
  private static HttpDecision served(Proxy proxy, HttpDecision decision, HttpRequest request) {
    boolean isRefused =
        decision.verdict() instanceof Verdict.Answer answer && answer.why().equals("no-rule");
    return proxy.ignored().stream()
        .filter(each -> isRefused)
        .filter(
            each ->
                each.rules().stream()
                    .anyMatch(rule -> HostName.isOfIngress(rule.host(), request.host())))
        .findFirst()
        .map(
            each ->
                new HttpDecision(
                    new Verdict.Answer(HttpDecision.NOT_FOUND, "no-class"),
                    "Ingress " + each.ref().path() + " spec.ingressClassName",
                    decision.doubts()))
        .orElse(decision);
  }

  /**
   * The Secret with the certificate that a client gets, as {@code namespace/name}; empty if the
   * proxy has none but its own.
   */
  public String certificate(Proxy proxy, HttpRequest request) {
    Gateway gateway = proxy.gateway();
    if (gateway == null) {
      return ofIngresses(proxy).certificate(request.host());
    }
    Gateway.Listener listener = GatewayRoutes.listener(gateway, request);
    return listener == null ? "" : listener.secret();
  }

  private IngressRoutes ofIngresses(Proxy proxy) {
    return new IngressRoutes(proxy.ingresses(), proxy.isNginx(), settings(proxy), endpoints);
  }
}
