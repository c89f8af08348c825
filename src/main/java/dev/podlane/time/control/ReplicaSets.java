package dev.podlane.time.control;

import dev.podlane.time.replicaset.ReplicaCounts;
import dev.podlane.time.replicaset.ReplicaPod;
import dev.podlane.time.replicaset.ReplicaSetAction;
import dev.podlane.time.replicaset.ReplicaSetDecision;
import dev.podlane.time.rollout.ReplicaSetView;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.ContainerRun;
import dev.podlane.time.state.PodState;
import dev.podlane.time.state.WorkloadState;
import dev.podlane.time.template.ContainerTemplate;
import dev.podlane.time.template.TemplateReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The ReplicaSet controller, which looks after ReplicationControllers too (rules 187 to 193). */
final class ReplicaSets {
  private static final String COST = "controller.kubernetes.io/pod-deletion-cost";

  private final ApiServer server;
  private final NewPods pods;
  private final Claims claims;

  ReplicaSets(ApiServer server) {
    this.server = server;
    this.pods = new NewPods(server);
    this.claims = new Claims(server, Actor.REPLICA_SET);
  }

  void sync(WorkloadState set) {
    claims.sync(set, any -> true);
    List<ReplicaPod> owned = views(server.controlledBy(set.ref()));
    Duration now = Duration.ofMillis(server.now());
    int minReady = set.fields().integer("minReadySeconds").orElse(0);
    for (ReplicaSetAction action :
        ReplicaSetDecision.sync(set.replicas(), owned, related(set, owned), now)) {
      if (action instanceof ReplicaSetAction.CreatePods create) {
        for (int i = 0; i < create.count(); i++) {
          PodState made = pods.generated(set, null);
          server.tell(Actor.REPLICA_SET, "", made.ref(), 188, "pod.created", set.ref().name());
        }
      } else if (action instanceof ReplicaSetAction.DeletePods delete) {
        delete.names().forEach(name -> delete(set, name));
      }
    }
    ReplicaCounts counts = ReplicaCounts.of(owned, minReady, now);
    counts
        .nextAvailable()
        .ifPresent(next -> server.wake(Actor.REPLICA_SET, set.key(), next.toMillis()));
    server
        .workload(set.key())
        .ifPresent(
            current ->
                server.write(
                    current.with(
                        new ReplicaSetView.Counts(
                            counts.replicas(), counts.ready(), counts.available()))));
  }

  private void delete(WorkloadState set, String name) {
    server
        .pod(set.ref().namespace() + "/" + name)
        .ifPresent(
            pod -> {
              server.tell(Actor.REPLICA_SET, "", pod.ref(), 189, "pod.deleted", set.ref().name());
              pods.delete(pod, pod.identity().template().grace());
            });
  }

  /** The pods of all ReplicaSets of the same Deployment (rule 190). */
  private List<ReplicaPod> related(WorkloadState set, List<ReplicaPod> own) {
    if (set.owner() == null) {
      return own;
    }
    List<ReplicaPod> all = new ArrayList<>();
    server
        .workload("" + set.owner())
        .ifPresent(
            owner ->
                server
                    .children(owner)
                    .forEach(each -> all.addAll(views(server.controlledBy(each.ref())))));
    return all;
  }

  static List<ReplicaPod> views(List<PodState> pods) {
    return pods.stream().map(ReplicaSets::view).toList();
  }

  private static ReplicaPod view(PodState pod) {
    List<ContainerRun> containers = pod.runtime() == null ? List.of() : pod.runtime().containers();
    Map<String, String> annotations = TemplateReader.annotations(pod.identity().template().tree());
    return new ReplicaPod(
        pod.ref().name(),
        Long.toString(pod.serial()),
        pod.nodeName(),
        pod.phase(),
        pod.deletion() != null,
        pod.ready(),
        Duration.ofMillis(pod.readySince()),
        Duration.ofMillis(pod.identity().createdAt()),
        most(containers, false),
        most(containers, true),
        ReplicaPod.deletionCost(annotations.get(COST)));
  }

  private static int most(List<ContainerRun> containers, boolean sidecars) {
    return containers.stream()
        .filter(each -> !sidecars || each.template().role() == ContainerTemplate.Role.SIDECAR)
        .mapToInt(ContainerRun::restarts)
        .max()
        .orElse(0);
  }
}
