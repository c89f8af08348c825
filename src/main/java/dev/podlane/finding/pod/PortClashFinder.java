package dev.podlane.finding.pod;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.document.MapValue;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Holder;
import dev.podlane.finding.scene.Scene;
import dev.podlane.finding.scene.Trees;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds ports that two programs of one network namespace, or of one node, declare (rules 11, 17).
 */
public final class PortClashFinder implements Finder {
  /** A port of a container as it is written. */
  private record Port(String path, String container, String key, String hostKey) {}

  private record User(ObjectRef holder, String pod) {}

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    Map<String, User> onNodes = new HashMap<>();
    for (Holder holder : scene.holders()) {
      List<Port> ports = ports(holder);
      Map<String, Port> taken = new HashMap<>();
      for (Port each : ports) {
        Port other = taken.putIfAbsent(each.key(), each);
        if (other != null && !other.container().equals(each.container())) {
          found.accept(inPod(scene, holder, each, other));
        }
      }
      for (Pod pod : holder.pods()) {
        if (pod.hasNetwork()) {
          onNode(scene, holder, pod, ports, onNodes, found);
        }
      }
    }
  }

  private static List<Port> ports(Holder holder) {
    return holder.containers().stream()
        .flatMap(
            container -> {
              List<MapValue> ports = Trees.maps(container.tree(), "ports");
              return java.util.stream.IntStream.range(0, ports.size())
                  .mapToObj(i -> port(container, i, ports.get(i)));
            })
        .filter(each -> !each.key().startsWith("/"))
        .toList();
  }

  private static Port port(Holder.Written container, int index, MapValue tree) {
    String protocol = tree.text("protocol").orElse("TCP");
    String number = tree.text("containerPort").orElse("");
    String host = tree.text("hostPort").orElse("");
    String ip = tree.text("hostIP").orElse("");
    return new Port(
        container.path() + ".ports[" + index + "]",
        container.name(),
        number + "/" + protocol,
        host.isEmpty() || host.equals("0") ? "" : ip + ":" + host + "/" + protocol);
  }

  private static Finding inPod(Scene scene, Holder holder, Port port, Port other) {
    Pod pod = holder.first();
    return scene.finding(
        Kind.POD_PORT_CLASH,
        holder.object(),
        port.path() + ".containerPort",
        "",
        port.key(),
        Command.kubectl(
            "-n %s logs %s -c %s --previous"
                .formatted(pod.namespace(), pod.name(), port.container())),
        other.container(),
        port.container());
  }

  private static void onNode(
      Scene scene,
      Holder holder,
      Pod pod,
      List<Port> ports,
      Map<String, User> onNodes,
      Consumer<Finding> found) {
    for (Port each : ports) {
      String key = pod.hostNetwork() ? "host:" + each.key() : each.hostKey();
      if (key.isEmpty()) {
        continue;
      }
      User other =
          onNodes.putIfAbsent(
              pod.nodeName() + " " + key, new User(holder.object(), pod.ref().path()));
      if (other == null || other.pod().equals(pod.ref().path())) {
        continue;
      }
      Command command =
          Command.kubectl(
              "get pods -A --field-selector spec.nodeName=%s -o wide".formatted(pod.nodeName()));
      if (pod.hostNetwork()) {
        found.accept(
            scene.finding(
                Kind.POD_HOST_NETWORK_CLASH,
                holder.object(),
                each.path() + ".containerPort",
                "",
                each.key(),
                command,
                other.pod(),
                "" + pod.nodeName()));
      } else {
        String path = each.path() + ".hostPort";
        found.accept(
            scene
                .finding(
                    Kind.POD_HOST_PORT_CLASH,
                    holder.object(),
                    path,
                    "",
                    each.hostKey(),
                    command,
                    other.pod(),
                    "" + pod.nodeName())
                .mendedBy(holder.object(), path, null));
      }
    }
  }
}
