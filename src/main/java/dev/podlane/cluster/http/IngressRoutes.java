package dev.podlane.cluster.http;

import dev.podlane.cluster.http.HttpDecision.Doubt;
import dev.podlane.cluster.http.HttpDecision.Verdict;
import dev.podlane.cluster.http.Ingress.PathType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides about requests by the Ingresses of one controller (rules 119 to 121). Where Kubernetes
 * leaves something open, ingress-nginx is followed for its own classes ({@code
 * internal/ingress/controller/controller.go}, {@code template/template.go}).
 */
final class IngressRoutes {
  /** Ingresses in the order in which ingress-nginx takes them: the oldest first, then by name. */
  private static final Comparator<Ingress> OLDEST_FIRST =
      Comparator.comparing((Ingress each) -> each.created().isEmpty())
          .thenComparing(Ingress::created)
          .thenComparing(each -> each.ref().path());

  private final List<Ingress> ingresses;
  private final List<Ingress> canaries;
  private final boolean nginx;
  private final NginxConfig config;
  private final Endpoints endpoints;

  /**
   * The rules of a controller.
   *
   * @param nginx true if it is ingress-nginx
   * @param config its settings for all Ingresses
   */
  IngressRoutes(List<Ingress> ingresses, boolean nginx, NginxConfig config, Endpoints endpoints) {
    this.ingresses =
        ingresses.stream().filter(each -> !nginx || !each.isCanary()).sorted(OLDEST_FIRST).toList();
    this.canaries = nginx ? ingresses.stream().filter(Ingress::isCanary).toList() : List.of();
    this.nginx = nginx;
    this.config = config;
    this.endpoints = endpoints;
  }

  /** A path of an Ingress for the host that is asked. */
  private record Place(Ingress ingress, Ingress.Path path) {
    /** Length of the path, a final slash aside. */
    private int length() {
      String text = path.path();
      return text.endsWith("/") ? text.length() - 1 : text.length();
    }
  }

  HttpDecision decide(HttpRequest request) {
    List<String> hosts = hosts(request.host());
    if (nginx && !hosts.contains(request.host())) {
      HttpDecision www = NginxRedirects.www(config, ingresses, request);
      if (www != null) {
        return www;
      }
    }
    for (String host : hosts) {
      List<Place> places = places(host);
      boolean patterns = nginx && isByPattern(host);
      Place found = patterns ? byPattern(places, request) : best(places, request);
      if (found != null) {
        return of(found, host, patterns, request);
      }
      if (nginx) {
        return byDefault(host.isEmpty() ? null : host, request);
      }
    }
    return byDefault(null, request);
  }

  /**
   * Names of hosts whose paths are looked at, in order: the exact one, the one with a wildcard, and
   * the rules without a host. In ingress-nginx the first that there is hides the others.
   */
  private List<String> hosts(String asked) {
    List<String> found = new ArrayList<>();
    for (Ingress ingress : ingresses) {
      for (Ingress.Rule rule : ingress.rules()) {
        if (!found.contains(rule.host()) && HostName.isOfIngress(rule.host(), asked)) {
          found.add(rule.host());
        }
      }
    }
    found.sort(HostName.MOST_EXACT_FIRST);
    return found;
  }

  private List<Place> places(String host) {
    List<Place> found = new ArrayList<>();
    for (Ingress ingress : ingresses) {
      for (Ingress.Rule rule : ingress.rules()) {
        if (rule.host().equals(host)) {
          rule.paths().stream()
              .filter(path -> !path.backend().service().isEmpty())
              .forEach(path -> found.add(new Place(ingress, path)));
        }
      }
    }
    return found;
  }

  /** The longest path that matches; of equal ones the exact one, then the first. */
  private @Nullable Place best(List<Place> places, HttpRequest request) {
    Place best = null;
    for (Place each : places) {
      if (isPath(each.path(), request.path()) && (best == null || isBetter(each, best))) {
        best = each;
      }
    }
    return best;
  }

  private boolean isPath(Ingress.Path path, String asked) {
    if (path.type() == PathType.EXACT) {
      return asked.equals(path.path());
    }
    // ingress-nginx makes such a path a location of nginx, which compares letters, not elements
    boolean byLetters = nginx && path.type() == PathType.IMPLEMENTATION_SPECIFIC;
    return byLetters ? asked.startsWith(path.path()) : HttpPath.isBelow(asked, path.path());
  }

  private static boolean isBetter(Place one, Place other) {
    boolean exact = one.path().type() == PathType.EXACT;
    boolean otherExact = other.path().type() == PathType.EXACT;
    return one.length() != other.length() ? one.length() > other.length() : exact && !otherExact;
  }

  /** One such annotation makes every path of its host an expression (nginx {@code ~*}). */
  private boolean isByPattern(String host) {
    return ingresses.stream()
        .filter(each -> each.isSet("use-regex") || each.annotations().containsKey("rewrite-target"))
        .anyMatch(each -> each.rules().stream().anyMatch(rule -> rule.host().equals(host)));
  }

  /** The longest expression that matches, as the locations are sorted. */
  private static @Nullable Place byPattern(List<Place> places, HttpRequest request) {
    return places.stream()
        .sorted(
            Comparator.comparing((Place each) -> -each.path().path().length())
                .thenComparing(each -> each.path().path(), Comparator.reverseOrder()))
        .filter(each -> !RoutePattern.beginning(each.path().path(), request.path()).isEmpty())
        .findFirst()
        .orElse(null);
  }

