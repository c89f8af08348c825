package dev.podlane.cluster;

import dev.podlane.cluster.control.WorkloadExpansion;
import dev.podlane.cluster.field.Metadata;
import dev.podlane.cluster.ipam.PodAddressing;
import dev.podlane.cluster.object.Assumption;
import dev.podlane.cluster.object.KubeNamespace;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.Source;
import dev.podlane.cluster.read.Diagnostics;
import dev.podlane.cluster.read.Drafts.PodDraft;
import dev.podlane.cluster.schedule.NodeLocator;
import dev.podlane.cluster.schedule.PendingPods;
import dev.podlane.cluster.schedule.ScheduledPod;
import dev.podlane.cluster.schedule.Scheduler;
import dev.podlane.cluster.schedule.StatefulOrder;
import dev.podlane.document.Fields;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The pods of a settled cluster after some got other labels, came behind all others, or went. One
 * that a running cluster wrote down has its place and address; one that was never applied gets both
 * after all others. Neither moves another pod, unless what is said of the cluster tells that its
 * nodes, or pods without a place, depend on the pods there are.
 */
final class AmendedPods {
  private static final Set<String> WORKLOADS =
      Set.of(
          "CronJob",
          "DaemonSet",
          "Deployment",
          "Job",
          "ReplicaSet",
          "ReplicationController",
          "StatefulSet");

  private final Cluster before;
  private final Map<ObjectRef, Source> written;
  private final List<Pod> pods;
  private final List<Change> changes = new ArrayList<>();
  private final CountedPods counts;

  /**
   * A pod that is not as it was.
   *
   * @param was null for one that came
   * @param is null for one that went
   */
  record Change(@Nullable Pod was, @Nullable Pod is) {}

  /** A pod with its place and address, and what was assumed of it. */
  private record Settled(Pod pod, List<Assumption> counted) {}

  /**
   * The pods of a cluster.
   *
   * @param written changed objects as they are written
   */
  AmendedPods(Cluster before, Map<ObjectRef, Source> written) {
    this.before = before;
    this.written = written;
    this.pods = new ArrayList<>(before.pods());
    this.counts = new CountedPods(before.assumptions());
  }

  List<Pod> pods() {
    return changes.isEmpty() ? before.pods() : pods;
  }

  List<Change> changes() {
    return changes;
  }

  List<Assumption> assumptions() {
    return counts.assumptions();
  }

  /**
   * Settles pods.
   *
   * @param old changed pods as they were written
   * @param now changed pods as they are written
   * @return false if more than these has to be settled
   */
  boolean settle(List<PodDraft> old, List<PodDraft> now) {
    Map<ObjectRef, PodDraft> gone = new HashMap<>();
    old.forEach(each -> gone.put(each.ref(), each));
    Map<ObjectRef, PodDraft> labelled = new HashMap<>();
    List<PodDraft> come = new ArrayList<>();
    for (PodDraft pod : now) {
      PodDraft was = gone.remove(pod.ref());
      if (was == null) {
        come.add(pod);
      } else if (!was.withLabels(pod.labels()).equals(pod)
          || isOwnedByName(was, pod)
          || mayAskForMore(pod)) {
        return false;
      } else if (!was.labels().equals(pod.labels())) {
        labelled.put(pod.ref(), pod);
      }
    }
    relabel(labelled);
    List<PodDraft> last = new ArrayList<>(old);
    last.removeIf(each -> !gone.containsKey(each.ref()));
    for (int i = last.size() - 1; i >= 0; i--) {
      if (!goes(last.get(i))) {
        return false;
      }
    }
    return come.stream().allMatch(this::comes);
  }

  /** Returns true if the room it asks for may be another, and pods were placed by it. */
  private boolean mayAskForMore(PodDraft pod) {
    Source was = before.sources().get(pod.ref());
    Source is = written.get(pod.ref());
    boolean isSame =
        was != null && is != null && was.value().map("spec").equals(is.value().map("spec"));
    return !isSame && (isAssumed("pods.scheduled") || isAnyPending());
  }

  /** Returns true if a pod that comes or goes may give room to another, or take its room. */
  private boolean isAnyPending() {
    return before.problems().stream().anyMatch(each -> each.code().equals(PendingPods.NO_ROOM));
  }

  /** The label is a part of the ReplicaSet's name that leads from a pod to its Deployment. */
  private static boolean isOwnedByName(PodDraft was, PodDraft is) {
    String before = was.labels().getOrDefault(Pod.TEMPLATE_HASH, "");
    return was.owner() != null && !before.equals(is.labels().getOrDefault(Pod.TEMPLATE_HASH, ""));
  }

  private void relabel(Map<ObjectRef, PodDraft> labelled) {
    for (int i = 0; i < pods.size() && !labelled.isEmpty(); i++) {
      Pod was = pods.get(i);
      PodDraft written = labelled.get(was.ref());
      if (written != null) {
        Pod is = was.withLabels(written.labels());
        pods.set(i, is);
        changes.add(new Change(was, is));
      }
    }
  }

