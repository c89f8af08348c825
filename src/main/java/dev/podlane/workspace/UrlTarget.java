package dev.podlane.workspace;

import dev.podlane.cluster.http.HttpRequest;
import dev.podlane.cluster.http.HttpUrl;
import dev.podlane.cluster.http.Proxy;
import dev.podlane.cluster.object.Assumption;
import dev.podlane.trace.Probe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A URL that a client asks for, with its host resolved.
 *
 * @param url the URL
 * @param connect the connection that the client makes
 * @param asked the request that it sends then
 * @param endpoint the endpoint that chance shall choose; null for none
 * @param proxy the proxy that the host leads to; null if it leads to none that is known
 * @param missing code of the fact without which the host cannot be resolved; null if it is
 * @param assumed decisions made where the documents leave something open
 * @param unsimulated proxies of the host that are not simulated
 */
record UrlTarget(
    HttpUrl url,
    ProbeRequest connect,
    HttpRequest asked,
    Probe.@Nullable Choice endpoint,
    @Nullable Proxy proxy,
    @Nullable String missing,
    List<Assumption> assumed,
    List<Unsimulated> unsimulated) {
  UrlTarget {
    assumed = List.copyOf(assumed);
    unsimulated = List.copyOf(unsimulated);
  }
}
