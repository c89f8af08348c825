package dev.podlane.web.api.view;

import dev.podlane.cluster.Container;
import dev.podlane.cluster.ObjectRef;
import dev.podlane.cluster.Pod;
import dev.podlane.net.addr.Ip;
import dev.podlane.web.api.view.TopologyView.ContainerView;
import dev.podlane.web.api.view.TopologyView.PodView;
import dev.podlane.web.api.view.TopologyView.PortView;
import java.util.Locale;

/** Makes the views of pods. */
final class Pods {
  private Pods() {}

  static PodView view(Pod pod) {
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
        pod.containers().stream().map(Pods::container).toList());
  }

  private static String phase(Pod pod) {
    String name = pod.phase().name();
    return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
  }

  private static ContainerView container(Container container) {
    return new ContainerView(
        container.name(),
        container.image(),
        container.ports().stream()
            .map(port -> new PortView(port.name(), port.number(), port.protocol().name()))
            .toList());
  }
}
