package dev.podlane.terminal.kubectl;

import dev.podlane.time.Course;
import dev.podlane.time.control.NodeChoice;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.Entry;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Events of the API server: what controllers, scheduler and kubelets record of what they do. */
final class EventRows {
  private static final String NORMAL = "Normal";
  private static final String WARNING = "Warning";

  /** Pods that waited from the beginning, of which an event is listed: each asks all nodes. */
  private static final int MOST_WAITING = 100;

  /**
   * An event as upstream records it; {@code %n} in the text is the object's name, {@code %1} and
   * {@code %2} the arguments of the entry.
   */
  private record Kind(String type, String reason, String from, String text) {}

  private static final Map<String, Kind> KINDS =
      Map.ofEntries(
          kind(
              "pod.scheduled",
              NORMAL,
              "Scheduled",
              "default-scheduler",
              "Successfully assigned %o to %1"),
          kind("pod.unschedulable", WARNING, "FailedScheduling", "default-scheduler", "%1"),
          kind("container.started", NORMAL, "Started", "kubelet", "Started container %1"),
          kind("init.started", NORMAL, "Started", "kubelet", "Started container %1"),
          kind("container.restarted", NORMAL, "Started", "kubelet", "Started container %1"),
          kind(
              "container.no-image",
              WARNING,
              "Failed",
              "kubelet",
              "Failed to pull image \"%2\": not found"),
          kind("pod.stopping", NORMAL, "Killing", "kubelet", "Stopping container"),
          kind("container.unhealthy", WARNING, "Unhealthy", "kubelet", "Liveness probe failed"),
          kind(
              "container.back-off",
              WARNING,
              "BackOff",
              "kubelet",
              "Back-off restarting failed container %1 in pod %n"),
          kind(
              "pod.no-address",
              WARNING,
              "FailedCreatePodSandBox",
              "kubelet",
              "Failed to create pod sandbox: no address is free"),
          kind(
              "sandbox.killed",
              NORMAL,
              "SandboxChanged",
              "kubelet",
              "Pod sandbox changed, it will be killed and re-created."),
          kind("pod.created", NORMAL, "SuccessfulCreate", "", "Created pod: %n"),
          kind("pod.deleted", NORMAL, "SuccessfulDelete", "", "Deleted pod: %n"),
          kind(
              "pod.evicted-by-taint",
              NORMAL,
              "TaintManagerEviction",
              "taint-eviction-controller",
              "Marking for deletion Pod %o"),
          kind(
              "pod.marked-unready",
              WARNING,
              "NodeNotReady",
              "node-controller",
              "Node is not ready"),
          kind(
              "node.unreachable",
              NORMAL,
              "NodeNotReady",
              "node-controller",
              "Node %n status is now: NodeNotReady"),
          kind(
              "node.reachable",
              NORMAL,
              "NodeReady",
              "node-controller",
              "Node %n status is now: NodeReady"),
          kind(
              "node.cordoned",
              NORMAL,
              "NodeNotSchedulable",
              "kubelet",
              "Node %n status is now: NodeNotSchedulable"),
          kind(
              "node.uncordoned",
              NORMAL,
              "NodeSchedulable",
              "kubelet",
              "Node %n status is now: NodeSchedulable"));

  private final Workspace workspace;
  private final State state;

  EventRows(Workspace workspace, State state) {
    this.workspace = workspace;
    this.state = state;
  }

  private static Map.Entry<String, Kind> kind(
      String code, String type, String reason, String from, String text) {
    return Map.entry(code, new Kind(type, reason, from, text));
  }

  /**
   * An event.
   *
   * @param entry the entry of the time line that it tells of
   * @param kind kind of the object it is about
   * @param name name of that object
   * @param count number of times it has happened
   * @param first moment at which it happened first, in milliseconds
   */
  record Row(
      Entry entry,
      String kind,
      String name,
      String type,
      String reason,
      String from,
      String text,
      int count,
      long first) {
    /** The same once more. */
    Row after(Row earlier) {
      return new Row(entry, kind, name, type, reason, from, text, earlier.count + 1, earlier.first);
    }

    /** Its age as kubectl describes it (getInterval in kubectl's event_printer.go). */
    String interval(long now) {
      String last = Ages.of(now, entry.at());
      return count == 1 ? last : last + " (x" + count + " over " + Ages.of(now, first) + ")";
    }

    boolean isAbout(String wantedKind, String namespace, String wanted) {
      return kind.equals(wantedKind)
          && name.equals(wanted)
          && (kind.equals("Node") || entry.object().namespace().equals(namespace));
    }
  }

