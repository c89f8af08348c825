package dev.podlane.finding.network;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Mend;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Scene;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Table;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.RouteDecision;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds what commands have changed on nodes and the gateway for the worse. Only network namespaces
 * in which commands were given are looked at: the others are as the compiler makes them.
 */
public final class ChangedNodeFinder implements Finder {
  private static final String FORWARD = "FORWARD";
  private static final String IP_FORWARD = "net.ipv4.ip_forward";

  /** Octets of the headers of IP and ICMP. */
  private static final int HEADERS = 28;

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    Pairs pairs = null;
    for (String name : scene.changed()) {
      Node node = scene.node(name);
      NetworkNamespace now = scene.network().namespace(name).orElse(null);
      NetworkNamespace before = scene.compiled().namespace(name).orElse(null);
      if (now == null || before == null) {
        continue;
      }
      pairs = pairs == null ? new Pairs(scene) : pairs;
      if (node != null) {
        node(scene, node, before, now, pairs, found);
      } else if (name.equals("gateway")) {
        gateway(scene, now, pairs, found);
      }
    }
  }

  private static void node(
      Scene scene,
      Node node,
      NetworkNamespace before,
      NetworkNamespace now,
      Pairs pairs,
      Consumer<Finding> found) {
    Probing probe = pairs.to(node.name());
    if (now.sysctls().number(IP_FORWARD, 0) == 0 && before.sysctls().number(IP_FORWARD, 0) == 1) {
      found.accept(
          finding(
              scene,
              Kind.NODE_FORWARDING,
              node.ref(),
              IP_FORWARD,
              "1",
              "0",
              Command.on(node.name(), "sysctl " + IP_FORWARD),
              probe,
              new Mend.Commands(node.name(), List.of("sysctl -w " + IP_FORWARD + "=1"))));
    }
    if (isDropping(now) && !isDropping(before)) {
      found.accept(
          finding(
              scene,
              Kind.NODE_FORWARD_DROP,
              node.ref(),
              "iptables FORWARD",
              "ACCEPT",
              "DROP",
              Command.on(node.name(), "iptables -S FORWARD"),
              probe,
              new Mend.Commands(node.name(), List.of("iptables -P FORWARD ACCEPT"))));
    }
    for (Device device : before.devices().values()) {
      Device changed = now.device(device.name()).orElse(null);
      if (changed == null || changed.mtu() >= device.mtu() || device.name().equals("lo")) {
        continue;
      }
      Probing large =
          probe == null
              ? null
              : Probing.large(probe.from(), probe.to(), smallest(before) - HEADERS);
      found.accept(
          finding(
              scene,
              Kind.NODE_MTU,
              node.ref(),
              "mtu " + device.name(),
              "" + device.mtu(),
              "" + changed.mtu(),
              Command.on(node.name(), "ip link show " + device.name()),
              large,
              new Mend.Commands(
                  node.name(),
                  List.of("ip link set dev %s mtu %d".formatted(device.name(), device.mtu())))));
    }
  }

  private static int smallest(NetworkNamespace node) {
    return node.devices().values().stream()
        .filter(each -> !each.name().equals("lo"))
        .mapToInt(Device::mtu)
        .min()
        .orElse(1_500);
  }

  private static boolean isDropping(NetworkNamespace namespace) {
    return namespace
        .ruleset()
        .table(Table.Kind.FILTER)
        .map(table -> table.chains().get(FORWARD))
        .map(Chain::policy)
        .filter(policy -> policy == Chain.Policy.DROP)
        .isPresent();
  }

  private static Finding finding(
      Scene scene,
      Kind kind,
      ObjectRef object,
      String path,
      String expected,
      String actual,
      Command command,
      @Nullable Probing probe,
      Mend mend) {
    return scene
        .finding(kind, object, path, expected, actual, command)
        .shownBy(probe)
        .mendedBy(mend);
  }

  private static void gateway(
      Scene scene, NetworkNamespace gateway, Pairs pairs, Consumer<Finding> found) {
    ClusterNetwork network = scene.cluster().network();
    if (!network.podNetwork().isRoutedByGateway() || network.gatewayRoutes() != null) {
      return;
    }
    for (Node node : scene.cluster().nodes()) {
      Ip via = node.internalIp();
      if (node.podCidr() == null || via == null) {
        continue;
      }
      Ip address = node.podCidr().network().plus(1);
      Ip hop =
          gateway.routes().lookup(address) instanceof RouteDecision.Unicast way
              ? way.nextHop()
              : null;
      if (!via.equals(hop)) {
        String route = "%s via %s".formatted(node.podCidr(), via);
        found.accept(
            finding(
                scene,
                Kind.GATEWAY_ROUTE,
                node.ref(),
                "spec.podCIDR",
                route,
                hop == null ? "–" : "via " + hop,
                Command.on("gateway", "ip route get " + address),
                pairs.to(node.name()),
                new Mend.Commands("gateway", List.of("ip route replace " + route))));
      }
    }
  }
}
