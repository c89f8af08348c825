package dev.podlane.time.rollout;

import dev.podlane.time.rollout.RolloutAction.CreateReplicaSet;
import dev.podlane.time.rollout.RolloutAction.Scale;
import java.util.Optional;

/**
 * Texts of the Deployment's events ScalingReplicaSet, as {@code kubectl describe} shows them (rule
 * 180). The former size is told since 1.26, and before the new one since 1.31 (kubernetes pull
 * requests 101142 and 125118).
 */
public final class RolloutEvent {
  private RolloutEvent() {}

  /**
   * The text for one change.
   *
   * @param action the change
   * @param created name of the ReplicaSet that {@link CreateReplicaSet} makes
   * @param minor the Kubernetes release, 35 for 1.35
   * @return empty for a change without an event
   */
  public static Optional<String> text(RolloutAction action, String created, int minor) {
    if (action instanceof Scale scale) {
      boolean up = scale.to() > scale.from();
      return Optional.of(text(up, scale.name(), scale.from(), scale.to(), minor));
    }
    if (action instanceof CreateReplicaSet set && set.replicas() > 0) {
      return Optional.of(
          minor < 31
              ? "Scaled up replica set " + created + " to " + set.replicas()
              : text(true, created, 0, set.replicas(), minor));
    }
    return Optional.empty();
  }

  private static String text(boolean up, String name, int from, int to, int minor) {
    String start = "Scaled " + (up ? "up" : "down") + " replica set " + name;
    if (minor < 26) {
      return start + " to " + to;
    }
    return start + (minor < 31 ? " to " + to + " from " + from : " from " + from + " to " + to);
  }
}
