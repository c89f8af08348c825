package dev.podlane.web.access;

import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;

/**
 * Refuses requests that a browser sends on behalf of another site's page: requests under a name
 * that is not this server's, and changes from another origin. A client that sends neither Origin
 * nor Sec-Fetch headers is no browser (Fetch Standard, Fetch Metadata), and its origin is not
 * checked.
 */
@Component
public class AccessCheck {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
  private static final List<String> FETCH_METADATA =
      List.of("Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-Dest", "Sec-Fetch-User");

  private static final int MOST_SHOWN = 100;

  private final OwnNames names;

  /** A check for the server with these settings. */
  public AccessCheck(AccessProperties access, ServerProperties server) {
    this.names = OwnNames.of(server.getAddress(), access.allowedHosts());
  }

  /** Returns the reason to refuse this request; empty if it may be answered. Reads headers only. */
  public Optional<ApiException> refusal(HttpServletRequest request) {
    String host = request.getHeader("Host");
    if (host != null && !host.isBlank()) {
      Optional<Authority> asked = Authority.parse(host);
      if (asked.filter(each -> names.answerTo(each, request.getLocalAddr())).isEmpty()) {
        String name = asked.map(Authority::host).orElse(host.strip());
        return Optional.of(foreign("api.foreign.host", name));
      }
    }
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null && OWN_SITES.contains(site)) {
      return Optional.empty();
    }
    List<String> origins = Collections.list(request.getHeaders("Origin"));
    for (String origin : origins) {
      if (!isOwn(origin, host)) {
        return Optional.of(foreign("api.foreign.origin", origin));
      }
    }
    boolean browser = FETCH_METADATA.stream().anyMatch(each -> request.getHeader(each) != null);
    boolean changes = !SAFE.contains(request.getMethod());
    return browser && changes && (site != null || origins.isEmpty())
        ? Optional.of(foreign("api.foreign.site"))
        : Optional.empty();
  }

  private boolean isOwn(String origin, @Nullable String host) {
    Optional<Authority> from = Authority.ofOrigin(origin);
    Optional<Authority> here =
        Optional.ofNullable(host).flatMap(Authority::parse).map(Authority::withoutUsualPort);
    return from.isPresent() && (from.equals(here) || names.serve(from.get()));
  }

  private static ApiException foreign(String code, String... said) {
    String[] args =
        Stream.of(said)
            .map(each -> each.substring(0, Math.min(each.length(), MOST_SHOWN)))
            .toArray(String[]::new);
    return new ApiException(ProblemKind.FOREIGN, Fault.request(code, args));
  }
}