  /** The events up to the moment, oldest first. */
  List<Row> all() {
    List<Row> rows = new ArrayList<>();
    state.pods().pods().values().stream()
        .filter(EventRows::hasWaited)
        .limit(MOST_WAITING)
        .forEach(pod -> add(rows, unschedulable(pod)));
    for (Entry each : workspace.course().map(Course::entries).orElse(List.of())) {
      if (each.at() <= state.now()) {
        add(rows, each);
      }
    }
    return merged(rows);
  }

  /** An event that says what an earlier one of its object has said counts with it. */
  private static List<Row> merged(List<Row> rows) {
    Map<List<String>, Row> found = new LinkedHashMap<>();
    for (Row each : rows) {
      String object = each.entry().object().namespace() + "/" + each.name();
      List<String> key = List.of(each.kind(), object, each.type(), each.reason(), each.text());
      Row earlier = found.remove(key);
      found.put(key, earlier == null ? each : each.after(earlier));
    }
    return List.copyOf(found.values());
  }

  /** It has found no node since before the time line began. */
  private static boolean hasWaited(PodState pod) {
    return pod.nodeName() == null && pod.isActive() && pod.identity().createdAt() < 0;
  }

  private Entry unschedulable(PodState pod) {
    List<String> why = List.of(NodeChoice.of(pod, state).message());
    long since = pod.identity().createdAt();
    return new Entry(since, Actor.SCHEDULER, "", pod.ref(), "pod.unschedulable", why, 306);
  }

  private void add(List<Row> rows, Entry entry) {
    String name = entry.object().name();
    if (entry.code().startsWith("set.scaled") || entry.code().equals("set.created")) {
      boolean isNew = entry.code().equals("set.created");
      String from = isNew ? "0" : entry.args().get(0);
      String to = entry.args().get(isNew ? 0 : 1);
      String way = number(to) >= number(from) ? "up" : "down";
      String text = "Scaled " + way + " replica set " + name + " from " + from + " to " + to;
      String owner = name.substring(0, Math.max(0, name.lastIndexOf('-')));
      rows.add(
          new Row(
              entry,
              "Deployment",
              owner,
              NORMAL,
              "ScalingReplicaSet",
              "deployment-controller",
              text,
              1,
              entry.at()));
      return;
    }
    Kind kind = KINDS.get(entry.code());
    if (kind == null) {
      return;
    }
    String text =
        kind.text()
            .replace("%n", name)
            .replace("%o", entry.object().path())
            .replace("%1", entry.args().isEmpty() ? "" : entry.args().get(0))
            .replace("%2", entry.args().size() < 2 ? "" : entry.args().get(1));
    boolean isOwners = kind.from().isEmpty() && !entry.args().isEmpty();
    rows.add(
        new Row(
            entry,
            isOwners ? owner(entry) : entry.object().kind(),
            isOwners ? entry.args().get(0) : name,
            kind.type(),
            kind.reason(),
            isOwners ? entry.actor().text() : kind.from(),
            text,
            1,
            entry.at()));
  }

  /** The kind of the controller that made or deleted a pod. */
  private static String owner(Entry entry) {
    return switch (entry.actor()) {
      case STATEFUL_SET -> "StatefulSet";
      case DAEMON_SET -> "DaemonSet";
      case JOB -> "Job";
      default -> "ReplicaSet";
    };
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }

  /** The events of one object as {@code kubectl describe} ends with them. */
  List<String> lines(String kind, String namespace, String name) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("  Type", "Reason", "Age", "From", "Message"));
    rows.add(List.of("  ----", "------", "----", "----", "-------"));
    for (Row each : all()) {
      if (each.isAbout(kind, namespace, name)) {
        String age = each.interval(state.now());
        rows.add(List.of("  " + each.type(), each.reason(), age, each.from(), each.text()));
      }
    }
    return Tables.describing("Events:", rows, 2);
  }
}
