package dev.podlane.cluster.http;

import dev.podlane.cluster.http.Gateway.Listener;
import dev.podlane.cluster.http.HttpDecision.Doubt;
import dev.podlane.cluster.http.HttpDecision.Share;
import dev.podlane.cluster.http.HttpDecision.Verdict;
import dev.podlane.cluster.object.ObjectRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides about requests to a Gateway (rules 123 to 127; Gateway API {@code
 * apis/v1/gateway_types.go} and {@code httproute_types.go}).
 */
final class GatewayRoutes {
  private final HttpObjects objects;
  private final Function<String, Map<String, String>> labels;
  private final Endpoints endpoints;

  /**
   * The routes of a cluster.
   *
   * @param labels labels of a namespace, by its name
   */
  GatewayRoutes(
      HttpObjects objects, Function<String, Map<String, String>> labels, Endpoints endpoints) {
    this.objects = objects;
    this.labels = labels;
    this.endpoints = endpoints;
  }

  /** A match that is true of a request. */
  private record Candidate(HttpRoute route, String hostname, HttpRoute.Rule rule, HttpMatch match) {
    /** Precedence of matches, the strongest first (rule 124; HTTPRouteSpec, HTTPRouteRule). */
    private static final Comparator<Candidate> STRONGEST_FIRST =
        Comparator.comparing(Candidate::hostname, HostName.MOST_EXACT_FIRST)
            .thenComparing(each -> each.match.pathType())
            .thenComparing(each -> -each.match.path().length())
            .thenComparing(each -> each.match.method().isEmpty())
            .thenComparing(each -> -each.match.headers().size())
            .thenComparing(each -> -each.match.query().size())
            .thenComparing(each -> each.route.created().isEmpty())
            .thenComparing(each -> each.route.created())
            .thenComparing(each -> each.route.ref().path());
  }

  /**
   * Returns the listener that a request belongs to: of those on the port the one with the most
   * exact host name (rule 123); null if there is none.
   */
  static @Nullable Listener listener(Gateway gateway, HttpRequest request) {
    return gateway.listeners().stream()
        .filter(each -> each.port() == request.port() && each.takes(request.tls()))
        .filter(each -> HostName.isOfGateway(each.hostname(), request.host()))
        .min(Comparator.comparing(Listener::hostname, HostName.MOST_EXACT_FIRST))
        .orElse(null);
  }

  HttpDecision decide(Gateway gateway, HttpRequest request) {
    Listener listener = listener(gateway, request);
    List<Doubt> doubts = new ArrayList<>(others(gateway, request));
    if (listener == null) {
      return answer(HttpDecision.NOT_FOUND, "no-listener", "", doubts);
    }
    certificate(listener).ifPresent(doubts::add);
    List<Candidate> found = new ArrayList<>();
    for (HttpRoute route : objects.routes()) {
      String hostname = isAttached(route, listener) ? hostname(route, request) : null;
      if (hostname == null) {
        continue;
      }
      for (HttpRoute.Rule rule : route.rules()) {
        rule.matches().stream()
            .filter(match -> match.matches(request))
            .forEach(match -> found.add(new Candidate(route, hostname, rule, match)));
      }
    }
    return found.stream()
        .sorted(Candidate.STRONGEST_FIRST)
        .findFirst()
        .map(best -> of(best, listener, request, doubts))
        .orElseGet(() -> unanswered(listener, request, doubts));
  }

  /** No attached route takes the request: one that is not admitted may be what was meant. */
  private HttpDecision unanswered(Listener listener, HttpRequest request, List<Doubt> doubts) {
    return objects.routes().stream()
        .filter(route -> isAimed(route, listener) && hostname(route, request) != null)
        .filter(route -> !isAttached(route, listener))
        .filter(
            route ->
                route.rules().stream()
                    .flatMap(rule -> rule.matches().stream())
                    .anyMatch(match -> match.matches(request)))
        .findFirst()
        .map(
            route ->
                answer(
                    HttpDecision.NOT_FOUND,
                    "not-allowed",
                    "HTTPRoute " + route.ref().path() + " at listener " + listener.name(),
                    doubts))
        .orElseGet(() -> answer(HttpDecision.NOT_FOUND, "no-rule", "", doubts));
  }

  private static HttpDecision answer(int status, String why, String route, List<Doubt> doubts) {
    return new HttpDecision(new Verdict.Answer(status, why), route, doubts);
  }

  /** Returns true if a route is attached to a listener (rule 123). */
  boolean isAttached(HttpRoute route, Listener listener) {
    String namespace = route.ref().namespace();
    return isAimed(route, listener)
        && listener.admits(route.ref().kind(), namespace, labels.apply(namespace));
  }

  /** Returns true if a parent of a route means a listener, admitted or not. */
  private static boolean isAimed(HttpRoute route, Listener listener) {
    return route.parents().stream().anyMatch(listener::isMeant);
  }

