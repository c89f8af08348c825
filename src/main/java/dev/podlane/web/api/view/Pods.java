package dev.podlane.web.api.view;

import dev.podlane.cluster.Container;
import dev.podlane.cluster.ContainerPort;
import dev.podlane.cluster.ObjectRef;
import dev.podlane.cluster.Pod;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.BindFailure;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.web.api.view.TopologyView.ContainerView;
import dev.podlane.web.api.view.TopologyView.PodView;
import dev.podlane.web.api.view.TopologyView.PortView;
import java.util.List;
import java.util.Locale;

/** Makes the views of pods. */
final class Pods {
  private Pods() {}

  /**
   * A pod.
   *
   * @param namespace the one it lives in
   */
  static PodView view(Pod pod, NetworkNamespace namespace) {
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
        pod.containers().stream().map(each -> container(pod, each, namespace)).toList());
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
            .filter(failure -> failure.wanted().protocol().name().equals(port.protocol().name()))
            .map(BindFailure::errno)
            .findFirst()
            .orElse(null);
    return new PortView(port.name(), port.number(), port.protocol().name(), error);
  }
}
