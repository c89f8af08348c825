package dev.podlane.compile.proxy;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.net.addr.Ip;
import java.util.List;

/** The endpoints among which a node chooses for a port of a Service, told without its rules. */
public final class ChosenEndpoints {
  private ChosenEndpoints() {}

  /**
   * Those of a node (rules 49 to 51).
   *
   * @param index place of the port in {@code spec.ports}
   * @param slices those of the Service, of one family
   * @param fromInside true for packets to the cluster IP, which heed {@code internalTrafficPolicy};
   *     false for others, which are for all endpoints of the cluster
   */
  public static List<Backend> of(
      Service service, int index, List<EndpointSlice> slices, Node node, boolean fromInside) {
    Backends all = new Backends(service.ports().get(index), slices);
    ProxiedPort port = new ProxiedPort(service, index, service.ports().get(index), Ip.ANY, all);
    EndpointChoice choice = EndpointChoice.of(port, node);
    return fromInside && port.isInternalLocal() ? choice.local() : choice.cluster();
  }
}
