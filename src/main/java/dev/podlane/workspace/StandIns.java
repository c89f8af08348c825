package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.http.HttpObjects;
import dev.podlane.cluster.http.Ingress;
import dev.podlane.cluster.http.Proxy;
import dev.podlane.cluster.http.StandIn;
import java.util.ArrayList;
import java.util.List;

/** Proxies that are assumed once a URL is asked for. */
public final class StandIns {
  /** The largest number of proxies that are looked at: each is sought among all pods. */
  private static final int MOST = 8;

  private StandIns() {}

  /**
   * The stand-ins that URLs of a cluster may need, as its first URL would find them; none where the
   * documents hold the proxies, want none to be assumed, or name very many.
   */
  public static List<StandIn> of(Cluster cluster) {
    List<StandIn> all = new ArrayList<>();
    if (!cluster.http().standsIn() || !isFew(cluster.http())) {
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

  private static boolean isFew(HttpObjects http) {
    long classes =
        http.ingresses().stream().map(Ingress::className).distinct().limit(MOST + 1).count();
    long proxies = classes + http.ingressClasses().size() + http.gateways().size();
    return proxies > 0 && proxies <= MOST;
  }
}
