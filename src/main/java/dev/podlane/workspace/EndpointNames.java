package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.Services;
import dev.podlane.trace.Probe;
import dev.podlane.workspace.TargetException.Why;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks the endpoint that a probe wants chosen. */
final class EndpointNames {
  private static final int MOST = 5;

  private EndpointNames() {}

  /**
   * Makes sure that the wanted endpoint is one of the Service that the probe is sent to, or at
   * least a pod or a node: a pod that is no endpoint now, as it is not ready, may be one after an
   * edit, and cannot be chosen meanwhile. Where a name or a URL leads to is not known yet, and
   * nothing is checked.
   *
   * @param text the endpoint as it was written; null for none
   * @throws TargetException if it is none
   */
  static void require(Directory directory, Probe probe, @Nullable String text) {
    Optional<Cluster> cluster = directory.cluster();
    Probe.Choice choice = probe.choice();
    if (text == null
        || choice == null
        || cluster.isEmpty()
        || !directory.owners(choice.address()).isEmpty()) {
      return;
    }
    Services services = cluster.get().services();
    Service service = asked(cluster.get(), probe).orElse(null);
    if (service == null) {
      return;
    }
    List<EndpointSlice.Endpoint> all =
        services.slices(service).stream().flatMap(slice -> slice.endpoints().stream()).toList();
    if (all.stream().anyMatch(each -> each.addresses().contains(choice.address()))) {
      return;
    }
    List<String> names =
        all.stream()
            .map(each -> each.pod().isEmpty() ? each.addresses().toString() : each.pod())
            .limit(MOST)
            .toList();
    throw new TargetException(
        names.isEmpty() ? Why.NO_ENDPOINTS : Why.NO_ENDPOINT, "endpoint", text, names);
  }

  private static Optional<Service> asked(Cluster cluster, Probe probe) {
    Optional<Service> front =
        cluster.services().at(probe.destination()).stream()
            .map(Services.Front::service)
            .filter(service -> ProxiedServices.isSimulated(cluster, service))
            .findFirst();
    boolean isNode =
        cluster.nodes().stream().anyMatch(node -> probe.destination().equals(node.internalIp()));
    return front.isPresent() || !isNode
        ? front
        : cluster.services().atNodePort(probe.protocol(), probe.port());
  }
}
