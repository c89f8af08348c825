package dev.podlane.cluster.http;

import dev.podlane.cluster.http.HttpDecision.Doubt;
import dev.podlane.cluster.http.HttpDecision.Verdict;
import dev.podlane.cluster.object.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings of ingress-nginx for all Ingresses that are not simulated and could decide. */
final class NginxDoubts {
  private static final int ERROR = 400;

  private NginxDoubts() {}

  /** Those that could decide about any request, or about one that no rule takes. */
  static List<Doubt> of(NginxConfig config, HttpDecision decision, HttpRequest request) {
    List<Doubt> found = new ArrayList<>();
    for (String key : NginxConfig.NAMED) {
      boolean isAny = !key.equals("global-auth-url");
      add(config, key, isAny && config.values().containsKey(key), found);
    }
    add(config, "enable-modsecurity", config.isOn("enable-modsecurity", false), found);
    add(config, "use-proxy-protocol", config.isOn("use-proxy-protocol", false), found);
    boolean isUntaken =
        decision.verdict() instanceof Verdict.Answer answer && answer.why().equals("no-rule");
    boolean isRejected = config.isOn("ssl-reject-handshake", false);
    add(config, "ssl-reject-handshake", isRejected && isUntaken && request.tls(), found);
    return found;
  }

  /** Those that could decide about a request that is passed on. */
  static List<Doubt> ofLocation(NginxConfig config, Ingress ingress) {
    List<Doubt> found = new ArrayList<>();
    boolean isExempt = ingress.annotations().getOrDefault("enable-global-auth", "").equals("false");
    boolean isAsked = config.values().containsKey("global-auth-url");
    add(config, "global-auth-url", isAsked && !isExempt, found);
    add(config, "service-upstream", config.isOn("service-upstream", false), found);
    return found;
  }

  /** An error whose answer another program gives instead ({@code custom-http-errors}). */
  static List<Doubt> ofStatus(NginxConfig config, int status) {
    List<Doubt> found = new ArrayList<>();
    boolean isListed = config.list("custom-http-errors").contains("" + status);
    add(config, "custom-http-errors", status >= ERROR && isListed, found);
    return found;
  }

  private static void add(NginxConfig config, String key, boolean counts, List<Doubt> found) {
    @Nullable ObjectRef ref = config.ref();
    if (counts && ref != null) {
      found.add(new Doubt(ref, "data." + key));
    }
  }
}
