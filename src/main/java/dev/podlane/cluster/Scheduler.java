package dev.podlane.cluster;

import dev.podlane.cluster.Drafts.PodDraft;
import dev.podlane.cluster.Drafts.PodSpec;
import dev.podlane.cluster.Drafts.Toleration;
import dev.podlane.document.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Gives pods without a node one: the node with the fewest pods, then by name, among those that the
 * pod's nodeSelector, tolerations and host ports (rule 20) allow.
 */
final class Scheduler {
  private static final Comparator<Seat> ORDER =
      Comparator.comparingInt((Seat seat) -> seat.pods).thenComparing(seat -> seat.node.name());

  private static final String EVERYWHERE = "*";

  private final Report report;
  private final StatefulOrder order;
  private final Map<String, Seat> seats = new HashMap<>();
  private final TreeSet<Seat> free = new TreeSet<>(ORDER);
  private final Map<Wish, Set<String>> allowedByWish = new HashMap<>();
  private final Map<Wish, Boolean> selectable = new HashMap<>();
  private final Map<Reason, Integer> alike = new LinkedHashMap<>();
  private final Set<ObjectRef> rejected = new HashSet<>();
  private int scheduled;

  Scheduler(List<Node> nodes, StatefulOrder order, Report report) {
    this.report = report;
    this.order = order;
    nodes.forEach(node -> seats.put(node.name(), new Seat(node)));
  }

  /** Why pods of a workload stay Pending. */
  private record Reason(ObjectRef workload, String code, Place place) {}

  /** What a pod asks of a node. */
  private record Wish(
      Map<String, String> selector, NodeAffinity affinity, List<Toleration> tolerations) {
    static Wish of(PodDraft pod) {
      PodSpec spec = pod.spec();
      return new Wish(spec.nodeSelector(), spec.affinity(), spec.tolerations());
    }
  }

  /** A node and what is on it. */
  private static final class Seat {
    final Node node;
    final Set<String> hostPorts = new HashSet<>();
    int pods;

    Seat(Node node) {
      this.node = node;
    }
  }

  List<Placed> place(List<PodDraft> pods) {
    pods.stream().filter(PodDraft::isObserved).forEach(this::admit);
    pods.stream().filter(pod -> !pod.isObserved()).forEach(this::admit);
    free.clear();
    free.addAll(seats.values());
    List<Placed> placed = new ArrayList<>();
    for (PodDraft pod : pods) {
      if (!order.waits(pod)) {
        String node = nodeOf(pod);
        placed.add(new Placed(pod, node));
        if (node == null) {
          order.failed(pod);
        }
      }
    }
    tellAlike();
    if (scheduled > 0) {
      report.assume("pods.scheduled", null, "" + scheduled);
    }
    return placed;
  }

  /**
   * Pods that name their node pass the scheduler by, and the kubelet rejects one whose host port is
   * taken (pkg/kubelet/lifecycle/predicate.go: NodePorts); a status that says it runs is believed.
   */
  private void admit(PodDraft pod) {
    String name = pod.spec().nodeName();
    Seat seat = name == null ? null : seats.get(name);
    if (name == null || seat == null || pod.isFinished()) {
      return;
    }
    if (!pod.isObserved() && !hasPorts(pod, seat)) {
      rejected.add(pod.ref());
      report.error(pod.spec().nodePlace(), "pod.node-ports", pod.ref().path(), name);
    } else {
      sit(pod, seat);
    }
  }

  private @Nullable String nodeOf(PodDraft pod) {
    if (rejected.contains(pod.ref())) {
      return null;
    }
    String named = pod.spec().nodeName();
    if (named != null) {
      if (seats.containsKey(named)) {
        return named;
      }
      report.error(pod.spec().nodePlace(), "pod.unknown-node", pod.ref().path(), named);
      return null;
    }
    if (pod.boundTo() != null) {
      return bound(pod, pod.boundTo());
    }
    if (pod.isObserved() && pod.status().phase() != Pod.Phase.RUNNING) {
      return null;
    }
    if (Locating.isLost(pod)) {
      String ip = "" + pod.status().ip();
      report.error(pod.status().ipPlace(), "pod.lost", pod.ref().path(), ip);
      return null;
    }
    return choose(pod);
  }

