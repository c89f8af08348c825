package dev.podlane.cluster.http;

/** A filter of an HTTPRoute's rule, as far as it decides where a request goes. */
public sealed interface RouteFilter {
  /** A change of the path. */
  sealed interface PathChange {
    /** The path stays. */
    record Kept() implements PathChange {}

    /** Another path in its place. */
    record Whole(String path) implements PathChange {}

    /** Another text in the place of the prefix that matched. */
    record Prefix(String path) implements PathChange {}
  }

  /**
   * Answers with another address.
   *
   * @param scheme empty for the request's
   * @param host empty for the request's
   * @param port 0 for the one that the scheme or the listener says
   * @param status 301, 302, 303, 307 or 308
   */
  record Redirect(String scheme, String host, int port, PathChange path, int status)
      implements RouteFilter {}

  /**
   * Changes what the backend is asked.
   *
   * @param host empty for the request's
   */
  record Rewrite(String host, PathChange path) implements RouteFilter {}

  /** Answers what browsers ask before a request of another origin, and passes the rest on. */
  record Cors(String field) implements RouteFilter {}

  /** Changes headers or copies requests: it decides neither way nor answer. */
  record Harmless(String type) implements RouteFilter {}

  /** Of a type that is not simulated, and could answer or send the request elsewhere. */
  record Other(String type, String field) implements RouteFilter {}
}
