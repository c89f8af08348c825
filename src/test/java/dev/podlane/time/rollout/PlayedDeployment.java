package dev.podlane.time.rollout;

import dev.podlane.cluster.object.Pod.Phase;
import dev.podlane.time.replicaset.ReplicaCounts;
import dev.podlane.time.replicaset.ReplicaPod;
import dev.podlane.time.replicaset.ReplicaSetAction;
import dev.podlane.time.replicaset.ReplicaSetAction.CreatePods;
import dev.podlane.time.replicaset.ReplicaSetAction.DeletePods;
import dev.podlane.time.replicaset.ReplicaSetDecision;
import dev.podlane.time.rollout.ReplicaSetView.Annotations;
import dev.podlane.time.rollout.ReplicaSetView.Counts;
import dev.podlane.time.rollout.RolloutAction.CreateReplicaSet;
import dev.podlane.time.rollout.RolloutAction.Scale;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A Deployment and its ReplicaSets down to the pods, played step by step. */
final class PlayedDeployment {
  final Map<String, List<ReplicaPod>> pods = new LinkedHashMap<>();
  private final List<ReplicaSetView> sets = new ArrayList<>();
  private final List<String> nodes;
  private DeploymentView deployment;
  private String template = "a";
  private int made;
  int seconds = 1000;

  PlayedDeployment(int replicas, RolloutStrategy strategy, List<String> nodes) {
    this.nodes = nodes;
    deployment = Sets.deployment(replicas, strategy);
  }

  Duration now() {
    return Duration.ofSeconds(seconds);
  }

  DeploymentView deployment() {
    return deployment;
  }

  /** Gives the Deployment another template; ReplicaSets are named after it. */
  void template(String name) {
    template = name;
    sets.replaceAll(each -> view(each, each.replicas(), each.annotations()));
    deployment = with(unobserved());
  }

  private DeploymentStatus unobserved() {
    DeploymentStatus status = deployment.status();
    return new DeploymentStatus(
        status.replicas(),
        status.updated(),
        status.ready(),
        status.available(),
        status.unavailable(),
        false,
        status.progressing(),
        status.availability());
  }

  private DeploymentView with(DeploymentStatus status) {
    boolean old =
        pods.entrySet().stream()
            .filter(each -> !each.getKey().equals(template))
            .anyMatch(each -> !each.getValue().isEmpty());
    return new DeploymentView(
        deployment.replicas(), deployment.strategy(), false, 600, 10, old, status);
  }

  private ReplicaSetView view(ReplicaSetView set, int replicas, Annotations annotations) {
    ReplicaCounts counts = ReplicaCounts.of(podsOf(set.name()), 0, now());
    return new ReplicaSetView(
        set.name(),
        set.createdOrder(),
        set.name().equals(template),
        replicas,
        new Counts(counts.replicas(), counts.ready(), counts.available()),
        annotations,
        true,
        false);
  }

  private List<ReplicaPod> podsOf(String set) {
    return pods.computeIfAbsent(set, any -> new ArrayList<>());
  }

  /** One sync of the Deployment; the ReplicaSets' statuses are those of the moment. */
  String deploymentSync() {
    sets.replaceAll(each -> view(each, each.replicas(), each.annotations()));
    deployment = with(deployment.status());
    List<RolloutAction> actions = Rollout.sync(deployment, sets);
    DeploymentStatus status = DeploymentProgress.after(deployment, sets, actions, now());
    for (RolloutAction action : actions) {
      if (action instanceof CreateReplicaSet created) {
        sets.add(
            new ReplicaSetView(
                template,
                sets.size(),
                true,
                created.replicas(),
                Counts.NONE,
                new Annotations(created.desired(), created.max(), created.revision(), List.of()),
                true,
                false));
      } else if (action instanceof Scale scale) {
        sets.replaceAll(
            each ->
                each.name().equals(scale.name())
                    ? view(
                        each,
                        scale.to(),
                        new Annotations(
                            scale.desired(),
                            scale.max(),
                            each.annotations().revision(),
                            each.annotations().history()))
                    : each);
      }
    }
    deployment = with(status);
    return Sets.text(actions);
  }

  /** One sync of each ReplicaSet: created pods as {@code +b1}, deleted ones as {@code -a1}. */
  String replicaSetSync() {
    List<ReplicaPod> related = pods.values().stream().flatMap(List::stream).toList();
    StringBuilder text = new StringBuilder();
    for (ReplicaSetView set : sets) {
      for (ReplicaSetAction action :
          ReplicaSetDecision.sync(set.replicas(), podsOf(set.name()), related, now())) {
        if (action instanceof CreatePods created) {
          for (int i = 0; i < created.count(); i++) {
            text.append(" +").append(create(set.name()));
          }
        } else if (action instanceof DeletePods deleted) {
          deleted.names().forEach(name -> change(name, each -> changed(each, true, each.ready())));
          deleted.names().forEach(name -> text.append(" -").append(name));
        }
      }
    }
    return text.toString().trim();
  }

  private String create(String set) {
    List<ReplicaPod> own = podsOf(set);
    String name = set + (1 + own.size());
    String node = nodes.get(made % nodes.size());
    made++;
    own.add(new ReplicaPod(name, name, node, Phase.RUNNING, false, false, null, now(), 0, 0, 0));
    return name;
  }

  void ready(String name) {
    change(name, each -> changed(each, each.terminating(), true));
  }

  /** A terminating pod's object goes. */
  void gone(String name) {
    pods.values().forEach(list -> list.removeIf(each -> each.name().equals(name)));
  }

  private ReplicaPod changed(ReplicaPod pod, boolean terminating, boolean ready) {
    return new ReplicaPod(
        pod.name(),
        pod.uid(),
        pod.node(),
        pod.phase(),
        terminating,
        ready,
        ready ? (pod.ready() ? pod.readySince() : now()) : null,
        pod.created(),
        0,
        0,
        0);
  }

  private void change(String name, UnaryOperator<ReplicaPod> to) {
    pods.values()
        .forEach(list -> list.replaceAll(each -> each.name().equals(name) ? to.apply(each) : each));
  }

  List<ReplicaPod> alive() {
    return pods.values().stream().flatMap(List::stream).toList();
  }

  long active() {
    return alive().stream().filter(ReplicaPod::active).count();
  }

  long available() {
    return alive().stream().filter(each -> each.active() && each.ready()).count();
  }
}
