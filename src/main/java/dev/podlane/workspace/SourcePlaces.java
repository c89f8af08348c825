package dev.podlane.workspace;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.Source;
import dev.podlane.document.Place;
import dev.podlane.document.Value;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the file and line at which an object, or a field of it, is written. */
public final class SourcePlaces {
  private static final String POD = "Pod";

  private final Map<ObjectRef, Source> sources;
  private final List<Pod> pods;

  /** Places in the documents of an opened cluster; none of a Linux network. */
  public SourcePlaces(Workspace workspace) {
    Optional<Cluster> cluster = workspace.cluster();
    this.sources = cluster.<Map<ObjectRef, Source>>map(Cluster::sources).orElse(Map.of());
    this.pods = cluster.map(Cluster::pods).orElse(List.of());
  }

  /**
   * The place of a field, or as near to it as its object goes; of a pod that a workload brings, the
   * place in the template.
   *
   * @param namespace empty or null for a kind without namespaces
   * @param path field such as {@code spec.ingress[0].from[1]}; null for the object itself
   * @return empty for an object that stands in no document
   */
  public Optional<Place> of(
      String kind, @Nullable String namespace, String name, @Nullable String path) {
    String in = namespace == null ? "" : namespace;
    Optional<ObjectRef> written =
        sources.keySet().stream().filter(each -> is(each, kind, in, name)).findFirst();
    if (written.isPresent() || !kind.equals(POD)) {
      return written.map(ref -> place(ref, path));
    }
    return pods.stream()
        .filter(pod -> is(pod.ref(), kind, in, name))
        .findFirst()
        .map(pod -> ofBrought(pod, path));
  }

  private static boolean is(ObjectRef ref, String kind, String namespace, String name) {
    return ref.name().equals(name) && ref.kind().equals(kind) && ref.namespace().equals(namespace);
  }

  private Place ofBrought(Pod pod, @Nullable String path) {
    ObjectRef owner = pod.owner();
    if (owner == null || !sources.containsKey(owner)) {
      return pod.place();
    }
    String template =
        owner.kind().equals("CronJob") ? "spec.jobTemplate.spec.template" : "spec.template";
    return place(owner, path == null || path.isEmpty() ? null : template + "." + path);
  }

  private Place place(ObjectRef object, @Nullable String path) {
    Source source = Objects.requireNonNull(sources.get(object));
    Place whole = source.place();
    return path == null || path.isEmpty()
        ? whole
        : new Place(whole.file(), whole.document(), line(source, path), path);
  }

  static int line(Source source, String path) {
    for (String part = path; !part.isEmpty(); part = parent(part)) {
      try {
        Optional<Value> value = FieldPath.parse(part).get(source.value());
        if (value.isPresent()) {
          return value.get().line();
        }
      } catch (ChangeException notThere) {
        // its parent may be
      }
    }
    return source.place().line();
  }

  /** The path without its last step. */
  private static String parent(String path) {
    int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    return end < 0 ? "" : path.substring(0, end);
  }
}
