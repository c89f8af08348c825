package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Source;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.Severity;
import dev.podlane.workspace.TargetException.Why;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says of a name that means no pod why the documents, which have it, bring none. */
final class Absent {
  private static final Set<String> WORKLOADS =
      Set.of(
          "Deployment", "ReplicaSet", "ReplicationController", "StatefulSet", "DaemonSet", "Job");

  private final Cluster cluster;
  private final String name;
  private final @Nullable String kind;

  /**
   * Explanations for a name.
   *
   * @param name with or without a namespace
   * @param kind in lower case; null for any
   */
  Absent(Cluster cluster, String name, @Nullable String kind) {
    this.cluster = cluster;
    this.name = name;
    this.kind = kind;
  }

  /** Returns the reason why a name has no target; empty if the documents do not have it. */
  Optional<TargetException> why(String field, String text) {
    return leftOut(field, text).or(() -> withoutPods(field, text));
  }

  private boolean isMeant(String ofKind, String path) {
    boolean bare = name.indexOf('/') < 0;
    String own = bare ? path.substring(path.indexOf('/') + 1) : path;
    return own.equals(name) && (kind == null || ofKind.equalsIgnoreCase(kind));
  }

  /** An object with an error is not used; its first error is named by its place. */
  private Optional<TargetException> leftOut(String field, String text) {
    for (Problem problem : cluster.problems()) {
      if (problem.code().equals("object.left-out")) {
        String of = problem.args().get(0);
        String in = problem.args().size() < 3 ? "" : problem.args().get(2) + "/";
        String path = in + problem.args().get(1);
        if (isMeant(of, path)) {
          Place error = error(problem.place());
          String at = error.path().isEmpty() ? of : error.path();
          List<String> about = List.of(of, path, at, "" + error.line(), error.file());
          return Optional.of(new TargetException(Why.LEFT_OUT, field, text, about));
        }
      }
    }
    return Optional.empty();
  }

  private Place error(Place object) {
    for (Problem problem : cluster.problems()) {
      Place place = problem.place();
      boolean same =
          place.file().equals(object.file())
              && place.document() == object.document()
              && place.path().startsWith(object.path());
      if (same && problem.severity() == Severity.ERROR) {
        return place;
      }
    }
    return object;
  }

  private Optional<TargetException> withoutPods(String field, String text) {
    for (Map.Entry<ObjectRef, Source> each : cluster.sources().entrySet()) {
      ObjectRef ref = each.getKey();
      if (WORKLOADS.contains(ref.kind()) && isMeant(ref.kind(), ref.path())) {
        List<String> about = List.of(ref.kind(), ref.path(), reason(ref, each.getValue().value()));
        return Optional.of(new TargetException(Why.NO_PODS, field, text, about));
      }
    }
    return Optional.empty();
  }

  /** Returns the reason why a workload creates no pod: the end of a message's key. */
  private static String reason(ObjectRef ref, MapValue object) {
    MapValue spec = object.map("spec");
    MapValue status = object.map("status");
    if (ref.kind().equals("DaemonSet")) {
      return "no-node";
    }
    if (ref.kind().equals("Job")) {
      boolean suspended = spec.text("suspend").filter("true"::equals).isPresent();
      boolean none = spec.text("parallelism").filter("0"::equals).isPresent();
      return isOver(status) ? "finished" : suspended ? "suspended" : none ? "replicas" : "inactive";
    }
    return spec.text("replicas").filter("0"::equals).isPresent() ? "replicas" : "other";
  }

  private static boolean isOver(MapValue status) {
    return status.get("conditions").orElse(null) instanceof ListValue conditions
        && conditions.items().stream()
            .anyMatch(
                each ->
                    each instanceof MapValue condition
                        && condition.text("status").filter("True"::equals).isPresent()
                        && condition
                            .text("type")
                            .filter(type -> type.equals("Complete") || type.equals("Failed"))
                            .isPresent());
  }
}
