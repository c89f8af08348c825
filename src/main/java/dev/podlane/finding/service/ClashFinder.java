package dev.podlane.finding.service;

import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Scene;
import dev.podlane.finding.scene.Trees;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Finds addresses and node ports of Services that two have, or that no cluster gives. */
public final class ClashFinder implements Finder {
  private static final int FIRST_NODE_PORT = 30_000;
  private static final int LAST_NODE_PORT = 32_767;
  private static final String CLUSTER_IP = "spec.clusterIP";

  private static final Command ADDRESSES =
      Command.kubectl("get services -A -o wide --sort-by=.spec.clusterIP");

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    Map<Ip, Service> byAddress = new HashMap<>();
    Map<String, Service> byPort = new HashMap<>();
    Prefix range = scene.cluster().network().serviceCidr();
    for (Service service : scene.cluster().services().all()) {
      for (Ip address : service.clusterIps()) {
        Service other = byAddress.putIfAbsent(address, service);
        boolean written = Trees.at(scene.tree(service.ref()), CLUSTER_IP) != null;
        if (other != null) {
          found.accept(
              scene
                  .finding(
                      Kind.SERVICE_ADDRESS_TWICE,
                      service.ref(),
                      CLUSTER_IP,
                      "",
                      address.toString(),
                      ADDRESSES,
                      other.ref().path())
                  .mendedBy(service.ref(), CLUSTER_IP, null));
        } else if (written && address.isV4() && !range.contains(address)) {
          found.accept(
              scene
                  .finding(
                      Kind.SERVICE_ADDRESS_FOREIGN,
                      service.ref(),
                      CLUSTER_IP,
                      range.toString(),
                      address.toString(),
                      Command.kubectl("get servicecidrs"))
                  .mendedBy(service.ref(), CLUSTER_IP, null));
        }
      }
      ports(scene, service, byPort, found);
    }
  }

  private static void ports(
      Scene scene, Service service, Map<String, Service> byPort, Consumer<Finding> found) {
    for (int i = 0; i < service.ports().size() && service.hasNodePorts(); i++) {
      ServicePort port = service.ports().get(i);
      String path = ServiceWords.path(i, "nodePort");
      if (port.nodePort() == 0 || Trees.at(scene.tree(service.ref()), path) == null) {
        continue;
      }
      Service other = byPort.putIfAbsent(port.protocol() + "/" + port.nodePort(), service);
      if (other != null) {
        found.accept(
            scene
                .finding(
                    Kind.SERVICE_NODE_PORT_TWICE,
                    service.ref(),
                    path,
                    "",
                    "" + port.nodePort(),
                    Command.kubectl("get services -A -o wide"),
                    other.ref().path())
                .mendedBy(service.ref(), path, null));
      } else if (port.nodePort() < FIRST_NODE_PORT || port.nodePort() > LAST_NODE_PORT) {
        found.accept(
            scene
                .finding(
                    Kind.SERVICE_NODE_PORT_RANGE,
                    service.ref(),
                    path,
                    FIRST_NODE_PORT + "-" + LAST_NODE_PORT,
                    "" + port.nodePort(),
                    Command.kubectl("-n kube-system get pods -l component=kube-apiserver -o yaml"))
                .mendedBy(service.ref(), path, null));
      }
    }
  }
}
