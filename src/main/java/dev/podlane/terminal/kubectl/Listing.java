package dev.podlane.terminal.kubectl;

import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.service.Service;
import dev.podlane.cluster.service.ServicePort;
import dev.podlane.console.command.CommandException;
import dev.podlane.terminal.table.Columns;
import dev.podlane.time.Course;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.Entry;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodRuntime;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.State;
import dev.podlane.time.state.WorkloadState;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The commands that look. Columns that manifests do not tell are left out. */
final class Listing {
  private final Workspace workspace;
  private final State state;
  private final KubectlWords words;

  Listing(Workspace workspace, State state, KubectlWords words) {
    this.workspace = workspace;
    this.state = state;
    this.words = words;
  }

  private boolean isShown(String namespace) {
    return words.has("A", "all-namespaces") || namespace.equals(words.namespace());
  }

  String list() {
    String kind = Named.kind(words.operand(0, "get KIND [-o wide] [-n NAMESPACE]"));
    List<List<String>> rows =
        switch (kind) {
          case "Pod" -> pods();
          case "Node" -> nodes();
          case "Service" -> services();
          case "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet" -> workloads(kind);
          default ->
              throw new CommandException(
                  "error: kubectl get "
                      + kind.toLowerCase(Locale.ROOT)
                      + " is not here: pods, nodes, services, deployments, replicasets,"
                      + " statefulsets and daemonsets are",
                  1);
        };
    if (rows.size() == 1) {
      return "No resources found in " + words.namespace() + " namespace.";
    }
    return String.join("\n", Columns.of(rows));
  }

