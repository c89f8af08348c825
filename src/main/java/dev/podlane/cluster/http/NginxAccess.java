package dev.podlane.cluster.http;

import dev.podlane.cluster.http.HttpDecision.Doubt;
import dev.podlane.cluster.http.HttpDecision.Verdict;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Clients that ingress-nginx lets in (kubernetes/ingress-nginx {@code
 * rootfs/etc/nginx/template/nginx.tmpl}; nginx ngx_http_access_module, ngx_http_realip_module).
 */
final class NginxAccess {
  static final String ANNOTATION = "metadata.annotations[nginx.ingress.kubernetes.io/";
  private static final String ALLOW = "whitelist-source-range";
  private static final String DENY = "denylist-source-range";
  private static final String FORWARDED = "x-forwarded-for";
  private static final String BLOCKED = "block-cidrs";
  private static final int FORBIDDEN = 403;

  private final NginxConfig config;

  NginxAccess(NginxConfig config) {
    this.config = config;
  }

  /** Ranges of addresses, and the field that they are written in. */
  private record Ranges(ObjectRef object, String field, List<String> written) {
    boolean isReadable() {
      return written.stream().allMatch(each -> prefix(each).isPresent());
    }

    boolean contain(Ip client) {
      return written.stream()
          .flatMap(each -> prefix(each).stream())
          .anyMatch(each -> each.contains(client));
    }

    private static Optional<Prefix> prefix(String text) {
      return text.contains("/") ? Prefix.tryParse(text) : Ip.tryParse(text).map(Prefix::host);
    }

    private Doubt doubt() {
      return new Doubt(object, field);
    }
  }

  /**
   * The decision not to let a client in; null if it is let in, or its address is not known. Lists
   * of a location take the place of those that count for every host.
   *
   * @param ingress the Ingress whose path takes the request; null if none does
   */
  @Nullable HttpDecision refusal(@Nullable Ingress ingress, HttpRequest request) {
    Ip client = client(request);
    if (client == null) {
      return null;
    }
    Ranges denied = ingress == null ? null : ranges(ingress, DENY, DENY);
    Ranges allowed = ingress == null ? null : ranges(ingress, ALLOW, "allowlist-source-range");
    Ranges blocked = ofConfig(BLOCKED);
    Ranges decider = null;
    if (denied != null && denied.contain(client)) {
      decider = denied;
    } else if (allowed != null && !allowed.contain(client)) {
      decider = allowed;
    } else if (denied == null && allowed == null && blocked != null && blocked.contain(client)) {
      decider = blocked;
    }
    return decider == null
        ? null
        : new HttpDecision(
            new Verdict.Answer(FORBIDDEN, "source-range"),
            decider.object().kind() + " " + decider.object().path() + " " + decider.field(),
            List.of());
  }

  /** Lists with entries that are no addresses, of which nobody knows what nginx makes. */
  List<Doubt> doubts(@Nullable Ingress ingress) {
    List<Ranges> all = new ArrayList<>();
    all.add(ofConfig(BLOCKED));
    if (ingress != null) {
      all.add(ranges(ingress, DENY, DENY));
      all.add(ranges(ingress, ALLOW, "allowlist-source-range"));
    }
    List<Doubt> found = new ArrayList<>();
    for (Ranges each : all) {
      if (each != null && !each.isReadable()) {
        found.add(each.doubt());
      }
    }
    return found;
  }

  /** Ranges of an annotation, which may have two names, else of the ConfigMap; null if none. */
  private @Nullable Ranges ranges(Ingress ingress, String key, String otherKey) {
    for (String each : List.of(otherKey, key)) {
      String text = ingress.annotations().getOrDefault(each, "");
      if (!text.isBlank()) {
        List<String> written = List.of(text.replace(" ", "").split(",", -1));
        return new Ranges(ingress.ref(), ANNOTATION + each + "]", written);
      }
    }
    return ofConfig(key);
  }

  private @Nullable Ranges ofConfig(String key) {
    ObjectRef ref = config.ref();
    List<String> written = config.list(key);
    return ref == null || written.isEmpty() ? null : new Ranges(ref, "data." + key, written);
  }

  /** The client's address as nginx takes it; null if nobody knows who asks. */
  private @Nullable Ip client(HttpRequest request) {
    Ip client = request.client();
    List<String> said = said(request);
    for (int i = said.size() - 1; client != null && isTrusted(client) && i >= 0; i--) {
      Optional<Ip> before = Ip.tryParse(said.get(i).strip());
      if (before.isEmpty()) {
        break;
      }
      client = before.get();
    }
    return client;
  }

  /** Addresses that the client's own proxies say, if they are believed (real_ip_recursive). */
  private List<String> said(HttpRequest request) {
    boolean isBelieved =
        config.isOn("use-forwarded-headers", false) || config.isOn("enable-real-ip", false);
    String header = config.text("forwarded-for-header").toLowerCase(Locale.ROOT);
    String said = request.headers().getOrDefault(header.isEmpty() ? FORWARDED : header, "");
    return isBelieved && !said.isBlank() ? List.of(said.split(",", -1)) : List.of();
  }

  private boolean isTrusted(Ip address) {
    List<String> trusted = config.list("proxy-real-ip-cidr");
    return trusted.isEmpty()
        ? address.isV4()
        : trusted.stream()
            .flatMap(each -> Ranges.prefix(each).stream())
            .anyMatch(each -> each.contains(address));
  }

  /** X-Forwarded-For as a backend gets it; empty if nobody knows who asks. */
  String forwardedFor(HttpRequest request) {
    Ip peer = request.client();
    Ip client = client(request);
    String said = request.headers().getOrDefault(FORWARDED, "");
    boolean isWhole =
        config.isOn("use-forwarded-headers", false)
            && config.isOn("compute-full-forwarded-for", false);
    return isWhole && !said.isEmpty() ? said + ", " + peer : client == null ? "" : "" + client;
  }
}
