package dev.podlane.finding.network;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Scene;
import dev.podlane.finding.scene.Trees;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Finds networks and blocks that overlap, or that do not belong together. */
public final class AddressPlanFinder implements Finder {
  private static final Command NODES =
      Command.kubectl(
          "get nodes -o"
              + " custom-columns=NODE:.metadata.name,POD_CIDR:.spec.podCIDR,ADDRESSES:.status.addresses[*].address");

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    ClusterNetwork network = scene.cluster().network();
    if (network.isWritten()) {
      overlaps(scene, network, found);
      proxy(scene, network, found);
    }
    blocks(scene, network, found);
    if (network.podNetwork().hasOneBlock()) {
      Probing probe = new Pairs(scene).to(null);
      if (probe != null) {
        found.accept(
            scene
                .finding(
                    Kind.NETWORK_ONE_BLOCK,
                    network.ref(),
                    "spec.podNetwork",
                    "bridge",
                    network.podNetwork().text(),
                    Command.on(scene.cluster().nodes().get(0).name(), "ip addr show docker0"))
                .shownBy(null));
      }
    }
  }

  private static void overlaps(Scene scene, ClusterNetwork network, Consumer<Finding> found) {
    Prefix pods = network.podCidr();
    Prefix nodes = network.nodeCidr();
    Prefix services = network.serviceCidr();
    if (!network.podNetwork().isInNodeNetwork() && pods.overlaps(nodes)) {
      found.accept(overlap(scene, Kind.NETWORK_PODS_NODES, "spec.podCIDR", nodes, pods));
    }
    if (pods.overlaps(services)) {
      found.accept(overlap(scene, Kind.NETWORK_PODS_SERVICES, "spec.serviceCIDR", pods, services));
    }
    if (nodes.overlaps(services)) {
      found.accept(
          overlap(scene, Kind.NETWORK_NODES_SERVICES, "spec.serviceCIDR", nodes, services));
    }
  }

  private static Finding overlap(Scene scene, Kind kind, String path, Prefix other, Prefix own) {
    return scene.finding(
        kind,
        scene.cluster().network().ref(),
        path,
        "",
        own.toString(),
        Command.kubectl("cluster-info dump | grep -m 3 -E 'cluster-cidr|service-cluster-ip-range'"),
        other.toString());
  }

  /** Blocks in rising order: one that overlaps an earlier one overlaps the furthest. */
  private static void blocks(Scene scene, ClusterNetwork network, Consumer<Finding> found) {
    TreeMap<Prefix, Node> sorted = new TreeMap<>();
    Map<Ip, Node> addresses = new HashMap<>();
    boolean one = network.podNetwork().hasOneBlock();
    for (Node node : scene.cluster().nodes()) {
      Prefix block = node.podCidr();
      boolean written = Trees.at(scene.tree(node.ref()), "spec.podCIDR") != null;
      if (block != null && written && !one) {
        Node same = sorted.putIfAbsent(block, node);
        if (same != null) {
          found.accept(overlap(scene, node, block, same, block));
        } else if (network.isWritten() && !network.podCidr().contains(block)) {
          found.accept(
              scene
                  .finding(
                      Kind.NODE_BLOCK_FOREIGN,
                      node.ref(),
                      "spec.podCIDR",
                      network.podCidr().toString(),
                      block.toString(),
                      NODES)
                  .mendedBy(node.ref(), "spec.podCIDR", null));
        }
      }
      Ip ip = node.internalIp();
      Node other = ip == null ? null : addresses.putIfAbsent(ip, node);
      if (other != null) {
        found.accept(
            scene.finding(
                Kind.NODE_ADDRESS_TWICE,
                node.ref(),
                "status.addresses",
                "",
                "" + ip,
                NODES,
                other.name()));
      } else if (ip != null && network.isWritten() && !network.nodeCidr().contains(ip)) {
        found.accept(
            scene.finding(
                Kind.NODE_ADDRESS_FOREIGN,
                node.ref(),
                "status.addresses",
                network.nodeCidr().toString(),
                ip.toString(),
                NODES));
      }
      if (!node.ready() && !node.assumed()) {
        found.accept(
            scene.finding(
                Kind.NODE_NOT_READY,
                node.ref(),
                "status.conditions",
                "True",
                "False",
                Command.kubectl("describe node " + node.name())));
      }
    }
    Map.Entry<Prefix, Node> furthest = null;
    for (Map.Entry<Prefix, Node> each : sorted.entrySet()) {
      if (furthest != null && furthest.getKey().overlaps(each.getKey())) {
        found.accept(
            overlap(scene, each.getValue(), each.getKey(), furthest.getValue(), furthest.getKey()));
      }
      if (furthest == null || each.getKey().last().compareTo(furthest.getKey().last()) > 0) {
        furthest = each;
      }
    }
  }

  private static Finding overlap(Scene scene, Node node, Prefix block, Node other, Prefix its) {
    return scene
        .finding(
            Kind.NODE_BLOCKS,
            node.ref(),
            "spec.podCIDR",
            "",
            block.toString(),
            NODES,
            other.name(),
            its.toString())
        .mendedBy(node.ref(), "spec.podCIDR", null);
  }

  private static void proxy(Scene scene, ClusterNetwork network, Consumer<Finding> found) {
    KubeProxy proxy = network.proxy();
    List<Prefix> own = proxy.clusterCidrs().stream().filter(each -> each.network().isV4()).toList();
    boolean foreign =
        scene.cluster().nodes().stream()
            .map(Node::podCidr)
            .filter(Objects::nonNull)
            .anyMatch(block -> own.stream().noneMatch(each -> each.contains(block)));
    boolean usual = own.equals(List.of(network.podCidr()));
    if (!own.isEmpty() && !usual && foreign && !network.podNetwork().hasOwnBlocks()) {
      found.accept(
          scene
              .finding(
                  Kind.PROXY_CLUSTER_CIDR,
                  network.ref(),
                  "spec.clusterCIDRs",
                  network.podCidr().toString(),
                  own.get(0).toString(),
                  Command.kubectl("-n kube-system get configmap kube-proxy -o yaml"))
              .mendedBy(
                  network.ref(),
                  "spec.clusterCIDRs",
                  Json.of(List.of(network.podCidr().toString()))));
    }
    nodePorts(scene, network, proxy, found);
  }

  private static void nodePorts(
      Scene scene, ClusterNetwork network, KubeProxy proxy, Consumer<Finding> found) {
    List<Prefix> blocks = proxy.nodePorts().blocks();
    boolean open =
        proxy.nodePorts().primary()
            || scene.cluster().nodes().stream()
                .map(Node::internalIp)
                .filter(Objects::nonNull)
                .anyMatch(ip -> blocks.stream().anyMatch(each -> each.contains(ip)));
    if (open) {
      return;
    }
    for (Service service : scene.cluster().services().all()) {
      for (ServicePort port : service.hasNodePorts() ? service.ports() : List.<ServicePort>of()) {
        if (port.nodePort() > 0 && port.protocol() == Protocol.TCP) {
          String node = scene.cluster().nodes().get(0).name();
          found.accept(
              scene
                  .finding(
                      Kind.PROXY_NODE_PORTS,
                      network.ref(),
                      "spec.nodePortAddresses",
                      "primary",
                      blocks.toString(),
                      Command.on(node, "ip -4 addr"),
                      service.ref().path())
                  .shownBy(Probing.tcp(Probing.OUTSIDE, "node:" + node, port.nodePort()))
                  .mendedBy(network.ref(), "spec.nodePortAddresses", null));
          return;
        }
      }
    }
  }
}
