package dev.podlane.cluster.http;

import dev.podlane.cluster.http.RouteFilter.PathChange;

/** Changes of addresses by filters of HTTPRoutes (HTTPRequestRedirectFilter, HTTPPathModifier). */
final class Redirects {
  private Redirects() {}

  /**
   * The path that a change makes of a path.
   *
   * @param match the match that took the request; its prefix is replaced
   */
  static String changed(PathChange change, String path, HttpMatch match) {
    if (change instanceof PathChange.Whole whole) {
      return whole.path().startsWith("/") ? whole.path() : "/" + whole.path();
    }
    if (change instanceof PathChange.Prefix prefix) {
      return match.pathType() == HttpMatch.PathType.PREFIX
          ? HttpPath.replaced(path, match.path(), prefix.path())
          : path;
    }
    return path;
  }

  /**
   * The address that a client is sent to. Without a port of its own, another scheme brings its
   * usual port, and the same scheme keeps the listener's; a usual port is not written.
   */
  static String location(
      RouteFilter.Redirect redirect, HttpRequest request, int listener, HttpMatch match) {
    String scheme = redirect.scheme().isEmpty() ? request.scheme() : redirect.scheme();
    int usual = scheme.equals("https") ? 443 : 80;
    int port =
        redirect.port() > 0 ? redirect.port() : redirect.scheme().isEmpty() ? listener : usual;
    String host = redirect.host().isEmpty() ? request.host() : redirect.host();
    int question = request.target().indexOf('?');
    String query = question < 0 ? "" : request.target().substring(question);
    return scheme
        + "://"
        + host
        + (port == usual ? "" : ":" + port)
        + changed(redirect.path(), request.path(), match)
        + query;
  }
}
