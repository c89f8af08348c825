package dev.podlane.finding.network;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.GatewayRoute;
import dev.podlane.cluster.object.Node;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.scene.Appended;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Scene;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds blocks of pods to which the written routes of the gateway do not lead. */
public final class GatewayRouteFinder implements Finder {
  private static final String PATH = "spec.gatewayRoutes";

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    ClusterNetwork network = scene.cluster().network();
    List<GatewayRoute> routes = network.gatewayRoutes();
    if (routes == null || !network.podNetwork().isRoutedByGateway()) {
      return;
    }
    Pairs pairs = new Pairs(scene);
    for (Node node : scene.cluster().nodes()) {
      Prefix block = node.podCidr();
      Ip via = node.internalIp();
      GatewayRoute route = block == null ? null : best(routes, block);
      boolean right = route != null && via != null && via.equals(route.via());
      if (block == null || via == null || right) {
        continue;
      }
      String text = "%s via %s".formatted(block, via);
      String place = route == null ? PATH : PATH + "[" + routes.indexOf(route) + "]";
      boolean same = route != null && route.destination().equals(block);
      Appended added = Appended.of(scene.tree(network.ref()), PATH, text);
      found.accept(
          scene
              .finding(
                  Kind.GATEWAY_ROUTE,
                  network.ref(),
                  same ? place : PATH + "/" + node.name(),
                  text,
                  route == null
                      ? "–"
                      : route.type().text() + " " + route.destination() + via(route),
                  Command.on("gateway", "ip route get " + block.network().plus(1)))
              .shownBy(pairs.to(node.name()))
              .mendedBy(
                  network.ref(), same ? place : added.path(), same ? Json.of(text) : added.json()));
    }
  }

  private static String via(GatewayRoute route) {
    return route.via() == null ? "" : " via " + route.via();
  }

  private static @Nullable GatewayRoute best(List<GatewayRoute> routes, Prefix block) {
    return routes.stream()
        .filter(each -> each.destination().contains(block))
        .max(
            Comparator.comparing((GatewayRoute each) -> each.destination().length())
                .thenComparing(each -> -each.metric()))
        .orElse(null);
  }
}