  private List<List<String>> pods() {
    boolean wide = words.value("output", "o", "").equals("wide");
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        wide
            ? List.of("NAME", "READY", "STATUS", "RESTARTS", "AGE", "IP", "NODE")
            : List.of("NAME", "READY", "STATUS", "RESTARTS", "AGE"));
    for (PodState pod : shownPods()) {
      List<String> row = new ArrayList<>(row(pod));
      if (wide) {
        row.add(pod.ip() == null ? "<none>" : pod.ip().toString());
        row.add(pod.nodeName() == null ? "<none>" : pod.nodeName());
      }
      rows.add(row);
    }
    return rows;
  }

  private List<PodState> shownPods() {
    return state.pods().pods().values().stream()
        .filter(pod -> isShown(pod.ref().namespace()))
        .sorted(Comparator.comparing(PodState::path))
        .toList();
  }

  private List<String> row(PodState pod) {
    PodRuntime runtime = pod.runtime();
    List<ContainerRun> containers = runtime == null ? List.of() : runtime.containers();
    long ready = containers.stream().filter(each -> each.isReady(state.now())).count();
    int all = pod.identity().template().lasting().size();
    int restarts = containers.stream().mapToInt(ContainerRun::restarts).sum();
    String name = pod.ref().name();
    return List.of(name, ready + "/" + all, status(pod), "" + restarts, age(pod));
  }

  private String age(PodState pod) {
    long created = pod.identity().createdAt();
    if (created < 0) {
      return "<unknown>";
    }
    long seconds = (state.now() - created) / 1_000;
    return seconds < 120 ? seconds + "s" : seconds / 60 + "m" + seconds % 60 + "s";
  }

  /** As the printer of kubectl says it (printers/internalversion, printPod). */
  private static String status(PodState pod) {
    if (pod.deletion() != null) {
      return "Terminating";
    }
    if (pod.phase() == Pod.Phase.SUCCEEDED) {
      return "Completed";
    }
    PodRuntime runtime = pod.runtime();
    List<ContainerRun> containers = runtime == null ? List.of() : runtime.containers();
    boolean isBackOff =
        containers.stream()
            .anyMatch(each -> each.state() == ContainerRun.State.WAITING && each.strikes() > 1);
    if (isBackOff) {
      return "CrashLoopBackOff";
    }
    if (pod.phase() == Pod.Phase.PENDING && pod.nodeName() != null) {
      return "ContainerCreating";
    }
    String phase = pod.phase().name();
    return phase.charAt(0) + phase.substring(1).toLowerCase(Locale.ROOT);
  }

  private List<List<String>> nodes() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("NAME", "STATUS", "INTERNAL-IP"));
    state.nodes().values().stream()
        .map(NodeState::node)
        .sorted(Comparator.comparing(node -> node.name()))
        .forEach(
            node -> {
              String ready = node.ready() ? "Ready" : "NotReady";
              String text = node.schedulable() ? ready : ready + ",SchedulingDisabled";
              rows.add(List.of(node.name(), text, "" + node.internalIp()));
            });
    return rows;
  }

  private List<List<String>> services() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("NAME", "TYPE", "CLUSTER-IP", "PORT(S)"));
    for (Service each : state.base().cluster().services().all()) {
      if (isShown(each.ref().namespace())) {
        String ports = each.ports().stream().map(Listing::port).collect(Collectors.joining(","));
        String ip = each.headless() ? "None" : "" + each.clusterIp();
        rows.add(List.of(each.ref().name(), each.type().text(), ip, ports));
      }
    }
    return rows;
  }

  private static String port(ServicePort port) {
    String node = port.nodePort() > 0 ? ":" + port.nodePort() : "";
    return port.port() + node + "/" + port.protocol();
  }

  private List<List<String>> workloads(String kind) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("NAME", "DESIRED", "CURRENT", "READY", "AVAILABLE"));
    state.workloads().all().values().stream()
        .filter(each -> each.ref().kind().equals(kind) && isShown(each.ref().namespace()))
        .sorted(Comparator.comparing(WorkloadState::key))
        .forEach(each -> rows.add(row(each)));
    return rows;
  }

  private List<String> row(WorkloadState each) {
    boolean isDeployment = each.ref().kind().equals("Deployment");
    int current = isDeployment ? each.rollout().replicas() : each.counts().replicas();
    int ready = isDeployment ? each.rollout().ready() : each.counts().ready();
    int available = isDeployment ? each.rollout().available() : each.counts().available();
    boolean isDaemon = each.ref().kind().equals("DaemonSet");
    String desired = "" + (isDaemon ? current : each.replicas());
    return List.of(each.ref().name(), desired, "" + current, "" + ready, "" + available);
  }

  /** As {@code rollout status} ends (kubectl pkg/polymorphichelpers/rollout_status.go). */
  String status() {
    Named named = Named.of(words, 1, "rollout status KIND/NAME");
    WorkloadState workload = named.workload(state, words.namespace());
    String name = workload.ref().name();
    if (!named.kind().equals("Deployment")) {
      int ready = workload.counts().ready();
      return ready >= workload.replicas()
          ? named.kind().toLowerCase(Locale.ROOT) + " \"" + name + "\" successfully rolled out"
          : "Waiting for " + (workload.replicas() - ready) + " pods to be ready...";
    }
    int updated = workload.rollout().updated();
    String waiting = "Waiting for deployment \"" + name + "\" rollout to finish: ";
    if (updated < workload.replicas()) {
      return waiting
          + (updated + " out of " + workload.replicas() + " new replicas have been updated...");
    }
    if (workload.rollout().replicas() > updated) {
      int old = workload.rollout().replicas() - updated;
      return waiting + old + " old replicas are pending termination...";
    }
    int available = workload.rollout().available();
    return available < updated
        ? waiting + available + " of " + updated + " updated replicas are available..."
        : "deployment \"" + name + "\" successfully rolled out";
  }

  String history() {
    Named named = Named.of(words, 1, "rollout history deployment/NAME");
    WorkloadState workload = named.workload(state, words.namespace());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("REVISION", "REPLICASET", "REPLICAS"));
    state.workloads().children(workload).stream()
        .sorted(Comparator.comparingLong(each -> each.notes().revision()))
        .forEach(
            each ->
                rows.add(
                    List.of(
                        "" + each.notes().revision(), each.ref().name(), "" + each.replicas())));
    return named.text() + "\n" + String.join("\n", Columns.of(rows));
  }

  /** The status of a pod and its events up to now. */
  String describe() {
    Named named = Named.of(words, 0, "describe pod NAME");
    PodState pod =
        named.kind().equals("Pod")
            ? state.pods().pods().get(words.namespace() + "/" + named.name())
            : null;
    if (pod == null) {
      throw named.notFound();
    }
    List<String> lines = new ArrayList<>();
    lines.add("Name:        " + pod.ref().name());
    lines.add("Namespace:   " + pod.ref().namespace());
    lines.add("Node:        " + (pod.nodeName() == null ? "<none>" : pod.nodeName()));
    lines.add("Labels:      " + pod.labels());
    lines.add("Status:      " + status(pod));
    lines.add("IP:          " + (pod.ip() == null ? "" : pod.ip()));
    lines.add("Ready:       " + (pod.ready() ? "True" : "False"));
    lines.add("Events:");
    for (Entry each : workspace.course().map(Course::entries).orElse(List.of())) {
      if (each.object().equals(pod.ref()) && each.at() <= state.now()) {
        String time = String.format(Locale.ROOT, "%.2fs", each.at() / 1_000.0);
        lines.add(
            "  " + time + "  " + each.actor().text() + "  " + each.code() + " " + each.args());
      }
    }
    return String.join("\n", lines);
  }
}
