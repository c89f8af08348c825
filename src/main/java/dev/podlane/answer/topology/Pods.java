package dev.podlane.answer.topology;

import dev.podlane.answer.TopologyView.ContainerView;
import dev.podlane.answer.TopologyView.GatesView;
import dev.podlane.answer.TopologyView.PodView;
import dev.podlane.answer.TopologyView.PortView;
import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.Container;
import dev.podlane.cluster.object.ContainerPort;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.policy.Direction;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.BindFailure;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the views of pods. */
final class Pods {
  /** The number of policies named for a direction. */
  private static final int MOST_POLICIES = 20;

  private Pods() {}

  /**
   * A pod.
   *
   * @param namespace the one it lives in
   * @param cluster the cluster it is of
   */
  static PodView view(Pod pod, NetworkNamespace namespace, Optional<Cluster> cluster) {
    Ip ip = pod.podIp();
    ObjectRef owner = pod.owner();
    return new PodView(
        pod.namespace(),
        pod.name(),
        pod.labels(),
        phase(pod),
        pod.hostNetwork(),
        ip == null ? null : ip.toString(),
        owner == null ? null : owner.toString(),
        cluster.map(all -> gates(pod, all)).orElse(null),
        pod.containers().stream().map(each -> container(pod, each, namespace)).toList());
  }

  private static @Nullable GatesView gates(Pod pod, Cluster cluster) {
    List<String> in = selecting(pod, cluster, Direction.INGRESS);
    List<String> out = selecting(pod, cluster, Direction.EGRESS);
    return in.isEmpty() && out.isEmpty() ? null : new GatesView(in, out);
  }

  private static List<String> selecting(Pod pod, Cluster cluster, Direction direction) {
    return cluster.selecting(pod, direction).stream()
        .limit(MOST_POLICIES)
        .map(policy -> policy.ref().toString())
        .toList();
  }

  private static String phase(Pod pod) {
    String name = pod.phase().name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private static ContainerView container(Pod pod, Container container, NetworkNamespace namespace) {
    String before = pod.hostNetwork() ? pod.ref().path() + "/" : "";
    String process = before + container.name();
    return new ContainerView(
        container.name(),
        container.image(),
        container.ports().stream().map(port -> port(port, process, namespace)).toList(),
        List.of());
  }

  private static PortView port(ContainerPort port, String process, NetworkNamespace namespace) {
    String error =
        namespace.sockets().failed().stream()
            .filter(failure -> failure.wanted().name().equals(process))
            .filter(failure -> failure.wanted().port() == port.number())
            .filter(failure -> failure.wanted().protocol() == port.protocol())
            .map(BindFailure::errno)
            .findFirst()
            .orElse(null);
    return new PortView(port.name(), port.number(), port.protocol().name(), error);
  }
}
