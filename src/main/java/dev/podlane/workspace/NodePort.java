package dev.podlane.workspace;

import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.net.addr.Protocol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A port of a Service that every node has.
 *
 * @param index its place in {@code spec.ports}
 */
record NodePort(Service service, int index) {
  /**
   * A port of the nodes.
   *
   * @param number 1 to 65535
   */
  record Key(Protocol protocol, int number) {}

  /** Those of all Services; the first that has a port keeps it. */
  static Map<Key, NodePort> all(List<Service> services) {
    Map<Key, NodePort> all = new HashMap<>();
    for (Service service : services) {
      List<ServicePort> ports = service.hasNodePorts() ? service.ports() : List.of();
      for (int i = 0; i < ports.size(); i++) {
        ServicePort port = ports.get(i);
        if (port.nodePort() > 0) {
          all.putIfAbsent(new Key(port.protocol(), port.nodePort()), new NodePort(service, i));
        }
      }
    }
    return all;
  }
}