  /** Takes a pod out; false unless it would come back just as it was. */
  private boolean goes(PodDraft draft) {
    int at = pods.size() - 1;
    while (at >= 0 && !pods.get(at).ref().equals(draft.ref())) {
      at--;
    }
    boolean isLast = at == pods.size() - 1;
    if (at < 0 || pods.size() == 1 || !(isLast || isObserved(draft)) || isOnAssumed(draft)) {
      return false;
    }
    Pod pod = pods.remove(at);
    ObjectRef top = pod.owner();
    if (isOfWorkload(draft) && !leavesAnother(draft, pod)) {
      return false;
    }
    Settled settled = settled(top == null ? draft : draft.withOwner(top)).orElse(null);
    boolean isFirstOfNamespace =
        before.namespaces().stream()
            .anyMatch(each -> each.inferred() && each.place().equals(draft.place()));
    if (settled == null || !settled.pod.equals(pod) || isFirstOfNamespace) {
      return false;
    }
    changes.add(new Change(pod, null));
    return settled.counted.stream().allMatch(counts::remove);
  }

  /** Returns true if its workload has another pod that is written, and so brings none itself. */
  private boolean leavesAnother(PodDraft draft, Pod gone) {
    return isObserved(draft)
        && !isAssumed("pods.brought")
        && pods.stream()
            .filter(each -> Objects.equals(each.owner(), gone.owner()))
            .anyMatch(each -> Objects.equals(draft.owner(), controller(each)));
  }

  private @Nullable ObjectRef controller(Pod pod) {
    Source source = before.sources().get(pod.ref());
    return source == null
        ? null
        : Metadata.controller(pod.ref(), Fields.of(source.place(), source.value(), any -> {}));
  }

  private boolean isOfWorkload(PodDraft draft) {
    return draft.owner() != null
        && before.sources().keySet().stream().anyMatch(each -> WORKLOADS.contains(each.kind()));
  }

  private boolean isOnAssumed(PodDraft draft) {
    String name = draft.spec().nodeName();
    return name != null
        && before.nodes().stream().anyMatch(node -> node.assumed() && node.name().equals(name));
  }

  /** Puts a pod behind all others; false if it does not stand there. */
  private boolean comes(PodDraft draft) {
    int document = draft.place().document();
    boolean isBehind =
        pods.stream()
            .allMatch(pod -> pod.place().document() < document && !pod.ref().equals(draft.ref()));
    boolean isInNamespace =
        before.namespaces().stream()
            .map(KubeNamespace::name)
            .anyMatch(draft.ref().namespace()::equals);
    boolean mayCome = isBehind && isInNamespace && !isOfWorkload(draft);
    Settled settled = mayCome ? settled(draft).orElse(null) : null;
    if (settled == null) {
      return false;
    }
    pods.add(settled.pod);
    changes.add(new Change(null, settled.pod));
    settled.counted.forEach(counts::add);
    return true;
  }

  private static String path(PodDraft draft) {
    return draft.ref().path();
  }

  /** Returns true if a running cluster wrote it down. */
  private static boolean isObserved(PodDraft draft) {
    return draft.isObserved()
        || !draft.status().addresses().isEmpty()
        || draft.status().hostIp() != null;
  }

  /** A pod beside the others; empty if it matters to more than itself. */
  private Optional<Settled> settled(PodDraft draft) {
    // Pods that name their node count there before any pod is given one.
    boolean isCountedFirst = draft.spec().nodeName() != null && isAssumed("pods.scheduled");
    if (!isByItself(draft) || isCountedFirst || (isObserved(draft) && !areAllObserved())) {
      return Optional.empty();
    }
    Diagnostics report = new Diagnostics();
    StatefulOrder order = new StatefulOrder(List.of(), report);
    Scheduler scheduler =
        new Scheduler(
            before.nodes(),
            before.network(),
            before.namespaces(),
            ref -> written.getOrDefault(ref, before.sources().get(ref)),
            order,
            report);
    scheduler.occupied(pods);
    PodAddressing addressing = new PodAddressing(before.nodes(), order, report);
    addressing.occupied(pods);
    List<ScheduledPod> placed = scheduler.place(List.of(draft));
    Pod pod = addressing.address(placed).get(0);
    List<Assumption> counted = report.assumptions();
    boolean isQuiet = report.problems().isEmpty() && counted.stream().allMatch(CountedPods::isOne);
    return isQuiet && new OwnAddress(before, pods).isOf(pod)
        ? Optional.of(new Settled(pod, counted))
        : Optional.empty();
  }

  private boolean isByItself(PodDraft draft) {
    return !NodeLocator.isLost(draft)
        && draft.status().addresses().stream().allMatch(Ip::isV4)
        && !draft.hasHostPorts()
        && !isAnyPending()
        && before.dormant().isEmpty()
        && pods.size() < WorkloadExpansion.MOST_PODS
        && before.problems().stream().noneMatch(each -> each.args().contains(path(draft)));
  }

  /** Returns true if no node and no other pod got anything that hangs on the pods there are. */
  private boolean areAllObserved() {
    return before.assumptions().stream().noneMatch(AmendedPods::isOfNode)
        && !isAssumed("pods.scheduled")
        && !isAssumed("pods.addresses")
        && before.problems().stream()
            .noneMatch(
                each -> each.code().startsWith("pod") || each.code().equals("node.block-full"));
  }

  /** Nodes, and their blocks, may be known by their pods; their own addresses are not. */
  private static boolean isOfNode(Assumption assumption) {
    return assumption.code().startsWith("node") && !assumption.code().equals("node.address");
  }

  private boolean isAssumed(String code) {
    return assumptions().stream().anyMatch(each -> each.code().equals(code));
  }
}
