package dev.podlane.finding.pod;

import dev.podlane.document.MapValue;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Holder;
import dev.podlane.finding.scene.Scene;
import dev.podlane.net.addr.Ip;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds probes of the kubelet with {@code host: localhost}: the kubelet connects from the network
 * of the node, whose loopback that is, and not the pod's (API reference, {@code
 * HTTPGetAction.host}: "defaults to the pod IP").
 */
public final class ProbeHostFinder implements Finder {
  private static final List<String> PROBES =
      List.of("readinessProbe", "livenessProbe", "startupProbe");
  private static final List<String> ACTIONS = List.of("httpGet", "tcpSocket");

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    for (Holder holder : scene.holders()) {
      if (holder.first().hostNetwork()) {
        continue;
      }
      for (Holder.Written container : holder.containers()) {
        for (String probe : PROBES) {
          for (String action : ACTIONS) {
            MapValue tree = container.tree().map(probe).map(action);
            String host = tree.text("host").orElse("");
            if (isLoopback(host)) {
              String path = container.path() + "." + probe + "." + action + ".host";
              found.accept(told(scene, holder, container.name(), path, host));
            }
          }
        }
      }
    }
  }

  private static boolean isLoopback(String host) {
    Optional<Ip> address = Ip.tryParse(host);
    return host.equals("localhost") || address.filter(Ip::isLoopback).isPresent();
  }

  private static Finding told(
      Scene scene, Holder holder, String container, String path, String host) {
    String pod = holder.first().name();
    return scene
        .finding(
            Kind.POD_PROBE_HOST,
            holder.object(),
            path,
            "",
            host,
            Command.kubectl("-n %s describe pod %s".formatted(holder.first().namespace(), pod)),
            container)
        .mendedBy(holder.object(), path, null);
  }
}
