package dev.podlane.finding.network;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Mend;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Scene;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteDecision;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds routes of nodes to the pods of other nodes that commands have taken away or changed:
 * packets do not come back, or do not pass {@code rp_filter}.
 */
public final class ChangedRouteFinder implements Finder {
  /** Other nodes that are looked at. */
  private static final int MOST_NODES = 256;

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    for (String name : scene.changed()) {
      Node node = scene.node(name);
      NetworkNamespace now = scene.network().namespace(name).orElse(null);
      NetworkNamespace before = scene.compiled().namespace(name).orElse(null);
      if (node != null && now != null && before != null) {
        node(scene, node, before, now, found);
      }
    }
  }

  private static void node(
      Scene scene,
      Node node,
      NetworkNamespace before,
      NetworkNamespace now,
      Consumer<Finding> found) {
    Pairs pairs = new Pairs(scene);
    Pod to = pairs.on(node.name());
    scene.cluster().nodes().stream()
        .filter(each -> !each.name().equals(node.name()) && each.podCidr() != null)
        .limit(MOST_NODES)
        .forEach(
            other -> {
              Pod from = pairs.on(other.name());
              Ip address = from == null ? null : from.podIp();
              boolean right =
                  address == null
                      || way(before, address).equals(way(now, address))
                      || !(before.routes().lookup(address) instanceof RouteDecision.Unicast);
              if (from != null && to != null && address != null && !right) {
                found.accept(finding(scene, node, before, now, from, to, address));
              }
            });
  }

  private static String way(NetworkNamespace namespace, Ip address) {
    return namespace.routes().lookup(address) instanceof RouteDecision.Unicast way
        ? way.nextHop() + " dev " + way.device()
        : "–";
  }

  private static Finding finding(
      Scene scene,
      Node node,
      NetworkNamespace before,
      NetworkNamespace now,
      Pod from,
      Pod to,
      Ip address) {
    RouteDecision.Unicast right = (RouteDecision.Unicast) before.routes().lookup(address);
    boolean strict =
        now.sysctls().maxOf("rp_filter", right.device()) == 1
            && now.routes().lookup(address) instanceof RouteDecision.Unicast other
            && !other.device().equals(right.device());
    Route row = right.row();
    String via = row.via() == null ? "" : " via " + row.via();
    String text =
        row.destination() + via + " dev " + right.device() + (row.onlink() ? " onlink" : "");
    return scene
        .finding(
            strict ? Kind.NODE_REVERSE_PATH : Kind.NODE_ROUTE,
            node.ref(),
            "ip route " + row.destination(),
            way(before, address),
            way(now, address),
            Command.on(node.name(), "ip route get " + address),
            "" + from.nodeName(),
            right.device())
        .shownBy(Pairs.between(from, to))
        .mendedBy(new Mend.Commands(node.name(), List.of("ip route replace " + text)));
  }
}
