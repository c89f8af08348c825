package dev.podlane.finding.pod;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.document.MapValue;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Holder;
import dev.podlane.finding.scene.Scene;
import dev.podlane.finding.scene.Trees;
import dev.podlane.net.addr.Ip;
import java.util.List;
import java.util.function.Consumer;

/** Finds host ports on an address that their node does not have (rule 19). */
public final class HostIpFinder implements Finder {
  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    for (Holder holder : scene.holders()) {
      Pod pod = holder.first();
      Node node = scene.node(pod.nodeName());
      if (node == null || node.assumed() || pod.hostNetwork() || !pod.hasNetwork()) {
        continue;
      }
      for (Holder.Written container : holder.containers()) {
        List<MapValue> ports = Trees.maps(container.tree(), "ports");
        for (int i = 0; i < ports.size(); i++) {
          String path = container.path() + ".ports[" + i + "].hostIP";
          port(scene, holder, node, ports.get(i), path, found);
        }
      }
    }
  }

  private static void port(
      Scene scene, Holder holder, Node node, MapValue port, String path, Consumer<Finding> found) {
    Ip ip = Ip.tryParse(port.text("hostIP").orElse("")).orElse(null);
    String number = port.text("hostPort").orElse("");
    if (ip == null || ip.isUnspecified() || ip.isLoopback() || !ip.isV4()) {
      return;
    }
    if (!number.matches("[1-9][0-9]{0,4}")) {
      return;
    }
    boolean its =
        ip.equals(node.internalIp())
            || node.traits().internalIps().contains(ip)
            || node.traits().externalIps().contains(ip);
    if (!its) {
      String protocol = port.text("protocol").orElse("TCP");
      boolean walks = !protocol.equals("SCTP");
      found.accept(
          scene
              .finding(
                  Kind.POD_HOST_IP,
                  holder.object(),
                  path,
                  "" + node.internalIp(),
                  ip.toString(),
                  Command.on(node.name(), "ip -4 addr"),
                  node.name())
              .shownBy(
                  walks
                      ? Probing.of(
                          protocol,
                          Probing.OUTSIDE,
                          "node:" + node.name(),
                          Integer.parseInt(number))
                      : null)
              .mendedBy(holder.object(), path, null));
    }
  }
}
