package dev.podlane.finding.pod;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PodTraits;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.found.Probing;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Scene;
import dev.podlane.finding.scene.Trees;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds addresses of pods that another has, or that lead to another node. Where every node has the
 * same block, equal addresses are the rule. Addresses that no document holds follow from others.
 */
public final class AddressFinder implements Finder {
  private static final String PATH = "status.podIP";

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    if (scene.cluster().network().podNetwork().hasOneBlock()) {
      return;
    }
    Map<Ip, String> owners = new HashMap<>();
    for (Node node : scene.cluster().nodes()) {
      if (node.internalIp() != null) {
        owners.putIfAbsent(node.internalIp(), node.name());
      }
    }
    for (Pod pod : scene.cluster().pods()) {
      Ip ip = pod.podIp();
      boolean written = Trees.at(scene.tree(pod.ref()), "status") != null;
      if (!pod.hasNetwork() || pod.hostNetwork() || ip == null || !written) {
        continue;
      }
      String other = owners.putIfAbsent(ip, pod.ref().path());
      Command command = Command.kubectl("get pods -A -o wide --field-selector status.podIP=" + ip);
      if (other != null) {
        found.accept(finding(scene, pod, Kind.POD_ADDRESS_TWICE, "", command, other));
        continue;
      }
      Prefix block = block(scene, pod);
      if (block != null && !block.contains(ip)) {
        found.accept(
            finding(
                scene,
                pod,
                Kind.POD_ADDRESS_FOREIGN,
                block.toString(),
                Command.kubectl("get node %s -o yaml".formatted(pod.nodeName())),
                "" + pod.nodeName()));
      }
    }
  }

  /**
   * The block that the node's pods have their addresses from; null where plugins give their own.
   */
  private static @Nullable Prefix block(Scene scene, Pod pod) {
    Node node = scene.node(pod.nodeName());
    boolean own = scene.cluster().network().podNetwork().hasOwnBlocks();
    return node == null || own ? null : node.podCidr();
  }

  private static Finding finding(
      Scene scene, Pod pod, Kind kind, String expected, Command command, String more) {
    Probing probe =
        scene
            .clients()
            .pod(
                pod.namespace(),
                each ->
                    !each.ref().equals(pod.ref())
                        && !each.ref().path().equals(more)
                        && (each.nodeName() == null || !each.nodeName().equals(pod.nodeName())))
            .map(from -> Probing.ping(from.ref().path(), pod.ref().path()))
            .orElse(null);
    Finding finding =
        scene
            .finding(kind, pod.ref(), PATH, expected, "" + pod.podIp(), command, more)
            .shownBy(kind == Kind.POD_ADDRESS_TWICE ? null : probe);
    return pod.traits().origin() == PodTraits.Origin.WRITTEN
        ? finding.mendedBy(pod.ref(), PATH, null)
        : finding;
  }
}
