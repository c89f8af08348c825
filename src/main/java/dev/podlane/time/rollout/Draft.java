package dev.podlane.time.rollout;

import dev.podlane.time.rollout.RolloutAction.Annotate;
import dev.podlane.time.rollout.RolloutAction.CreateReplicaSet;
import dev.podlane.time.rollout.RolloutAction.Reason;
import dev.podlane.time.rollout.RolloutAction.Scale;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One sync under way: the ReplicaSets as they are after the actions so far. */
final class Draft {
  private final DeploymentView deployment;
  private final List<ReplicaSetView> old;
  private final List<RolloutAction> actions = new ArrayList<>();
  private @Nullable ReplicaSetView newest;

  Draft(DeploymentView deployment, List<ReplicaSetView> owned) {
    this.deployment = deployment;
    List<ReplicaSetView> sorted = new ArrayList<>(owned);
    sorted.sort(Comparator.comparingLong(ReplicaSetView::createdOrder));
    newest = sorted.stream().filter(ReplicaSetView::matchesTemplate).findFirst().orElse(null);
    sorted.remove(newest);
    old = sorted;
  }

  DeploymentView deployment() {
    return deployment;
  }

  /** The oldest ReplicaSet of the Deployment's template (rule 156); empty if there is none. */
  Optional<ReplicaSetView> newest() {
    return Optional.ofNullable(newest);
  }

  /** All others, oldest first. */
  List<ReplicaSetView> old() {
    return List.copyOf(old);
  }

  /** Those with replicas, the old ones first. */
  List<ReplicaSetView> active() {
    return all().filter(each -> each.replicas() > 0).toList();
  }

  /** Wanted pods of all ReplicaSets. */
  int total() {
    return all().mapToInt(ReplicaSetView::replicas).sum();
  }

  /** Available pods of all ReplicaSets, by their statuses. */
  int available() {
    return all().mapToInt(each -> each.status().available()).sum();
  }

  List<RolloutAction> actions() {
    return List.copyOf(actions);
  }

  void add(RolloutAction action) {
    actions.add(action);
  }

  /** Creates the new ReplicaSet with at most as many replicas as rule 157 allows. */
  void create(int replicas) {
    long revision = nextRevision();
    int desired = deployment.replicas();
    int max = deployment.most();
    actions.add(new CreateReplicaSet(replicas, desired, max, revision));
    newest =
        new ReplicaSetView(
            "",
            Long.MAX_VALUE,
            true,
            replicas,
            ReplicaSetView.Counts.NONE,
            new ReplicaSetView.Annotations(desired, max, revision, List.of()),
            false,
            false);
  }

  /** The highest revision of the old ReplicaSets and one more (rule 178). */
  long nextRevision() {
    return 1 + old.stream().mapToLong(each -> each.annotations().revision()).max().orElse(0);
  }

  /** Scales a ReplicaSet; false if it has that size. */
  boolean scale(ReplicaSetView set, int replicas, Reason reason) {
    if (set.replicas() == replicas) {
      return false;
    }
    actions.add(
        new Scale(
            set.name(),
            set.replicas(),
            replicas,
            deployment.replicas(),
            deployment.most(),
            reason));
    ReplicaSetView scaled = set.scaled(replicas);
    if (newest != null && newest.createdOrder() == set.createdOrder()) {
      newest = scaled;
    } else {
      old.replaceAll(each -> each.createdOrder() == set.createdOrder() ? scaled : each);
    }
    return true;
  }

  /** Scales a ReplicaSet, or writes its annotations if only they differ (scaleReplicaSet). */
  void scaleOrAnnotate(ReplicaSetView set, int replicas) {
    if (!scale(set, replicas, Reason.PROPORTION)
        && !(Objects.equals(set.annotations().desired(), deployment.replicas())
            && Objects.equals(set.annotations().max(), deployment.most()))) {
      actions.add(new Annotate(set.name(), deployment.replicas(), deployment.most()));
    }
  }

  private Stream<ReplicaSetView> all() {
    return Stream.concat(old.stream(), Stream.ofNullable(newest));
  }
}
