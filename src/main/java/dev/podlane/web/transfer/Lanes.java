package dev.podlane.web.transfer;

import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The lanes in which requests wait for places. Uploads, probes, rooms and all else below {@code
 * /api} have lanes of their own, so that none keeps the others waiting; the page's files and health
 * do not wait.
 */
@Component
final class Lanes {
  private static final int LONGEST_QUEUE = 1_000;
  private static final Set<String> WITH_DOCUMENTS = Set.of("POST", "PUT");
  private static final Pattern DOCUMENTS = Pattern.compile("/api/clusters(/[^/]+)?/?");
  private static final Pattern CLUSTER = Pattern.compile("/api/clusters/[^/]+");
  private static final Pattern WALKS = Pattern.compile("/api/clusters/[^/]+/traces.*");

  /** All that a class does besides working in clusters: short, and waiting for the disk. */
  private static final Pattern ROOMS =
      Pattern.compile("/api/rooms(/[^/]+(/(?!clusters|checks).*)?)?");

  private final Lane documents;
  private final Lane walks;
  private final Lane rooms;
  private final Lane others;

  Lanes() {
    int cores = Runtime.getRuntime().availableProcessors();
    this.documents = new Lane(Math.min(Math.max(cores, 2), 4), LONGEST_QUEUE);
    this.walks = new Lane(Math.max(cores * 2, 4), LONGEST_QUEUE);
    this.rooms = new Lane(Math.max(cores * 4, 8), LONGEST_QUEUE);
    this.others = new Lane(Math.max(cores * 2, 4), LONGEST_QUEUE);
  }

  /** The lane this request waits in, or null if it need not wait. */
  @Nullable Lane of(HttpServletRequest request) {
    String path = request.getServletPath();
    if (!path.startsWith("/api/")) {
      return null;
    }
    if (takesDocuments(path) && WITH_DOCUMENTS.contains(request.getMethod())) {
      return documents;
    }
    if (ROOMS.matcher(path).matches()) {
      return rooms;
    }
    return WALKS.matcher(path).matches() ? walks : others;
  }

  /** Returns the error for a request that waited too long for this lane. */
  static ApiException busy(HttpServletRequest request) {
    return WALKS.matcher(request.getServletPath()).matches()
        ? new ApiException(ProblemKind.TOO_MANY_WALKS, Fault.request("api.walks.busy"))
        : new ApiException(ProblemKind.BUSY, Fault.request("api.busy"));
  }

  /** Requests of one address for one cluster are a group. */
  static String group(HttpServletRequest request) {
    Matcher cluster = CLUSTER.matcher(request.getServletPath());
    return request.getRemoteAddr() + (cluster.lookingAt() ? cluster.group() : "");
  }

  /** Returns true if the path receives documents, which may be large. */
  static boolean takesDocuments(String path) {
    return DOCUMENTS.matcher(path).matches();
  }
}
