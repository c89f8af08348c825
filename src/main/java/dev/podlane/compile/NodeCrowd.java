package dev.podlane.compile;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.ns.Crowd;
import dev.podlane.net.ns.MacPlan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The nodes on their segment. */
final class NodeCrowd implements Crowd {
  private final PlannedNodes planned;
  private final Map<Ip, List<String>> owners;
  private final Map<String, Integer> byPort = new HashMap<>();

  /**
   * The nodes of a plan.
   *
   * @param owners names of the nodes that have an address, others among them
   */
  NodeCrowd(PlannedNodes planned, Map<Ip, List<String>> owners) {
    this.planned = planned;
    this.owners = owners;
    for (int node = 0; node < planned.plan().nodes().size(); node++) {
      byPort.put(planned.nic(node).port().device(), node);
    }
  }

  @Override
  public int size() {
    return byPort.size();
  }

  @Override
  public Optional<String> station(String port) {
    return Optional.ofNullable(byPort.get(port))
        .map(node -> planned.plan().nodes().get(node).node().name());
  }

  @Override
  public Optional<String> port(String station) {
    int node = planned.plan().node(station);
    return node < 0 ? Optional.empty() : Optional.of(planned.nic(node).port().device());
  }

  @Override
  public Collection<String> having(Ip address) {
    List<String> ports = new ArrayList<>();
    owners.getOrDefault(address, List.of()).forEach(name -> port(name).ifPresent(ports::add));
    return ports;
  }

  @Override
  public Collection<String> having(Mac mac) {
    List<String> ports = new ArrayList<>();
    byPort.forEach(
        (port, node) -> {
          if (MacPlan.inner(planned.nic(node).identity()).equals(mac)) {
            ports.add(port);
          }
        });
    return ports;
  }
}
