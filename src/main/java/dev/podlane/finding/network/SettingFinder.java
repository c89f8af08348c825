package dev.podlane.finding.network;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.NodeSettings;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PodNetworkKind;
import dev.podlane.cluster.service.EndpointSlice;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Scene;
import dev.podlane.net.addr.Protocol;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds settings of all nodes that keep packets from arriving. */
public final class SettingFinder implements Finder {
  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    ClusterNetwork network = scene.cluster().network();
    NodeSettings nodes = network.nodes();
    masquerades(scene, found);
    if (!network.isWritten()) {
      return;
    }
    Pairs pairs = new Pairs(scene);
    if (nodes.forwardDrop()) {
      tell(
          scene,
          Kind.NETWORK_FORWARD_DROP,
          "spec.forwardPolicy",
          "ACCEPT",
          "DROP",
          "iptables -S FORWARD",
          pairs.to(null),
          Json.of("ACCEPT"),
          found);
    }
    if (!nodes.bridgeNfCall()) {
      tell(
          scene,
          Kind.NETWORK_BRIDGE_NF,
          "spec.bridgeNfCall",
          "1",
          "0",
          "sysctl net.bridge.bridge-nf-call-iptables",
          sameNode(scene),
          "1",
          found);
    }
    if (!nodes.hairpin()) {
      tell(
          scene,
          Kind.NETWORK_HAIRPIN,
          "spec.hairpin",
          "true",
          "false",
          "bridge -d link show",
          itself(scene),
          "true",
          found);
    }
  }

  /** The plugin bridge takes whatever is outside the node's own block for the outside. */
  private static void masquerades(Scene scene, Consumer<Finding> found) {
    ClusterNetwork network = scene.cluster().network();
    long nodes =
        scene.cluster().pods().stream()
            .filter(pod -> pod.hasNetwork() && !pod.hostNetwork())
            .map(pod -> "" + pod.nodeName())
            .distinct()
            .limit(2)
            .count();
    if (network.podNetwork() == PodNetworkKind.CNI_BRIDGE
        && network.nodes().masquerade()
        && nodes > 1) {
      String path = "spec.masquerade";
      String kind = network.podNetwork().text();
      Command command =
          Command.on(scene.cluster().nodes().get(0).name(), "iptables -t nat -S POSTROUTING");
      Finding finding =
          scene.finding(
              Kind.NETWORK_MASQUERADED, network.ref(), path, "false", "true", command, kind);
      found.accept(network.isWritten() ? finding.mendedBy(network.ref(), path, "false") : finding);
    }
  }

  /** A setting without a probe that shows its harm may be meant. */
  private static void tell(
      Scene scene,
      Kind kind,
      String path,
      String expected,
      String actual,
      String command,
      @Nullable Probing probe,
      String json,
      Consumer<Finding> found) {
    if (probe != null) {
      String node = scene.cluster().nodes().get(0).name();
      ClusterNetwork network = scene.cluster().network();
      found.accept(
          scene
              .finding(kind, network.ref(), path, expected, actual, Command.on(node, command))
              .shownBy(probe)
              .mendedBy(network.ref(), path, json));
    }
  }

  /** A pod that asks for a Service and gets an endpoint on its own node. */
  private static @Nullable Probing sameNode(Scene scene) {
    for (Service service : scene.cluster().services().all()) {
      ServicePort port = service.ports().isEmpty() ? null : service.ports().get(0);
      if (port == null || port.protocol() != Protocol.TCP || !service.isProxied()) {
        continue;
      }
      for (EndpointSlice slice : scene.slices(service)) {
        for (EndpointSlice.Endpoint each : slice.endpoints()) {
          Pod to = scene.pod(each.pod());
          Pod from =
              to == null || to.hostNetwork()
                  ? null
                  : scene
                      .clients()
                      .pod(
                          to.namespace(),
                          pod ->
                              !pod.ref().equals(to.ref())
                                  && Objects.equals(pod.nodeName(), to.nodeName()))
                      .orElse(null);
          if (from != null && to != null && each.ready()) {
            return Probing.tcp(from.ref().path(), "svc:" + service.ref().path(), port.port())
                .to(to.ref().path());
          }
        }
      }
    }
    return null;
  }

  /** A pod that asks for a Service and gets itself. */
  private static @Nullable Probing itself(Scene scene) {
    for (Service service : scene.cluster().services().all()) {
      ServicePort port = service.ports().isEmpty() ? null : service.ports().get(0);
      if (port == null || port.protocol() != Protocol.TCP || !service.isProxied()) {
        continue;
      }
      for (EndpointSlice slice : scene.slices(service)) {
        for (EndpointSlice.Endpoint each : slice.endpoints()) {
          Pod pod = scene.pod(each.pod());
          if (pod != null && !pod.hostNetwork() && each.ready()) {
            return Probing.tcp(pod.ref().path(), "svc:" + service.ref().path(), port.port())
                .to(pod.ref().path());
          }
        }
      }
    }
    return null;
  }
}