  /** The most exact host name of a route that means the host; empty for all, null for none. */
  private static @Nullable String hostname(HttpRoute route, HttpRequest request) {
    if (route.hostnames().isEmpty()) {
      return "";
    }
    return route.hostnames().stream()
        .filter(name -> HostName.isOfGateway(name, request.host()))
        .min(HostName.MOST_EXACT_FIRST)
        .orElse(null);
  }

  private HttpDecision of(
      Candidate best, Listener listener, HttpRequest request, List<Doubt> doubts) {
    String route = "HTTPRoute " + best.route().ref().path() + " " + best.rule().field();
    String host = request.host();
    String path = request.path();
    for (RouteFilter filter : best.rule().filters()) {
      if (filter instanceof RouteFilter.Redirect redirect) {
        String location = Redirects.location(redirect, request, listener.port(), best.match());
        return new HttpDecision(new Verdict.Redirect(redirect.status(), location), route, doubts);
      }
      if (filter instanceof RouteFilter.Rewrite rewrite) {
        host = rewrite.host().isEmpty() ? host : rewrite.host();
        path = Redirects.changed(rewrite.path(), path, best.match());
      } else if (filter instanceof RouteFilter.Other other) {
        doubts.add(new Doubt(best.route().ref(), other.field()));
      } else if (filter instanceof RouteFilter.Cors cors && request.isPreflight()) {
        doubts.add(new Doubt(best.route().ref(), cors.field()));
      }
    }
    List<Share> shares = shares(best, doubts);
    if (shares.stream().mapToLong(Share::weight).sum() == 0) {
      return answer(HttpDecision.NO_BACKEND, "no-backend", route, doubts);
    }
    return new HttpDecision(
        new Verdict.Forward(shares, host, path, best.rule().patience()), route, doubts);
  }

  private List<Share> shares(Candidate best, List<Doubt> doubts) {
    List<Share> shares = new ArrayList<>();
    for (HttpRoute.Backend backend : best.rule().backends()) {
      shares.add(share(best.route(), backend));
      boolean isService = backend.kind().equals("Service");
      (isService ? endpoints.beyond(backend.namespace(), backend.name()) : Optional.<Doubt>empty())
          .ifPresent(doubts::add);
      for (String field : backend.deciding()) {
        doubts.add(new Doubt(best.route().ref(), field));
      }
      if (!isService) {
        doubts.add(new Doubt(best.route().ref(), best.rule().field() + ".backendRefs"));
      }
    }
    return shares;
  }

  /** A backend that is no Service, not there or not permitted answers 500 (rules 125, 126). */
  private Share share(HttpRoute route, HttpRoute.Backend backend) {
    String path = backend.namespace() + "/" + backend.name();
    boolean isOwn = backend.namespace().equals(route.ref().namespace());
    String why =
        !backend.kind().equals("Service")
            ? "no-service"
            : isOwn || isGranted(route, backend) ? "" : "no-grant";
    return why.isEmpty()
        ? endpoints.ofRoute(backend)
        : new Share(path, backend.weight(), HttpDecision.NO_BACKEND, why, List.of());
  }

  private boolean isGranted(HttpRoute route, HttpRoute.Backend backend) {
    return isGranted(route.ref(), "Service", backend.namespace(), backend.name());
  }

  private boolean isGranted(ObjectRef from, String kind, String namespace, String name) {
    return objects.grants().stream()
        .filter(grant -> grant.ref().namespace().equals(namespace))
        .anyMatch(grant -> grant.allows(from.kind(), from.namespace(), kind, name));
  }

  /** A listener whose certificate it may not use is not programmed (RefNotPermitted). */
  private Optional<Doubt> certificate(Listener listener) {
    int slash = listener.secret().indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    String namespace = listener.secret().substring(0, slash);
    String name = listener.secret().substring(slash + 1);
    boolean isAllowed =
        namespace.equals(listener.owner().namespace())
            || isGranted(listener.owner(), "Secret", namespace, name);
    return isAllowed
        ? Optional.empty()
        : Optional.of(new Doubt(listener.owner(), listener.field() + ".tls.certificateRefs[0]"));
  }

  /** Routes of other kinds that attach to the Gateway and may take the request. */
  private List<Doubt> others(Gateway gateway, HttpRequest request) {
    List<Doubt> found = new ArrayList<>();
    for (HttpRoute route : objects.otherRoutes()) {
      boolean isMeant =
          gateway.listeners().stream()
              .filter(listener -> listener.port() == request.port())
              .filter(listener -> isTaken(route, listener, request))
              .anyMatch(listener -> isAttached(route, listener));
      if (isMeant && hostname(route, request) != null) {
        found.add(new Doubt(route.ref(), "spec.parentRefs"));
      }
    }
    return found;
  }

  private static boolean isTaken(HttpRoute route, Listener listener, HttpRequest request) {
    return switch (route.ref().kind()) {
      case "GRPCRoute" -> listener.takes(request.tls());
      case "TLSRoute" -> request.tls() && listener.protocol().equals("TLS");
      case "TCPRoute" -> listener.protocol().equals("TCP") || listener.protocol().equals("TLS");
      default -> false;
    };
  }
}
