package dev.podlane.cluster.object;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something the documents do not say and Podlane decided.
 *
 * @param code code of the assumption; the sentence is the message {@code assumption.<code>}
 * @param args values for the message's placeholders
 * @param object the object it is about; null if it is about the cluster
 */
public record Assumption(String code, List<String> args, @Nullable ObjectRef object) {
  public Assumption {
    args = List.copyOf(args);
  }

  /** A walk that names a CronJob uses the pod its template would make (rule 143). */
  public static Assumption fired(Pod pod) {
    ObjectRef owner = pod.owner();
    String name = owner == null ? pod.ref().path() : owner.path();
    return new Assumption("cronjob.fired", List.of(name, pod.ref().path()), owner);
  }
}
