package dev.podlane.cluster.schedule;

import dev.podlane.cluster.object.ClusterNetwork;
import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.placement.Placer;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.read.Drafts.PodDraft;
import dev.podlane.cluster.read.Drafts.PodSpec;
import dev.podlane.cluster.read.Drafts.Toleration;
import dev.podlane.cluster.read.NodeAffinity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gives pods without a node one: the node with the fewest pods, then by name, among those that the
 * pod's nodeSelector, tolerations and host ports (rule 20) allow.
 */
public final class Scheduler {
  private static final Comparator<NodeSlot> ORDER =
      Comparator.comparingInt(NodeSlot::pods).thenComparing(slot -> slot.node.name());

  private final Diagnostics report;
  private final StatefulOrder order;
  private final Crowd crowd;
  private final PendingPods pending;
  private final Map<String, NodeSlot> slots = new HashMap<>();
  private final TreeSet<NodeSlot> free = new TreeSet<>(ORDER);
  private final Map<Constraints, Set<String>> allowedNodes = new HashMap<>();
  private final Map<Constraints, Boolean> selectable = new HashMap<>();
  private final Set<ObjectRef> rejected = new HashSet<>();
  private int scheduled;

  /**
   * For a cluster in which nobody has a place.
   *
   * @param network tells the release of Kubernetes, and so its texts
   * @param namespaces the namespaces, for rules that select them
   * @param sources objects as they are written; null for one that is not
   */
  public Scheduler(
      List<Node> nodes,
      ClusterNetwork network,
      List<KubeNamespace> namespaces,
      Function<ObjectRef, @Nullable Source> sources,
      StatefulOrder order,
      Diagnostics report) {
    this.report = report;
    this.order = order;
    this.pending = new PendingPods(report);
    Map<String, Map<String, String>> labels = new HashMap<>();
    namespaces.forEach(each -> labels.put(each.name(), each.labels()));
    Placer placer = new Placer(network.proxy().minorVersion(), labels);
    crowd = new Crowd(new Demands(sources), placer, nodes);
    nodes.forEach(node -> slots.put(node.name(), new NodeSlot(node)));
  }

  /** The constraints of a pod on its node. */
  private record Constraints(
      Map<String, String> selector, NodeAffinity affinity, List<Toleration> tolerations) {
    static Constraints of(PodDraft pod) {
      PodSpec spec = pod.spec();
      return new Constraints(spec.nodeSelector(), spec.affinity(), spec.tolerations());
    }
  }

  /** Notes pods that have their places already, each of them on a node of its own name. */
  public void occupied(List<Pod> pods) {
    for (Pod pod : pods) {
      NodeSlot slot = pod.nodeName() == null ? null : slots.get(pod.nodeName());
      if (slot != null && !pod.isFinished()) {
        slot.occupy(pod.containers());
        crowd.add(pod, slot.node.name());
      }
    }
  }

  public List<ScheduledPod> place(List<PodDraft> pods) {
    pods.stream().filter(PodDraft::isObserved).forEach(this::admit);
    pods.stream().filter(pod -> !pod.isObserved()).forEach(this::admit);
    free.clear();
    free.addAll(slots.values());
    IdentityHashMap<PodDraft, ScheduledPod> found = new IdentityHashMap<>();
    List<PodDraft> late = new ArrayList<>();
    for (PodDraft pod : pods) {
      if (crowd.seeksOthers(pod) && !mayCome(pod)) {
        late.add(pod);
      } else {
        place(pod, found);
      }
    }
    // Those who want to be near others wait for them; each may be such another.
    boolean moves = true;
    while (moves) {
      moves =
          late.removeIf(
              pod -> {
                boolean comes = mayCome(pod);
                if (comes) {
                  place(pod, found);
                }
                return comes;
              });
    }
    late.forEach(pod -> place(pod, found));
    List<ScheduledPod> placed = pods.stream().map(found::get).filter(Objects::nonNull).toList();
    pending.tellAlike();
    if (scheduled > 0) {
      report.assume("pods.scheduled", null, "" + scheduled);
    }
    if (crowd.isTired()) {
      report.assume("pods.rules", null);
    }
    return placed;
  }

  private boolean mayCome(PodDraft pod) {
    return free.stream().anyMatch(slot -> crowd.fits(pod, slot.node));
  }

  /** Finds the node of a pod, or says why there is none. */
  private void place(PodDraft pod, Map<PodDraft, ScheduledPod> found) {
    if (!order.waits(pod)) {
      String node = nodeOf(pod);
      found.put(pod, new ScheduledPod(pod, node));
      if (node == null) {
        order.failed(pod);
      }
    }
  }

