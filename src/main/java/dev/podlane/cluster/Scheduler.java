package dev.podlane.cluster;

import dev.podlane.cluster.Drafts.PodDraft;
import dev.podlane.cluster.Drafts.Toleration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
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

  private final Report report;
  private final Map<String, Seat> seats = new HashMap<>();
  private final TreeSet<Seat> free = new TreeSet<>(ORDER);
  private final Map<Wish, Set<String>> allowedByWish = new HashMap<>();
  private final Map<Map<String, String>, Boolean> selectable = new HashMap<>();
  private int scheduled;

  Scheduler(List<Node> nodes, Report report) {
    this.report = report;
    nodes.forEach(node -> seats.put(node.name(), new Seat(node)));
  }

  /** What a pod asks of a node. */
  private record Wish(Map<String, String> selector, List<Toleration> tolerations) {}

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
    for (PodDraft pod : pods) {
      Seat seat = seats.get(pod.spec().nodeName() == null ? "" : pod.spec().nodeName());
      if (seat != null && !isFinished(pod)) {
        sit(pod, seat);
      }
    }
    free.addAll(seats.values());
    List<Placed> placed = new ArrayList<>();
    for (PodDraft pod : pods) {
      placed.add(new Placed(pod, nodeOf(pod), pod.phase() != null));
    }
    if (scheduled > 0) {
      report.assume("pods.scheduled", null, "" + scheduled);
    }
    return placed;
  }

  private static boolean isFinished(PodDraft pod) {
    return pod.phase() == Pod.Phase.SUCCEEDED || pod.phase() == Pod.Phase.FAILED;
  }

  private @Nullable String nodeOf(PodDraft pod) {
    String named = pod.spec().nodeName();
    if (named != null) {
      if (seats.containsKey(named)) {
        return named;
      }
      report.error(pod.spec().nodePlace(), "pod.unknown-node", pod.ref().path(), named);
      return null;
    }
    if (pod.phase() != null && pod.phase() != Pod.Phase.RUNNING) {
      return null;
    }
    return choose(pod);
  }

  private @Nullable String choose(PodDraft pod) {
    Wish wish = new Wish(pod.spec().nodeSelector(), pod.spec().tolerations());
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
        String selector = "" + pod.spec().nodeSelector();
        report.assume("pod.node-selector", pod.ref(), pod.ref().path(), selector);
        return take(pod, seat);
      }
    }
    boolean ports =
        free.stream().anyMatch(seat -> allows(pod, seat.node) && selects(pod, seat.node));
    boolean selector = !selectsAny(pod);
    String code = ports ? "pod.host-port" : selector ? "pod.no-node" : "pod.tainted";
    report.error(pod.spec().nodePlace(), code, pod.ref().path(), "" + pod.spec().nodeSelector());
    return null;
  }

  /** Nodes a pod may be on; pods of one template all ask the same. */
  private Set<String> allowed(PodDraft pod, Wish wish) {
    return allowedByWish.computeIfAbsent(
        wish,
        same -> {
          Set<String> names = new HashSet<>();
          for (Seat seat : free) {
            if (allows(pod, seat.node) && selects(pod, seat.node)) {
              names.add(seat.node.name());
            }
          }
          return names;
        });
  }

  private boolean selectsAny(PodDraft pod) {
    return selectable.computeIfAbsent(
        pod.spec().nodeSelector(), same -> free.stream().anyMatch(seat -> selects(pod, seat.node)));
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
    seat.hostPorts.addAll(hostPorts(pod));
  }

  private static List<String> hostPorts(PodDraft pod) {
    return pod.spec().containers().stream()
        .flatMap(container -> container.ports().stream())
        .filter(port -> port.hostPort() > 0)
        .map(port -> port.hostPort() + "/" + port.protocol())
        .toList();
  }

  private static boolean hasPorts(PodDraft pod, Seat seat) {
    return hostPorts(pod).stream().noneMatch(seat.hostPorts::contains);
  }

  private static boolean selects(PodDraft pod, Node node) {
    return node.labels().entrySet().containsAll(pod.spec().nodeSelector().entrySet());
  }

  private static boolean allows(PodDraft pod, Node node) {
    List<Node.Taint> taints = new ArrayList<>(node.taints());
    if (!node.schedulable()) {
      taints.add(new Node.Taint("node.kubernetes.io/unschedulable", "", "NoSchedule"));
    }
    if (!node.ready()) {
      taints.add(new Node.Taint("node.kubernetes.io/not-ready", "", "NoSchedule"));
    }
    return taints.stream()
        .filter(taint -> !taint.effect().equals("PreferNoSchedule"))
        .allMatch(taint -> tolerates(pod.spec().tolerations(), taint));
  }

  private static boolean tolerates(List<Toleration> tolerations, Node.Taint taint) {
    return tolerations.stream().anyMatch(toleration -> toleration.tolerates(taint));
  }
}
