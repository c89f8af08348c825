package dev.podlane.cluster.http;

import dev.podlane.cluster.http.HttpDecision.Doubt;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Annotations of ingress-nginx that can answer a request, or send it elsewhere, and are not
 * simulated (kubernetes/ingress-nginx {@code docs/user-guide/nginx-configuration/annotations.md}).
 */
final class NginxAnnotations {
  /** Those that apply to the paths of their own Ingress. */
  private static final Set<String> OF_PATHS =
      Set.of(
          "auth-type",
          "auth-url",
          "auth-tls-secret",
          "configuration-snippet",
          "default-backend",
          "custom-http-errors",
          "service-upstream",
          "modsecurity-snippet",
          "enable-modsecurity");

  /** Those that apply to the whole host. */
  private static final Set<String> OF_HOSTS = Set.of("server-snippet", "ssl-passthrough");

  private NginxAnnotations() {}

  /**
   * Those that could decide otherwise about a request.
   *
   * @param decider the Ingress whose path takes the request
   * @param ofHost Ingresses with rules for the host, but canaries
   */
  static List<Doubt> doubts(Ingress decider, List<Ingress> ofHost, HttpRequest request) {
    List<Doubt> found = new ArrayList<>();
    add(decider, OF_PATHS, found);
    if (request.method().equals("OPTIONS")) {
      add(decider, Set.of("enable-cors"), found);
    }
    ofHost.forEach(each -> add(each, OF_HOSTS, found));
    return found;
  }

  /** Aliases may name a host that no rule does. */
  static List<Doubt> aliases(List<Ingress> all) {
    List<Doubt> found = new ArrayList<>();
    all.forEach(each -> add(each, Set.of("server-alias"), found));
    return found;
  }

  /** Canaries may take a part of the requests for the same host and path. */
  static List<Doubt> canaries(List<Ingress> all, HttpRequest request) {
    List<Doubt> found = new ArrayList<>();
    for (Ingress each : all) {
      boolean isMeant =
          each.isCanary()
              && each.rules().stream()
                  .filter(rule -> HostName.isOfIngress(rule.host(), request.host()))
                  .flatMap(rule -> rule.paths().stream())
                  .anyMatch(path -> HttpPath.isBelow(request.path(), path.path()));
      if (isMeant) {
        add(each, Set.of("canary"), found);
      }
    }
    return found;
  }

  private static void add(Ingress ingress, Set<String> names, List<Doubt> found) {
    for (String name : ingress.annotations().keySet()) {
      String value = ingress.annotations().getOrDefault(name, "");
      if (names.contains(name) && !value.isEmpty() && !value.equals("false")) {
        found.add(new Doubt(ingress.ref(), NginxAccess.ANNOTATION + name + "]"));
      }
    }
  }
}
