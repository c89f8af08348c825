package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.http.Endpoints;
import dev.podlane.cluster.http.HttpDecision;
import dev.podlane.cluster.http.HttpDecision.Share;
import dev.podlane.cluster.http.HttpDecision.Verdict;
import dev.podlane.cluster.http.HttpRequest;
import dev.podlane.cluster.http.HttpRouting;
import dev.podlane.cluster.http.MeshRoutes;
import dev.podlane.cluster.http.Patience;
import dev.podlane.cluster.http.Proxy;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.Services;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.workspace.Unsimulated.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Follows a request once the client has connected: the decision of the proxy, and the connection
 * that it makes in its turn.
 */
final class HttpWalk {
  /** The largest number of endpoints outside that are made for one URL. */
  private static final int MOST_OUTSIDE = 16;

  private static final int BAD_REQUEST = 400;

  private final Cluster cluster;
  private final Directory names;
  private final HttpRouting routing;
  private final MeshRoutes meshes;
  private final HealthChecks checks;

  HttpWalk(Cluster cluster, Directory names) {
    this.cluster = cluster;
    this.names = names;
    this.routing = Urls.routing(cluster);
    this.checks = new HealthChecks(cluster, names);
    this.meshes =
        new MeshRoutes(cluster.notSimulated().others(), cluster.http(), cluster.sources());
  }

  /**
   * An answer, and what could change it.
   *
   * @param unsimulated parts of the input that are not simulated and could decide otherwise
   */
  record Answered(HttpAnswer answer, List<Unsimulated> unsimulated) {}

  /** Endpoints outside the cluster that a proxy may connect to; a slice says that they listen. */
  Beyond outside(UrlTarget target) {
    Proxy proxy = target.proxy();
    List<Beyond.Host> hosts = new ArrayList<>();
    if (proxy != null
        && names.gateway().isPresent()
        && routing.decide(proxy, target.asked()).verdict() instanceof Verdict.Forward forward) {
      forward.shares().stream()
          .flatMap(share -> share.endpoints().stream())
          .filter(each -> each.pod().isEmpty() && names.owners(each.address()).isEmpty())
          .limit(MOST_OUTSIDE)
          .forEach(each -> hosts.add(new Beyond.Host(each.address(), Protocol.TCP, each.port())));
    }
    return Beyond.of(hosts);
  }

  /**
   * Follows a request; empty if the client could not connect, or nobody knows who answered.
   *
   * @param first the client's connection
   * @param connect sends the connections of the proxy
   */
  Optional<Answered> after(UrlTarget target, Trace first, Function<Probe, Walked> connect) {
    Outcome.Server server = first.outcome().server();
    if (first.outcome().result() != Result.DELIVERED
        || server == null
        || Outside.isOne(server.namespace())) {
      return Optional.empty();
    }
    Optional<HttpAnswer> check = checks.of(server, first.probe().protocol());
    if (check.isPresent()) {
      return Optional.of(new Answered(check.get(), List.of()));
    }
    Proxy proxy = proxy(target, server);
    if (proxy == null) {
      String pod = names.pod(server.namespace()).map(each -> each.ref().path()).orElse("");
      String service = service(first);
      List<Unsimulated> doubts =
          unsimulated(
              meshes.of(target.asked().host(), service, isMeshed(first.probe().namespace())),
              target);
      return Optional.of(new Answered(HttpAnswer.direct(service, pod), doubts));
    }
    return Optional.of(asked(target, proxy, server, new Sender(first, target.endpoint(), connect)));
  }

  /** Everything a proxy needs to go on. */
  private record Sender(
      Trace first, Probe.@Nullable Choice endpoint, Function<Probe, Walked> connect) {}

  private Answered asked(UrlTarget target, Proxy proxy, Outcome.Server server, Sender sender) {
    HttpRequest request = atListener(target.asked(), proxy, server).from(server.seesSource());
    HttpDecision decision = routing.decide(proxy, request);
    List<Unsimulated> doubts = unsimulated(decision.doubts(), target);
    String certificate = request.tls() ? routing.certificate(proxy, request) : null;
    HttpDraft draft =
        new HttpDraft(
            podOf(proxy, server),
            decision.route(),
            certificate,
            routing.forwardedFor(proxy, request));
    if (isPlainToTls(proxy, request, server)) {
      return new Answered(draft.own(BAD_REQUEST, "plain-http", ""), List.of());
    }
    if (decision.verdict() instanceof Verdict.Answer answer) {
      return answered(draft.own(answer.status(), answer.why(), ""), proxy, doubts, target);
    }
    if (decision.verdict() instanceof Verdict.Redirect redirect) {
      HttpAnswer own = draft.own(redirect.status(), "redirect", redirect.location());
      return new Answered(own, doubts);
    }
    Verdict.Forward forward = (Verdict.Forward) decision.verdict();
    long seed = sender.first().probe().seed();
    Share share = Choices.share(forward.shares(), sender.endpoint(), seed);
    doubts.addAll(
        unsimulated(
            meshes.of(request.host(), share.service(), isMeshed(server.namespace())), target));
    if (share.endpoints().isEmpty()) {
      HttpAnswer own = draft.of(share, forward, share.status(), "", null, 0);
      return answered(own, proxy, doubts, target);
    }
    HttpAnswer answer = forwarded(draft, share, forward, server.namespace(), proxy, sender, doubts);
    HttpDecision.Doubt retry = forward.patience().retry();
    if (answer.status() >= HttpDraft.BAD_GATEWAY && retry != null) {
      doubts.addAll(unsimulated(List.of(retry), target));
    }
    return answered(answer, proxy, doubts, target);
  }

