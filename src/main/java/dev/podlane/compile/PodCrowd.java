package dev.podlane.compile;

import dev.podlane.cluster.object.Pod;
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
import java.util.function.IntPredicate;

/** The pods on the bridge of their node. */
final class PodCrowd implements Crowd {
  private final PlannedNodes planned;
  private final int first;
  private final List<Pod> pods;
  private final List<NodePlan.Port> ports;
  private final Map<String, Integer> byPort = new HashMap<>();

  PodCrowd(PlannedNodes planned, int node) {
    this.planned = planned;
    this.first = planned.plan().ofNode(node) + 1;
    this.pods = planned.plan().nodes().get(node).pods();
    this.ports = planned.ports(node);
    for (int number = 0; number < ports.size(); number++) {
      byPort.put(ports.get(number).name(), number);
    }
  }

  @Override
  public int size() {
    return pods.size();
  }

  @Override
  public Optional<String> station(String port) {
    return Optional.ofNullable(byPort.get(port)).map(number -> pods.get(number).ref().path());
  }

  @Override
  public Optional<String> port(String station) {
    int number = planned.plan().number(station) - first;
    return number < 0 || number >= pods.size()
        ? Optional.empty()
        : Optional.of(ports.get(number).name());
  }

  @Override
  public Collection<String> having(Ip address) {
    return ports(number -> address.equals(pods.get(number).podIp()));
  }

  @Override
  public Collection<String> having(Mac mac) {
    return ports(number -> MacPlan.inner(planned.identity(first + number)).equals(mac));
  }

  private Collection<String> ports(IntPredicate wanted) {
    List<String> found = new ArrayList<>();
    for (int number = 0; number < pods.size(); number++) {
      if (wanted.test(number)) {
        found.add(ports.get(number).name());
      }
    }
    return found;
  }
}
