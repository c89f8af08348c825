package dev.podlane.web.api.view.topology;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.service.Service;
import dev.podlane.net.addr.Ip;
import dev.podlane.web.api.view.TopologyView.ServiceView;
import java.util.List;
import java.util.Optional;

/** Makes the views of Services that have an address of the cluster. */
final class ServicePlates {
  /** The number of Services that are told; further ones would not be drawn. */
  private static final int MOST = 50;

  private ServicePlates() {}

  /** The first Services of a cluster, in the order of the documents. */
  static List<ServiceView> of(Optional<Cluster> cluster) {
    return cluster.stream()
        .flatMap(each -> each.services().all().stream())
        .filter(service -> !service.clusterIps().isEmpty())
        .limit(MOST)
        .map(ServicePlates::view)
        .toList();
  }

  private static ServiceView view(Service service) {
    return new ServiceView(
        service.ref().namespace(),
        service.ref().name(),
        service.type().text(),
        service.clusterIps().stream().map(Ip::toString).toList(),
        service.ports().stream().map(port -> port.port() + "/" + port.protocol()).toList());
  }
}
