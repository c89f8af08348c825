package dev.podlane.cluster.http;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Source;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.redact.AllowList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Settings of ingress-nginx for all Ingresses (kubernetes/ingress-nginx {@code
 * docs/user-guide/nginx-configuration/configmap.md}).
 *
 * @param ref the ConfigMap; null if there is none
 * @param values values by key, of the keys that are read
 */
public record NginxConfig(@Nullable ObjectRef ref, Map<String, String> values) {
  /** Only defaults. */
  static final NginxConfig NONE = new NginxConfig(null, Map.of());

  /** Keys of which only the presence is read: their values are programs or patterns. */
  public static final List<String> NAMED =
      List.of(
          "block-referers",
          "block-user-agents",
          "global-auth-url",
          "http-snippet",
          "location-snippet",
          "server-snippet");

  private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
  private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

  /** Paths that are not sent to https, as certificates are fetched there. */
  private static final String ACME = "/.well-known/acme-challenge";

  /** The ConfigMap of the project's own manifests, behind the controller's namespace. */
  private static final String USUAL_NAME = "ingress-nginx-controller";

  private static final String USUAL_NAMESPACE = "ingress-nginx";
  private static final List<String> CODES = List.of("301", "302", "307", "308");
  private static final int PERMANENT = 308;

  /** Endpoints that are tried, one after the other (proxy-next-upstream-tries). */
  private static final int TRIES = 3;

  public NginxConfig {
    values = Collections.unmodifiableMap(new TreeMap<>(values));
  }

  /** The settings of a proxy; only defaults if it is no ingress-nginx. */
  static NginxConfig of(Proxy proxy, Map<ObjectRef, Source> sources) {
    ObjectRef ref = proxy.isNginx() ? named(proxy) : null;
    Source source = ref == null ? null : sources.get(ref);
    if (source == null) {
      return NONE;
    }
    Map<String, String> values = new TreeMap<>();
    source
        .value()
        .map("data")
        .entries()
        .forEach(
            (key, value) -> {
              boolean isRead = NAMED.contains(key) || AllowList.NGINX_KEYS.contains(key);
              if (isRead && value instanceof ScalarValue scalar) {
                values.put(key, scalar.text().strip());
              }
            });
    return new NginxConfig(ref, values);
  }

  /** The ConfigMap that its flag names; without any flags that of the project's manifests. */
  static @Nullable ObjectRef named(Proxy proxy) {
    boolean isUnknown = proxy.flags().values().isEmpty();
    String namespace = proxy.pods().isEmpty() ? USUAL_NAMESPACE : proxy.pods().get(0).namespace();
    String usual = isUnknown ? namespace + "/" + USUAL_NAME : "";
    String[] path = proxy.flags().text("configmap", usual).split("/", -1);
    return path.length == 2 ? new ObjectRef("v1", "ConfigMap", path[0], path[1]) : null;
  }

  /** The value of a key; empty if it is not set. */
  String text(String key) {
    return values.getOrDefault(key, "");
  }

  /** Entries of a list between commas. */
  List<String> list(String key) {
    List<String> found = new ArrayList<>();
    for (String each : text(key).split(",", -1)) {
      if (!each.isBlank()) {
        found.add(each.strip());
      }
    }
    return found;
  }

  /** Returns true if a switch is on. */
  boolean isOn(String key, boolean usual) {
    return isTrue(text(key), usual);
  }

  /** Returns true if a switch is on that the annotation of an Ingress sets before the ConfigMap. */
  boolean isOn(Ingress ingress, String key, boolean usual) {
    return isTrue(ingress.annotations().getOrDefault(key, ""), isOn(key, usual));
  }

  private static boolean isTrue(String text, boolean usual) {
    return TRUE.contains(text) || (usual && !FALSE.contains(text));
  }

  /** Status of redirects to https and to the host with or without {@code www.}. */
  int redirectCode() {
    String code = text("http-redirect-code");
    return CODES.contains(code) ? Integer.parseInt(code) : PERMANENT;
  }

  /** Returns true if a location is never sent to https. */
  boolean isPlain(String location) {
    List<String> plain =
        values.containsKey("no-tls-redirect-locations")
            ? list("no-tls-redirect-locations")
            : List.of(ACME);
    return plain.stream().anyMatch(location::startsWith);
  }

  /** {@code http} or {@code https}, as the proxy takes the client to ask. */
  String scheme(HttpRequest request) {
    String said = isOn("use-forwarded-headers", false) ? said(request, "x-forwarded-proto") : "";
    return said.isEmpty() ? request.scheme() : said;
  }

  /** The host that the client asked for, as the proxy tells it in a redirect. */
  String host(HttpRequest request) {
    String said = isOn("use-forwarded-headers", false) ? said(request, "x-forwarded-host") : "";
    String first = said.split(",", -1)[0].strip();
    return first.isEmpty() ? request.host() : HttpUrl.withoutPort(first);
  }

  private static String said(HttpRequest request, String header) {
    return request.headers().getOrDefault(header, "");
  }

  /**
   * The most endpoints that are tried, one after the other.
   *
   * @param there number of endpoints
   */
  public int tries(int there) {
    String next = text("proxy-next-upstream");
    String tries = text("proxy-next-upstream-tries");
    if (next.equals("off")) {
      return Math.min(1, there);
    }
    int most = tries.matches("[0-9]{1,4}") ? Integer.parseInt(tries) : TRIES;
    return most == 0 ? there : Math.min(most, there);
  }
}
