package dev.podlane.cluster.control;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.schedule.ScheduledPod;
import dev.podlane.document.Place;
import dev.podlane.net.addr.Ip;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reports the IPv6 addresses of the documents, which are not walked. An object that has IPv4
 * addresses besides keeps them; one that has none gets none, as no packet could reach it there.
 */
public final class IpFamilies {
  private final Diagnostics report;
  private int dualNodes;
  private int dualPods;
  private Place first = Place.NOWHERE;

  public IpFamilies(Diagnostics report) {
    this.report = report;
  }

  public void tell(List<Node> nodes, List<Pod> pods, List<ScheduledPod> placed) {
    for (Node node : nodes) {
      boolean v6 =
          hasV6(node.traits().internalIps())
              || node.traits().podCidrs().stream().anyMatch(block -> !block.network().isV4());
      if (v6 && node.internalIp() != null) {
        dual(node.place());
        dualNodes++;
      }
    }
    Map<ObjectRef, ScheduledPod> drafts = new HashMap<>();
    for (Pod pod : pods) {
      if (pod.isOnlyV6()) {
        if (drafts.isEmpty()) {
          placed.forEach(each -> drafts.put(each.draft().ref(), each));
        }
        ScheduledPod draft = drafts.get(pod.ref());
        Place place = draft == null ? pod.place() : draft.draft().status().ipPlace();
        report.warn(place, "pod.only-v6", pod.ref().path(), "" + pod.traits().addresses().get(0));
      } else if (hasV6(pod.traits().addresses())) {
        dual(pod.place());
        dualPods++;
      }
    }
    if (dualNodes + dualPods > 0) {
      report.info(first, "cluster.dual-stack", "" + dualNodes, "" + dualPods);
    }
  }

  private void dual(Place place) {
    first = dualNodes + dualPods == 0 ? place : first;
  }

  private static boolean hasV6(List<Ip> addresses) {
    return addresses.stream().anyMatch(ip -> !ip.isV4());
  }
}
