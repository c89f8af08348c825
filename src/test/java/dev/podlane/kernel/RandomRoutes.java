package dev.podlane.kernel;

import java.util.List;
import java.util.Map;

/** Routes of a random network, most of them right. */
final class RandomRoutes {
  private final RandomNetwork network;
  private final int lans;
  private final List<NotationBuilder.Station> routers;
  private final List<NotationBuilder.Node> nodes;

  RandomRoutes(
      RandomNetwork network,
      int lans,
      List<NotationBuilder.Station> routers,
      List<NotationBuilder.Node> nodes) {
    this.network = network;
    this.lans = lans;
    this.routers = routers;
    this.nodes = nodes;
  }

  void of(NotationBuilder.Station router) {
    for (int lan = 0; lan < lans; lan++) {
      if (!router.addresses().containsKey(lan) && network.often()) {
        towards(router, lan, "10." + (lan + 1) + ".0.0/24");
      }
    }
    for (NotationBuilder.Node node : nodes) {
      String direct = node.station().at(node.lan());
      if (!router.addresses().containsKey(node.lan())) {
        towards(router, node.lan(), node.pods());
      } else if (network.often()) {
        routeOrWorse(router, node.pods(), direct);
      }
    }
  }

  /** By another router that is on that LAN. */
  private void towards(NotationBuilder.Station router, int lan, String destination) {
    for (NotationBuilder.Station other : routers) {
      for (Map.Entry<Integer, String> common : other.addresses().entrySet()) {
        boolean isWay =
            !other.equals(router)
                && other.addresses().containsKey(lan)
                && router.addresses().containsKey(common.getKey());
        if (isWay && network.random().nextBoolean()) {
          routeOrWorse(router, destination, common.getValue());
          return;
        }
      }
    }
  }

  /** As kubenet's or flannel's host-gw routes: straight to the other node. */
  void directly(NotationBuilder.Node node) {
    for (NotationBuilder.Node other : nodes) {
      if (!other.equals(node) && other.lan() == node.lan() && network.random().nextInt(3) == 0) {
        routeOrWorse(node.station(), other.pods(), other.station().at(other.lan()));
      }
    }
  }

  private void routeOrWorse(NotationBuilder.Station station, String destination, String gateway) {
    if (network.seldom(RandomNetwork.Feature.ROUTES)) {
      String type = network.any(List.of("blackhole", "unreachable", "prohibit", "throw"));
      network.route(station.name(), type + " " + destination);
    } else if (network.seldom(RandomNetwork.Feature.ROUTES)) {
      // Wrong: whoever that is, or nobody.
      int lan = network.any(List.copyOf(station.addresses().keySet()));
      network.route(
          station.name(),
          destination + " via 10." + (lan + 1) + ".0." + (1 + network.random().nextInt(12)));
    } else {
      String metric =
          network.seldom(RandomNetwork.Feature.ROUTES)
              ? " metric " + (1 + network.random().nextInt(3))
              : "";
      network.route(station.name(), destination + " via " + gateway + metric);
    }
    if (network.seldom(RandomNetwork.Feature.ROUTES)) {
      network.route(station.name(), "unreachable " + destination + " metric 2");
    }
  }
}
