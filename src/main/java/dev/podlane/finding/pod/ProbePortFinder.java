package dev.podlane.finding.pod;

import dev.podlane.cluster.field.Spelling;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.Readiness;
import dev.podlane.document.MapValue;
import dev.podlane.finding.found.Command;
import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Kind;
import dev.podlane.finding.scene.Finder;
import dev.podlane.finding.scene.Holder;
import dev.podlane.finding.scene.Json;
import dev.podlane.finding.scene.Listening;
import dev.podlane.finding.scene.Scene;
import dev.podlane.finding.scene.Trees;
import dev.podlane.net.addr.Protocol;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Finds probes of the kubelet to ports on which nobody listens. Programs often answer probes on a
 * port that they do not declare, so that a number alone is no fault: the listeners must be known,
 * the pod not ready, or the digits of its only port swapped.
 */
public final class ProbePortFinder implements Finder {
  private static final List<String> ACTIONS = List.of("httpGet", "tcpSocket", "grpc");

  @Override
  public void find(Scene scene, Consumer<Finding> found) {
    for (Holder holder : scene.holders()) {
      for (Holder.Written container : holder.containers()) {
        find(scene, holder, container, "readinessProbe", Kind.POD_READINESS_PORT, found);
        find(scene, holder, container, "livenessProbe", Kind.POD_LIVENESS_PORT, found);
        find(scene, holder, container, "startupProbe", Kind.POD_LIVENESS_PORT, found);
      }
    }
  }

  private static void find(
      Scene scene,
      Holder holder,
      Holder.Written container,
      String probe,
      Kind kind,
      Consumer<Finding> found) {
    for (String action : ACTIONS) {
      MapValue tree = container.tree().map(probe).map(action);
      String port = tree.text("port").orElse("");
      if (port.isEmpty()) {
        continue;
      }
      boolean elsewhere = tree.text("host").isPresent();
      Pod pod = holder.first();
      List<MapValue> own = Trees.maps(container.tree(), "ports");
      boolean named = !port.matches("[0-9]{1,5}");
      boolean asked = !elsewhere && (named || isWrong(pod, own, port));
      if (!asked || heard(pod, own, port)) {
        continue;
      }
      String path = container.path() + "." + probe + "." + action + ".port";
      Object meant = meant(pod, own, port);
      Finding finding =
          scene.finding(
              kind,
              holder.object(),
              path,
              meant.toString(),
              port,
              Command.kubectl("-n %s describe pod %s".formatted(pod.namespace(), pod.name())),
              container.name());
      found.accept(
          meant.equals("") ? finding : finding.mendedBy(holder.object(), path, Json.of(meant)));
    }
  }

  private static boolean isWrong(Pod pod, List<MapValue> own, String port) {
    boolean swapped =
        own.stream()
            .flatMap(each -> each.text("containerPort").stream())
            .anyMatch(each -> isSwapped(each, port));
    boolean waits = pod.traits().readiness() == Readiness.NOT_READY && Listening.isKnown(pod);
    return pod.traits().listens() != null || waits || swapped;
  }

  private static boolean isSwapped(String one, String other) {
    char[] a = one.toCharArray();
    char[] b = other.toCharArray();
    Arrays.sort(a);
    Arrays.sort(b);
    return Arrays.equals(a, b) && Spelling.distance(one, other) == 1;
  }

  /** A name is one of the same container (prober {@code resolveContainerPort}). */
  private static boolean heard(Pod pod, List<MapValue> own, String port) {
    if (port.matches("[0-9]{1,5}")) {
      return Listening.hears(pod, Protocol.TCP, Integer.parseInt(port));
    }
    return own.stream().anyMatch(each -> each.text("name").orElse("").equals(port));
  }

  private static Object meant(Pod pod, List<MapValue> own, String port) {
    List<String> names =
        own.stream()
            .flatMap(each -> each.text("name").stream())
            .filter(it -> !it.isEmpty())
            .toList();
    if (!port.matches("[0-9]{1,5}")) {
      Optional<String> near = Spelling.nearest(port, names);
      if (near.isPresent()) {
        return near.get();
      }
      if (names.size() == 1) {
        return names.get(0);
      }
    }
    List<Integer> numbers =
        own.isEmpty()
            ? Listening.declared(pod).stream().map(ContainerPort::number).distinct().toList()
            : own.stream()
                .flatMap(each -> each.text("containerPort").stream())
                .filter(each -> each.matches("[0-9]{1,5}"))
                .map(Integer::valueOf)
                .filter(each -> Listening.hears(pod, Protocol.TCP, each))
                .distinct()
                .toList();
    return numbers.size() == 1 ? numbers.get(0) : "";
  }
}
