package dev.podlane.cluster.control;

import dev.podlane.cluster.ipam.PodAddressing;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.PodEvent;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The reaction of the kubelet to events. A container that ends is started again in the same
 * sandbox: the namespace stays (rule 9). Without pause the sandbox is not ready, so all containers
 * are stopped and a new sandbox is made, with a new wire and an address from host-local: the one
 * after the last (rule 8), so usually another (kubelet pkg/kubelet/kuberuntime, {@code
 * computePodActions}).
 */
public final class PodLife {
  private final PodAddressing addressing;
  private final Diagnostics report;

  public PodLife(PodAddressing addressing, Diagnostics report) {
    this.addressing = addressing;
    this.report = report;
  }

  /** The pods after the events, each told. */
  public List<Pod> after(List<PodEvent> events, List<Pod> pods) {
    if (events.isEmpty()) {
      return pods;
    }
    Map<String, Pod> now = new LinkedHashMap<>();
    pods.forEach(pod -> now.put(pod.ref().path(), pod));
    for (PodEvent event : events) {
      Pod pod = now.get(event.pod());
      if (pod == null || !pod.hasNetwork()) {
        report.warn(event.place(), "pod.event-unknown", event.pod());
      } else if (event.isPause()) {
        now.put(event.pod(), newSandbox(event, pod));
      } else {
        restarted(event, pod);
      }
    }
    return new ArrayList<>(now.values());
  }

  private void restarted(PodEvent event, Pod pod) {
    String container = event.container();
    if (pod.containers().stream().anyMatch(each -> each.name().equals(container))) {
      report.info(
          event.place(), "pod.event-restarted", pod.ref().path(), container, "" + pod.podIp());
    } else {
      report.warn(event.place(), "pod.event-no-container", pod.ref().path(), container);
    }
  }

  private Pod newSandbox(PodEvent event, Pod pod) {
    Ip before = pod.podIp();
    if (pod.hostNetwork() || before == null) {
      report.info(event.place(), "pod.event-pause-on-host", pod.ref().path(), "" + before);
      return pod;
    }
    Ip address = addressing.again(pod, before);
    if (address == null) {
      return pod.withSandbox(null);
    }
    String code = address.equals(before) ? "pod.event-pause-same" : "pod.event-pause";
    report.info(event.place(), code, pod.ref().path(), "" + before, "" + address);
    return pod.withSandbox(address);
  }
}
