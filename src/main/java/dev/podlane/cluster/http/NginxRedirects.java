package dev.podlane.cluster.http;

import dev.podlane.cluster.http.HttpDecision.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Redirects of ingress-nginx (kubernetes/ingress-nginx {@code
 * rootfs/etc/nginx/template/nginx.tmpl}, {@code rootfs/etc/nginx/lua}, {@code
 * internal/ingress/annotations/redirect}).
 */
final class NginxRedirects {
  private static final int MOVED = 301;
  private static final int FOUND = 302;
  private static final int TEMPORARY = 307;
  private static final int PERMANENT = 308;

  private NginxRedirects() {}

  /**
   * The redirect of a location; null if there is none. A redirect that is written as such comes
   * before the one to https, which nginx does in a later phase.
   *
   * @param location path of the location
   * @param certified true if the host has a certificate, be it the controller's own
   */
  static @Nullable Verdict of(
      NginxConfig config,
      Ingress ingress,
      String location,
      boolean certified,
      HttpRequest request) {
    String temporal = ingress.annotations().getOrDefault("temporal-redirect", "");
    String permanent = ingress.annotations().getOrDefault("permanent-redirect", "");
    if (!temporal.isEmpty()) {
      return new Verdict.Redirect(
          code(ingress, "temporal-redirect-code", TEMPORARY, FOUND), temporal);
    }
    if (!permanent.isEmpty()) {
      return new Verdict.Redirect(
          code(ingress, "permanent-redirect-code", PERMANENT, MOVED), permanent);
    }
    return isToHttps(config, ingress, location, certified, request)
        ? new Verdict.Redirect(
            config.redirectCode(), "https://" + config.host(request) + target(ingress, request))
        : null;
  }

  /** The status that an annotation says; another if it is none from 300 on. */
  private static int code(Ingress ingress, String annotation, int last, int otherwise) {
    String text = ingress.annotations().getOrDefault(annotation, "");
    int code = text.matches("[0-9]{3}") ? Integer.parseInt(text) : 0;
    return code >= 300 && code <= last ? code : otherwise;
  }

  private static boolean isToHttps(
      NginxConfig config,
      Ingress ingress,
      String location,
      boolean certified,
      HttpRequest request) {
    return config.scheme(request).equals("http")
        && !config.isPlain(location)
        && (config.isOn(ingress, "force-ssl-redirect", false)
            || (certified && config.isOn(ingress, "ssl-redirect", true)));
  }

  private static String target(Ingress ingress, HttpRequest request) {
    return ingress.isSet("preserve-trailing-slash")
        ? request.target()
        : withoutLastSlash(request.target());
  }

  private static String withoutLastSlash(String target) {
    return target.endsWith("/") ? target.substring(0, target.length() - 1) : target;
  }

  /**
   * The redirect of the path / to {@code app-root}; null if there is none.
   *
   * @param ofHost Ingresses with rules for the host
   */
  static @Nullable Verdict appRoot(List<Ingress> ofHost, HttpRequest request) {
    return ofHost.stream()
        .map(each -> each.annotations().getOrDefault("app-root", ""))
        .filter(root -> root.startsWith("/") && request.path().equals("/"))
        .findFirst()
        .map(root -> new Verdict.Redirect(FOUND, request.scheme() + "://" + request.host() + root))
        .orElse(null);
  }

  /**
   * The redirect of a host to the one with or without {@code www.} whose Ingress asks for it; null
   * if there is none.
   *
   * @param all Ingresses of the controller; none has rules for the host
   */
  static @Nullable HttpDecision www(NginxConfig config, List<Ingress> all, HttpRequest request) {
    String host = request.host();
    String other = host.startsWith("www.") ? host.substring("www.".length()) : "www." + host;
    int port = request.tls() ? 443 : 80;
    String location =
        request.scheme() + "://" + other + ":" + port + withoutLastSlash(request.target());
    return all.stream()
        .filter(each -> each.isSet("from-to-www-redirect"))
        .filter(each -> each.rules().stream().anyMatch(rule -> rule.host().equals(other)))
        .findFirst()
        .map(
            each ->
                new HttpDecision(
                    new Verdict.Redirect(config.redirectCode(), location),
                    "Ingress "
                        + each.ref().path()
                        + " metadata.annotations[nginx.ingress.kubernetes.io/from-to-www-redirect]",
                    List.of()))
        .orElse(null);
  }

  /** The redirect that nginx makes of a rewrite to a whole address; null if it is only a path. */
  static @Nullable Verdict rewritten(String target) {
    return target.startsWith("http://") || target.startsWith("https://")
        ? new Verdict.Redirect(FOUND, target)
        : null;
  }
}