  private @Nullable String bound(PodDraft pod, String node) {
    Seat seat = seats.get(node);
    if (seat == null || !hasPorts(pod, seat)) {
      pending(pod, "pod.host-port", node);
      return null;
    }
    free.remove(seat);
    sit(pod, seat);
    free.add(seat);
    return node;
  }

  private @Nullable String choose(PodDraft pod) {
    Wish wish = Wish.of(pod);
    Set<String> allowed = allowed(pod, wish);
    if (!allowed.isEmpty()) {
      for (Seat seat : free) {
        if (allowed.contains(seat.node.name()) && hasPorts(pod, seat)) {
          return take(pod, seat);
        }
      }
    }
    for (Seat seat : free) {
      if (seat.node.assumed() && !selectsAny(pod) && hasPorts(pod, seat)) {
        String selector = Fit.wish(pod.spec());
        report.assume("pod.node-selector", pod.ref(), pod.ref().path(), selector);
        return take(pod, seat);
      }
    }
    boolean ports =
        free.stream()
            .anyMatch(
                seat -> Fit.tolerates(pod.spec(), seat.node) && Fit.selects(pod.spec(), seat.node));
    boolean selector = !selectsAny(pod);
    String code = ports ? "pod.host-port" : selector ? "pod.no-node" : "pod.tainted";
    pending(pod, code, Fit.wish(pod.spec()));
    return null;
  }

  /** Says why a pod stays Pending; of equal pods of a workload the first, and how many more. */
  private void pending(PodDraft pod, String code, String wish) {
    ObjectRef owner = pod.owner();
    boolean first =
        pod.origin() != PodTraits.Origin.BROUGHT
            || owner == null
            || alike.merge(new Reason(owner, code, pod.spec().nodePlace()), 1, Integer::sum) == 1;
    if (first) {
      report.error(pod.spec().nodePlace(), code, pod.ref().path(), wish);
    }
  }

  private void tellAlike() {
    alike.forEach(
        (reason, count) -> {
          if (count > 1) {
            report.error(
                reason.place(), "pods.pending", reason.workload().path(), "" + (count - 1));
          }
        });
    alike.clear();
  }

  /** Nodes a pod may be on; pods of one template all ask the same. */
  private Set<String> allowed(PodDraft pod, Wish wish) {
    return allowedByWish.computeIfAbsent(
        wish,
        same -> {
          Set<String> names = new HashSet<>();
          for (Seat seat : free) {
            if (Fit.tolerates(pod.spec(), seat.node) && Fit.selects(pod.spec(), seat.node)) {
              names.add(seat.node.name());
            }
          }
          return names;
        });
  }

  private boolean selectsAny(PodDraft pod) {
    return selectable.computeIfAbsent(
        Wish.of(pod), same -> free.stream().anyMatch(seat -> Fit.selects(pod.spec(), seat.node)));
  }

  private String take(PodDraft pod, Seat seat) {
    free.remove(seat);
    sit(pod, seat);
    free.add(seat);
    scheduled++;
    return seat.node.name();
  }

  private static void sit(PodDraft pod, Seat seat) {
    seat.pods++;
    // Each port for itself, and with the address it is limited to.
    for (ContainerPort port : ports(pod)) {
      seat.hostPorts.add(key(port));
      seat.hostPorts.add(key(port) + "@" + (port.hostIp() == null ? EVERYWHERE : port.hostIp()));
    }
  }

  private static List<ContainerPort> ports(PodDraft pod) {
    List<ContainerPort> found = new ArrayList<>(0);
    for (Container container : pod.spec().containers()) {
      for (ContainerPort port : container.ports()) {
        if (port.hostPort() > 0) {
          found.add(port);
        }
      }
    }
    return found;
  }

  private static String key(ContainerPort port) {
    return port.hostPort() + "/" + port.protocol();
  }

  /** Rule 20: a port is taken if it is on the same address, or on all. */
  private static boolean hasPorts(PodDraft pod, Seat seat) {
    for (ContainerPort port : ports(pod)) {
      boolean taken =
          port.hostIp() == null
              ? seat.hostPorts.contains(key(port))
              : seat.hostPorts.contains(key(port) + "@" + EVERYWHERE)
                  || seat.hostPorts.contains(key(port) + "@" + port.hostIp());
      if (taken) {
        return false;
      }
    }
    return true;
  }
}