  private HttpDecision of(Place found, String host, boolean patterns, HttpRequest request) {
    Ingress ingress = found.ingress();
    String route = "Ingress " + ingress.ref().path() + " " + found.path().field();
    List<Doubt> doubts = doubts(ingress, host, request);
    String path = patterns ? rewritten(found, request) : request.path();
    Verdict redirect = redirect(ingress, host, found.path().path(), path, request);
    return redirect == null
        ? forwarded(ingress, found.path().backend(), path, route, request, doubts)
        : new HttpDecision(redirect, route, doubts);
  }

  private HttpDecision forwarded(
      Ingress ingress,
      Ingress.Backend backend,
      String path,
      String route,
      HttpRequest request,
      List<Doubt> doubts) {
    String namespace = ingress.ref().namespace();
    HttpDecision.Share share = endpoints.ofIngress(namespace, backend);
    List<Doubt> all = new ArrayList<>(doubts);
    if (nginx) {
      NginxAccess access = new NginxAccess(config);
      HttpDecision refusal = access.refusal(ingress, request);
      all.addAll(access.doubts(ingress));
      all.addAll(NginxDoubts.ofLocation(config, ingress));
      if (refusal != null) {
        return refusal.with(all);
      }
    }
    endpoints.beyond(namespace, backend.service()).ifPresent(all::add);
    return new HttpDecision(
        new Verdict.Forward(
            List.of(share), nginx ? config.host(request) : request.host(), path, Patience.USUAL),
        route,
        all);
  }

  private static String rewritten(Place found, HttpRequest request) {
    String target = found.ingress().annotations().getOrDefault("rewrite-target", "");
    if (target.isEmpty()) {
      return request.path();
    }
    List<String> groups = RoutePattern.beginning(found.path().path(), request.path());
    String path = target;
    for (int i = 9; i >= 1; i--) {
      path = path.replace("$" + i, i < groups.size() ? groups.get(i) : "");
    }
    boolean isWhole = path.startsWith("/") || NginxRedirects.rewritten(path) != null;
    return isWhole ? path : "/" + path;
  }

  /**
   * The redirect of a location of ingress-nginx; null if there is none. Each host of an Ingress
   * with {@code spec.tls} has a certificate (createServers).
   *
   * @param location path of the location
   * @param path the path that the backend would be asked for
   */
  private @Nullable Verdict redirect(
      Ingress ingress, String host, String location, String path, HttpRequest request) {
    if (!nginx) {
      return null;
    }
    Verdict root = NginxRedirects.appRoot(ofHost(host), request);
    Verdict rewritten = NginxRedirects.rewritten(path);
    boolean certified = !host.isEmpty() && certifying(host) != null;
    Verdict other = NginxRedirects.of(config, ingress, location, certified, request);
    return root != null ? root : rewritten != null ? rewritten : other;
  }

  private List<Ingress> ofHost(String host) {
    return ingresses.stream()
        .filter(each -> each.rules().stream().anyMatch(rule -> rule.host().equals(host)))
        .toList();
  }

  private @Nullable Ingress certifying(String host) {
    return ingresses.stream()
        .filter(each -> !each.tls().isEmpty())
        .filter(each -> each.rules().stream().anyMatch(rule -> rule.host().equals(host)))
        .findFirst()
        .orElse(null);
  }

  /**
   * The Secret with the certificate for a host, as {@code namespace/name}; empty if the
   * controller's own certificate is used.
   */
  String certificate(String asked) {
    for (String host : hosts(asked)) {
      Ingress ingress = host.isEmpty() ? null : certifying(host);
      if (ingress != null) {
        return ingress.tls().stream()
            .filter(tls -> tls.hosts().contains(host) && !tls.secret().isEmpty())
            .map(tls -> ingress.ref().namespace() + "/" + tls.secret())
            .findFirst()
            .orElse("");
      }
    }
    return "";
  }

  /**
   * The default backend: in ingress-nginx that of the first Ingress with rules for the host, and
   * for other hosts that of the first without rules (createServers); elsewhere the first that is
   * written (rule 121).
   *
   * @param host name of the host that has rules; null if none has
   */
  private HttpDecision byDefault(@Nullable String host, HttpRequest request) {
    Ingress ingress =
        (host == null ? ingresses : ofHost(host))
            .stream()
                .filter(each -> host != null || each.defaultBackend() != null)
                .filter(each -> host != null || !nginx || each.rules().isEmpty())
                .findFirst()
                .orElse(null);
    Ingress.Backend backend = ingress == null ? null : ingress.defaultBackend();
    List<Doubt> doubts =
        host == null ? hostDoubts() : ingress == null ? List.of() : doubts(ingress, host, request);
    Verdict redirect =
        host == null || ingress == null
            ? null
            : redirect(ingress, host, "/", request.path(), request);
    if (ingress != null && redirect != null) {
      return new HttpDecision(redirect, "Ingress " + ingress.ref().path() + " spec.rules", doubts);
    }
    if (ingress == null || backend == null || backend.service().isEmpty()) {
      HttpDecision refusal = nginx ? new NginxAccess(config).refusal(null, request) : null;
      return refusal == null
          ? new HttpDecision(new Verdict.Answer(HttpDecision.NOT_FOUND, "no-rule"), "", doubts)
          : refusal.with(doubts);
    }
    String route = "Ingress " + ingress.ref().path() + " spec.defaultBackend";
    return forwarded(ingress, backend, request.path(), route, request, doubts);
  }

  private List<Doubt> doubts(Ingress decider, String host, HttpRequest request) {
    if (!nginx) {
      return List.of();
    }
    List<Doubt> found = new ArrayList<>(NginxAnnotations.doubts(decider, ofHost(host), request));
    found.addAll(NginxAnnotations.canaries(canaries, request));
    return found;
  }

  private List<Doubt> hostDoubts() {
    return nginx ? NginxAnnotations.aliases(ingresses) : List.of();
  }
}
