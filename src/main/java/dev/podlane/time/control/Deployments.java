package dev.podlane.time.control;

import dev.podlane.cluster.field.GeneratedNames;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.select.LabelSelector;
import dev.podlane.document.Fields;
import dev.podlane.time.rollout.DeploymentProgress;
import dev.podlane.time.rollout.DeploymentStatus;
import dev.podlane.time.rollout.DeploymentView;
import dev.podlane.time.rollout.ReplicaSetView;
import dev.podlane.time.rollout.Rollout;
import dev.podlane.time.rollout.RolloutAction;
import dev.podlane.time.rollout.RolloutStrategy;
import dev.podlane.time.server.ApiServer;
import dev.podlane.time.state.Actor;
import dev.podlane.time.state.Revisions;
import dev.podlane.time.state.WorkloadState;
import dev.podlane.time.template.TemplateReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The Deployment controller (rules 151 to 186). */
final class Deployments {
  private static final int DEADLINE = 600;

  private final ApiServer server;

  Deployments(ApiServer server) {
    this.server = server;
  }

  void sync(WorkloadState deployment) {
    List<WorkloadState> sets = server.children(deployment);
    DeploymentView view = view(deployment, sets);
    List<ReplicaSetView> owned = views(deployment, sets);
    List<RolloutAction> actions = Rollout.sync(view, owned);
    actions.forEach(action -> carryOut(deployment, action));
    Duration now = Duration.ofMillis(server.now());
    DeploymentStatus after = DeploymentProgress.after(view, owned, actions, now);
    tellProgress(deployment, after);
    server.workload(deployment.key()).ifPresent(current -> server.write(current.with(after)));
    DeploymentView later = view(deployment.with(after), sets);
    DeploymentProgress.remaining(later, now)
        .filter(left -> !left.isZero())
        .ifPresent(
            left ->
                server.wake(
                    Actor.DEPLOYMENT, deployment.key(), now.plus(left).plusSeconds(1).toMillis()));
  }

  private DeploymentView view(WorkloadState deployment, List<WorkloadState> sets) {
    Fields spec = deployment.fields();
    return new DeploymentView(
        deployment.replicas(),
        RolloutStrategy.read(spec),
        spec.flag("paused"),
        spec.integer("progressDeadlineSeconds").orElse(DEADLINE),
        spec.integer("revisionHistoryLimit").orElse(WorkloadState.HISTORY),
        sets.stream()
            .filter(set -> set.template().hash() != deployment.template().hash())
            .anyMatch(this::hasPods),
        deployment.rollout());
  }

  private boolean hasPods(WorkloadState set) {
    return server.controlledBy(set.ref()).stream().anyMatch(pod -> !pod.isFinished());
  }

  private static List<ReplicaSetView> views(WorkloadState deployment, List<WorkloadState> sets) {
    List<ReplicaSetView> views = new ArrayList<>();
    for (WorkloadState each : sets) {
      views.add(
          new ReplicaSetView(
              each.ref().name(),
              each.serial(),
              each.template().hash() == deployment.template().hash(),
              each.replicas(),
              each.counts(),
              each.notes(),
              true,
              false));
    }
    return views;
  }

  private void carryOut(WorkloadState deployment, RolloutAction action) {
    if (action instanceof RolloutAction.CreateReplicaSet create) {
      create(deployment, create);
    } else if (action instanceof RolloutAction.Scale scale) {
      scale(deployment, scale);
    } else if (action instanceof RolloutAction.Annotate note) {
      set(deployment, note.name())
          .ifPresent(
              set ->
                  server.write(
                      set.with(
                          new ReplicaSetView.Annotations(
                              note.desired(),
                              note.max(),
                              set.notes().revision(),
                              set.notes().history()))));
    } else if (action instanceof RolloutAction.SetRevision revised) {
      set(deployment, revised.name())
          .ifPresent(
              set ->
                  server.write(
                      set.with(
                          new ReplicaSetView.Annotations(
                              set.notes().desired(),
                              set.notes().max(),
                              revised.revision(),
                              revised.history()))));
    } else if (action instanceof RolloutAction.DeleteReplicaSet delete) {
      set(deployment, delete.name())
          .ifPresent(
              set -> {
                server.remove(set);
                server.tell(Actor.DEPLOYMENT, "", set.ref(), 179, "set.deleted");
              });
    }
  }

  private Optional<WorkloadState> set(WorkloadState deployment, String name) {
    return server.workload("ReplicaSet " + deployment.ref().namespace() + "/" + name);
  }

  private void create(WorkloadState deployment, RolloutAction.CreateReplicaSet create) {
    String hash = GeneratedNames.templateHash(deployment.template().hash());
    ObjectRef ref =
        new ObjectRef(
            "apps/v1",
            "ReplicaSet",
            deployment.ref().namespace(),
            deployment.ref().name() + "-" + hash);
    SortedMap<String, String> equal = new TreeMap<>(deployment.selector().matchLabels());
    equal.put(TemplateReader.HASH_LABEL, hash);
    server.write(
        new WorkloadState(
            ref,
            server.nextSerial(),
            server.now(),
            deployment.ref(),
            deployment.tree(),
            deployment.template().labelled(TemplateReader.HASH_LABEL, hash),
            new LabelSelector(equal, deployment.selector().matchExpressions()),
            create.replicas(),
            new ReplicaSetView.Annotations(
                create.desired(), create.max(), create.revision(), List.of()),
            ReplicaSetView.Counts.NONE,
            DeploymentStatus.NEW,
            Revisions.NONE,
            null));
    server.tell(
        Actor.DEPLOYMENT,
        "",
        ref,
        157,
        "set.created",
        "" + create.replicas(),
        "" + create.revision());
  }

  private void scale(WorkloadState deployment, RolloutAction.Scale scale) {
    set(deployment, scale.name())
        .ifPresent(
            set -> {
              ReplicaSetView.Annotations notes =
                  new ReplicaSetView.Annotations(
                      scale.desired(), scale.max(), set.notes().revision(), set.notes().history());
              server.write(set.scaled(scale.to()).with(notes));
              server.tell(
                  Actor.DEPLOYMENT,
                  "",
                  set.ref(),
                  rule(scale.reason()),
                  "set.scaled." + scale.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                  "" + scale.from(),
                  "" + scale.to());
            });
  }

  private static int rule(RolloutAction.Reason reason) {
    return switch (reason) {
      case ROLL_UP -> 159;
      case CUT -> 160;
      case UNHEALTHY -> 162;
      case ROLL_DOWN -> 163;
      case RECREATE_DOWN, RECREATE_UP -> 184;
      case RESIZE, PROPORTION -> 174;
      case SATURATED -> 175;
    };
  }

  private static final Map<DeploymentStatus.Reason, Integer> TOLD =
      Map.of(
          DeploymentStatus.Reason.NEW_REPLICA_SET_AVAILABLE, 171,
          DeploymentStatus.Reason.PROGRESS_DEADLINE_EXCEEDED, 168,
          DeploymentStatus.Reason.DEPLOYMENT_PAUSED, 172,
          DeploymentStatus.Reason.DEPLOYMENT_RESUMED, 172);

  private void tellProgress(WorkloadState deployment, DeploymentStatus after) {
    DeploymentStatus.Condition now = after.progressing();
    DeploymentStatus.Condition before = deployment.rollout().progressing();
    if (now == null || (before != null && before.reason() == now.reason())) {
      return;
    }
    Integer rule = TOLD.get(now.reason());
    if (rule != null) {
      String code = "rollout." + now.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
      server.tell(Actor.DEPLOYMENT, "", deployment.ref(), rule, code);
    }
  }
}