  /**
   * Pods that name their node pass the scheduler by, and the kubelet rejects one whose host port is
   * taken (pkg/kubelet/lifecycle/predicate.go: NodePorts); a status that says it runs is believed.
   */
  private void admit(PodDraft pod) {
    String name = pod.spec().nodeName();
    NodeSlot slot = name == null ? null : slots.get(name);
    if (name == null || slot == null || pod.isFinished()) {
      return;
    }
    if (!pod.isObserved() && !slot.hasPorts(pod)) {
      rejected.add(pod.ref());
      report.error(pod.spec().nodePlace(), "pod.node-ports", pod.ref().path(), name);
    } else {
      slot.occupy(pod.spec().containers());
      crowd.add(pod, name);
    }
  }

  private @Nullable String nodeOf(PodDraft pod) {
    if (rejected.contains(pod.ref())) {
      return null;
    }
    String named = pod.spec().nodeName();
    if (named != null) {
      if (slots.containsKey(named)) {
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
    if (NodeLocator.isLost(pod)) {
      String ip = "" + pod.status().ip();
      report.error(pod.status().ipPlace(), "pod.lost", pod.ref().path(), ip);
      return null;
    }
    return choose(pod);
  }

  private @Nullable String bound(PodDraft pod, String node) {
    NodeSlot slot = slots.get(node);
    if (slot == null || !slot.hasPorts(pod)) {
      pending.tell(pod, "pod.host-port", node);
      return null;
    }
    if (!crowd.fits(pod, slot.node)) {
      pending.tell(pod, PendingPods.NO_ROOM, crowd.message(pod, node));
      return null;
    }
    take(pod, slot);
    return node;
  }

  private @Nullable String choose(PodDraft pod) {
    String refusal = crowd.refusal(pod);
    if (refusal != null) {
      pending.tell(pod, PendingPods.NO_ROOM, refusal);
      return null;
    }
    Constraints constraints = Constraints.of(pod);
    Set<String> allowed = allowed(pod, constraints);
    if (!allowed.isEmpty()) {
      for (NodeSlot slot : free) {
        if (fits(pod, slot, allowed) && crowd.fits(pod, slot.node)) {
          scheduled++;
          return take(pod, slot);
        }
      }
    }
    for (NodeSlot slot : free) {
      if (slot.node.assumed()
          && !selectsAny(pod)
          && slot.hasPorts(pod)
          && crowd.fits(pod, slot.node)) {
        scheduled++;
        String selector = NodeFit.constraints(pod.spec());
        report.assume("pod.node-selector", pod.ref(), pod.ref().path(), selector);
        return take(pod, slot);
      }
    }
    if (free.stream().anyMatch(slot -> fits(pod, slot, allowed))) {
      pending.tell(pod, PendingPods.NO_ROOM, crowd.message(pod, null));
      return null;
    }
    boolean ports =
        free.stream()
            .anyMatch(
                slot ->
                    NodeFit.tolerates(pod.spec(), slot.node)
                        && NodeFit.selects(pod.spec(), slot.node));
    boolean selector = !selectsAny(pod);
    String taken = pod.spec().hostNetwork() ? "pod.host-network-port" : "pod.host-port";
    String code = ports ? taken : selector ? "pod.no-node" : "pod.tainted";
    pending.tell(pod, code, NodeFit.constraints(pod.spec()));
    return null;
  }

  /** Nodes a pod may be on; pods of one template all ask the same. */
  private Set<String> allowed(PodDraft pod, Constraints constraints) {
    return allowedNodes.computeIfAbsent(
        constraints,
        same -> {
          Set<String> names = new HashSet<>();
          for (NodeSlot slot : free) {
            if (NodeFit.tolerates(pod.spec(), slot.node)
                && NodeFit.selects(pod.spec(), slot.node)) {
              names.add(slot.node.name());
            }
          }
          return names;
        });
  }

  private boolean selectsAny(PodDraft pod) {
    return selectable.computeIfAbsent(
        Constraints.of(pod),
        same -> free.stream().anyMatch(slot -> NodeFit.selects(pod.spec(), slot.node)));
  }

  private static boolean fits(PodDraft pod, NodeSlot slot, Set<String> allowed) {
    return allowed.contains(slot.node.name()) && slot.hasPorts(pod);
  }

  private String take(PodDraft pod, NodeSlot slot) {
    free.remove(slot);
    slot.occupy(pod.spec().containers());
    crowd.add(pod, slot.node.name());
    free.add(slot);
    return slot.node.name();
  }
}