  private Answered answered(
      HttpAnswer answer, Proxy proxy, List<Unsimulated> doubts, UrlTarget target) {
    doubts.addAll(unsimulated(routing.doubts(proxy, answer.status()), target));
    return new Answered(answer, doubts);
  }

  /** A request without TLS at the port for TLS ({@code ngx_http_request.c}, error 497). */
  private static boolean isPlainToTls(Proxy proxy, HttpRequest request, Outcome.Server server) {
    return proxy.gateway() == null && !request.tls() && server.port() == proxy.tlsPort();
  }

  /** Connects to an endpoint; ingress-nginx goes on to the next one where that fails. */
  private HttpAnswer forwarded(
      HttpDraft draft,
      Share share,
      Verdict.Forward forward,
      String namespace,
      Proxy proxy,
      Sender sender,
      List<Unsimulated> doubts) {
    long seed = sender.first().probe().seed();
    List<Endpoints.Target> order = Choices.order(share.endpoints(), sender.endpoint(), seed);
    int most = proxy.isNginx() ? routing.settings(proxy).tries(order.size()) : 1;
    Walked last = null;
    Endpoints.Target asked = order.get(0);
    int tries = 0;
    while (tries < most && (last == null || !isAnswered(last))) {
      asked = order.get(tries++);
      Probe probe =
          Probe.of(namespace, Protocol.TCP, asked.address(), asked.port()).warm().withSeed(seed);
      Patience patience = forward.patience();
      last =
          sender
              .connect()
              .apply(patience.isWalked() ? probe.withTimeoutMillis(patience.millis()) : probe);
    }
    Result result = last == null ? Result.UNKNOWN : last.trace().outcome().result();
    int status =
        switch (result) {
          case DELIVERED -> 200;
          case TIMEOUT, LOOP -> HttpDraft.GATEWAY_TIMEOUT;
          default -> HttpDraft.BAD_GATEWAY;
        };
    if (last != null) {
      doubts.addAll(last.unsimulated());
    }
    String pod = result == Result.DELIVERED ? asked.pod() : "";
    return draft.of(share, forward, status, pod, last, tries);
  }

  private static boolean isAnswered(Walked walked) {
    Result result = walked.trace().outcome().result();
    return result == Result.DELIVERED || result == Result.UNKNOWN;
  }

  /** The request at the listener that took it, where the URL's port is another one. */
  private static HttpRequest atListener(HttpRequest request, Proxy proxy, Outcome.Server server) {
    boolean known =
        proxy.gateway() == null
            || proxy.gateway().listeners().stream().anyMatch(each -> each.port() == request.port());
    return known ? request : request.at(server.port());
  }

  /** The proxy whose program answered: the one that the host leads to, if it is that one. */
  private @Nullable Proxy proxy(UrlTarget target, Outcome.Server server) {
    Proxy meant = target.proxy();
    if (meant != null && !podOf(meant, server).isEmpty()) {
      return meant;
    }
    return routing
        .naming(target.url(), target.asked().host())
        .filter(each -> !podOf(each, server).isEmpty())
        .or(
            () ->
                routing.proxies().stream()
                    .filter(each -> !podOf(each, server).isEmpty())
                    .findFirst())
        .orElse(null);
  }

  /** The pod of a proxy that is in a namespace and has the port; empty if none is. */
  private static String podOf(Proxy proxy, Outcome.Server server) {
    for (Pod pod : proxy.pods()) {
      boolean isOwn = pod.ref().path().equals(server.namespace());
      boolean onNode = pod.hostNetwork() && server.namespace().equals(pod.nodeName());
      boolean listens =
          pod.containers().stream()
              .flatMap(each -> each.ports().stream())
              .anyMatch(each -> each.number() == server.port());
      if (isOwn || (onNode && listens)) {
        return pod.ref().path();
      }
    }
    return "";
  }

  /** The Service whose address was asked; empty if none was. */
  private String service(Trace first) {
    return cluster.services().at(first.probe().destination()).stream()
        .map(Services.Front::service)
        .map(each -> each.ref().path())
        .findFirst()
        .orElse("");
  }

  private boolean isMeshed(String namespace) {
    return names.pod(namespace).stream()
        .flatMap(pod -> pod.containers().stream())
        .anyMatch(each -> MeshRoutes.isSidecar(each.name()));
  }

  private static List<Unsimulated> unsimulated(List<HttpDecision.Doubt> doubts, UrlTarget target) {
    List<Unsimulated> found = new ArrayList<>();
    for (HttpDecision.Doubt each : doubts) {
      String host = target.asked().host();
      found.add(new Unsimulated(Effect.ROUTE, each.object(), each.path(), List.of(host)));
    }
    return found;
  }
}
