package dev.podlane.time.control;

import dev.podlane.cluster.object.Node;
import dev.podlane.cluster.read.Drafts.PodSpec;
import dev.podlane.cluster.schedule.DaemonNodes;
import dev.podlane.time.daemonset.DaemonNode;
import dev.podlane.time.daemonset.DaemonPod;
import dev.podlane.time.daemonset.DaemonSetAction;
import dev.podlane.time.daemonset.DaemonSetDecision;
import dev.podlane.time.daemonset.DaemonSetStatus;
import dev.podlane.time.daemonset.DaemonSetView;
import dev.podlane.time.rollout.ReplicaSetView;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.NodeState;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.WorkloadState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The DaemonSet controller (rules 204 to 208). */
final class DaemonSets {
  private final ApiServer server;
  private final NewPods pods;
  private final Claims claims;

  DaemonSets(ApiServer server) {
    this.server = server;
    this.pods = new NewPods(server);
    this.claims = new Claims(server, Actor.DAEMON_SET);
  }

  void sync(WorkloadState set) {
    claims.sync(set, any -> true);
    Duration now = Duration.ofMillis(server.now());
    DaemonSetView view = DaemonSetView.read(set.fields());
    List<DaemonNode> nodes = nodes(set);
    List<DaemonPod> there = pods(set);
    for (DaemonSetAction action : DaemonSetDecision.sync(view, nodes, there, now)) {
      if (action instanceof DaemonSetAction.CreatePod create) {
        PodState made = pods.generated(set, create.node());
        server.tell(Actor.DAEMON_SET, "", made.ref(), 208, "pod.created", set.ref().name());
      } else if (action instanceof DaemonSetAction.DeletePod delete) {
        delete(set, delete);
      }
    }
    DaemonSetStatus status = DaemonSetStatus.of(view, nodes, there, now);
    server.write(
        set.with(new ReplicaSetView.Counts(status.current(), status.ready(), status.available())));
    for (DaemonPod pod : there) {
      Duration since = pod.readySince();
      if (pod.ready() && since != null && view.minReadySeconds() > 0) {
        Duration then = since.plusSeconds(view.minReadySeconds());
        if (then.compareTo(now) > 0) {
          server.wake(Actor.DAEMON_SET, set.key(), then.toMillis());
        }
      }
    }
  }

  private List<DaemonNode> nodes(WorkloadState set) {
    PodSpec spec = DaemonNodes.spec(set.template().spec());
    List<Node> all =
        server.nodes().values().stream()
            .map(NodeState::node)
            .sorted(Comparator.comparing(Node::name))
            .toList();
    Set<String> run = new HashSet<>();
    DaemonNodes.nodes(spec, all).forEach(each -> run.add(each.name()));
    List<Node> untainted = all.stream().map(DaemonSets::withoutNoSchedule).toList();
    Set<String> stay = new HashSet<>();
    DaemonNodes.nodes(spec, untainted).forEach(each -> stay.add(each.name()));
    List<DaemonNode> nodes = new ArrayList<>();
    for (Node each : all) {
      boolean runs = run.contains(each.name());
      nodes.add(new DaemonNode(each.name(), runs, stay.contains(each.name()), false));
    }
    return nodes;
  }

  private static Node withoutNoSchedule(Node node) {
    List<Node.Taint> taints =
        node.taints().stream().filter(each -> !each.effect().equals("NoSchedule")).toList();
    return NodeState.changed(node, true, true, taints);
  }

  private List<DaemonPod> pods(WorkloadState set) {
    List<DaemonPod> found = new ArrayList<>();
    for (PodState pod : server.controlledBy(set.ref())) {
      String bound = pod.identity().boundTo();
      String node = bound == null ? Objects.requireNonNullElse(pod.nodeName(), "") : bound;
      found.add(
          new DaemonPod(
              pod.ref().name(),
              node,
              pod.nodeName() != null,
              pod.identity().template().hash() == set.template().hash(),
              pod.phase(),
              pod.deletion() != null,
              pod.ready(),
              Duration.ofMillis(pod.readySince()),
              Duration.ofMillis(pod.identity().createdAt())));
    }
    return found;
  }

  private void delete(WorkloadState set, DaemonSetAction.DeletePod delete) {
    server
        .pod(set.ref().namespace() + "/" + delete.name())
        .ifPresent(
            pod -> {
              int rule =
                  switch (delete.reason()) {
                    case UPDATE -> 205;
                    case SURGED -> 207;
                    case FINISHED, EXCESS, UNWANTED -> 208;
                  };
              server.tell(Actor.DAEMON_SET, "", pod.ref(), rule, "pod.deleted", set.ref().name());
              pods.delete(pod, pod.identity().template().grace());
            });
  }
}
