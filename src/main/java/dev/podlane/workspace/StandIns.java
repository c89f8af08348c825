package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.http.Proxy;
import dev.podlane.cluster.http.StandIn;
import java.util.ArrayList;
import java.util.List;

/** Proxies that are assumed once a URL is asked for. */
public final class StandIns {
  private StandIns() {}

  /**
   * The stand-ins that URLs of a cluster may need, as its first URL would find them; none where the
   * documents hold the proxies, or want none to be assumed.
   */
  public static List<StandIn> of(Cluster cluster) {
    List<StandIn> all = new ArrayList<>();
    if (!cluster.http().standsIn()) {
      return all;
    }
    for (Proxy proxy : Urls.routing(cluster).proxies()) {
      if (proxy.isMissing() && !proxy.outside()) {
        StandIn.of(
                proxy,
                cluster.nodes(),
                cluster.pods(),
                cluster.services(),
                cluster.network(),
                List.copyOf(all))
            .ifPresent(all::add);
      }
    }
    return all;
  }
}
