package dev.podlane.time.control;

import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.taint.ZoneRates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Gives unreachable nodes their taint NoExecute, in each zone no faster than its rate allows, and
 * to none if all zones are silent (rule 284; handleDisruption and doNoExecuteTaintingPass in
 * pkg/controller/nodelifecycle/node_lifecycle_controller.go).
 */
final class ZoneTaints {
  /** Labels that name a node's zone (GetZoneKey in component-helpers/node/topology). */
  private static final String REGION = "topology.kubernetes.io/region";

  private static final String ZONE = "topology.kubernetes.io/zone";

  private final ApiServer server;

  ZoneTaints(ApiServer server) {
    this.server = server;
  }

  /** Taints those whose turn it is now, and comes back for the others. */
  void taint() {
    SortedMap<String, List<NodeState>> zones = new TreeMap<>();
    for (NodeState each : server.nodes().values()) {
      zones.computeIfAbsent(zone(each), any -> new ArrayList<>()).add(each);
    }
    SortedMap<String, ZoneRates.Zone> counts = new TreeMap<>();
    zones.forEach((zone, nodes) -> counts.put(zone, count(nodes)));
    SortedMap<String, Double> rates = ZoneRates.DEFAULT.rates(counts);
    if (ZoneRates.DEFAULT.areAllLost(counts.values())) {
      zones.values().forEach(this::spare);
      return;
    }
    zones.forEach((zone, nodes) -> taint(nodes, rates.getOrDefault(zone, 0.0)));
  }

  private static String zone(NodeState node) {
    Map<String, String> labels = node.node().labels();
    return labels.getOrDefault(REGION, "") + ":" + labels.getOrDefault(ZONE, "");
  }

  private static ZoneRates.Zone count(List<NodeState> nodes) {
    int ready = (int) nodes.stream().filter(each -> each.node().ready()).count();
    return new ZoneRates.Zone(ready, nodes.size() - ready);
  }

  private void spare(List<NodeState> nodes) {
    for (NodeState each : nodes) {
      if (each.isExpelling()) {
        server.write(each.sparing());
        server.tell(Actor.NODE_LIFECYCLE, "", each.node().ref(), 284, "node.spared");
      }
    }
  }

  private void taint(List<NodeState> nodes, double rate) {
    Duration now = Duration.ofMillis(server.now());
    Duration last =
        nodes.stream()
            .filter(each -> each.expelledAt() != ContainerRun.NEVER)
            .map(each -> Duration.ofMillis(each.expelledAt()))
            .max(Comparator.naturalOrder())
            .orElse(null);
    List<NodeState> waiting =
        nodes.stream()
            .filter(each -> each.isUnreachable() && !each.isExpelling())
            .sorted(
                Comparator.comparingLong(NodeState::unreachableAt)
                    .thenComparing(each -> each.node().name()))
            .toList();
    for (NodeState each : waiting) {
      Optional<Duration> next = ZoneRates.next(rate, last, now);
      if (next.isEmpty() || next.get().compareTo(now) > 0) {
        next.ifPresent(at -> server.wake(Actor.NODE_LIFECYCLE, NodeLifecycle.ZONES, at.toMillis()));
        return;
      }
      server.write(each.expelling(server.now()));
      server.tell(Actor.NODE_LIFECYCLE, "", each.node().ref(), 284, "node.expelled");
      last = now;
    }
  }
}
