package dev.podlane.cluster.http;

import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as a client sends it.
 *
 * @param tls true for https
 * @param host the host asked for, in lower case and without a port
 * @param port the port that the client connects to
 * @param method such as {@code GET}
 * @param path normalised path, without the query
 * @param target path and query as they were written
 * @param query parameters of the query, in order
 * @param headers by name in lower case
 * @param client the client's address as the program that it asks sees it; null if it is not known
 */
public record HttpRequest(
    boolean tls,
    String host,
    int port,
    String method,
    String path,
    String target,
    List<Map.Entry<String, String>> query,
    Map<String, String> headers,
    @Nullable Ip client) {
  public HttpRequest {
    query = List.copyOf(query);
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
  }

  /**
   * The request for an address.
   *
   * @param host value of the header Host, with or without a port; null for the URL's own
   * @param method null for GET
   * @param headers further headers; of equal names in other cases the last counts
   */
  public static HttpRequest of(
      HttpUrl url, @Nullable String host, @Nullable String method, Map<String, String> headers) {
    TreeMap<String, String> lower = new TreeMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    String written = lower.getOrDefault("host", "");
    String asked = host != null && !host.isBlank() ? host : written;
    return new HttpRequest(
        url.tls(),
        asked.isBlank() ? url.host() : HttpUrl.withoutPort(asked.strip().toLowerCase(Locale.ROOT)),
        url.port(),
        method == null || method.isBlank() ? "GET" : method.strip().toUpperCase(Locale.ROOT),
        HttpPath.normal(url.path()),
        url.path() + (url.query().isEmpty() ? "" : "?" + url.query()),
        parameters(url.query()),
        lower,
        null);
  }

  /** The same request at another port. */
  public HttpRequest at(int other) {
    return new HttpRequest(tls, host, other, method, path, target, query, headers, client);
  }

  /** The same request from a client. */
  public HttpRequest from(Ip source) {
    return new HttpRequest(tls, host, port, method, path, target, query, headers, source);
  }

  private static List<Map.Entry<String, String>> parameters(String query) {
    List<Map.Entry<String, String>> found = new ArrayList<>();
    for (String each : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      int equals = each.indexOf('=');
      String name = equals < 0 ? each : each.substring(0, equals);
      String value = equals < 0 ? "" : each.substring(equals + 1);
      found.add(
          Map.entry(
              HttpPath.decoded(name.replace('+', ' ')), HttpPath.decoded(value.replace('+', ' '))));
    }
    return found;
  }

  /** The value of a header, by its name in lower case. */
  Optional<String> header(String name) {
    return name.equals("host") ? Optional.of(host) : Optional.ofNullable(headers.get(name));
  }

  /** Returns true if a browser asks whether it may send a request (Fetch, CORS-preflight). */
  boolean isPreflight() {
    return method.equals("OPTIONS")
        && headers.containsKey("origin")
        && headers.containsKey("access-control-request-method");
  }

  /** The value of the first parameter of a name. */
  Optional<String> parameter(String name) {
    return query.stream()
        .filter(each -> each.getKey().equals(name))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  /** {@code http} or {@code https}. */
  String scheme() {
    return tls ? "https" : "http";
  }
}
