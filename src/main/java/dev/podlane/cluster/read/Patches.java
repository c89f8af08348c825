package dev.podlane.cluster.read;

import dev.podlane.cluster.field.Metadata;
import dev.podlane.document.Document;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells patches from objects. A patch has the name of an object and a part of its fields, so taking
 * it for the object would replace the whole by the part. An object is a patch if a kustomization
 * lists its file as one, if it has directives of strategic merging, or if it lacks fields that
 * every object of its kind has and is among overlays or beside a whole object of its name.
 */
final class Patches {
  private static final List<String> LISTS =
      List.of("patches", "patchesStrategicMerge", "patchesJson6902");
  private static final Set<String> MAY_BE_PARTS =
      Set.of(
          "CronJob",
          "DaemonSet",
          "Deployment",
          "Job",
          "NetworkPolicy",
          "Pod",
          "ReplicaSet",
          "ReplicationController",
          "Service",
          "StatefulSet");
  private static final Set<String> DIRECTIVES =
      Set.of("$patch", "$retainKeys", "$deleteFromPrimitiveList", "$setElementOrder");

  private static final Pattern OVERLAY =
      Pattern.compile("(^|.*/)(overlays?|patches)/.*|.*patch[^/]*");

  private final Set<String> files = new HashSet<>();
  private final Set<String> whole = new HashSet<>();
  private boolean kustomized;

  /**
   * Finds patches among these objects, including those listed by kustomizations among the
   * documents.
   */
  static Patches of(List<Document> documents, List<ManifestItems.Item> items) {
    Patches patches = new Patches();
    for (Document document : documents) {
      if (document.root() instanceof MapValue map
          && ToolFiles.isKustomization(document.place(), map)) {
        patches.kustomized = true;
        LISTS.forEach(list -> patches.take(folder(document.file()), map.get(list).orElse(null)));
      }
    }
    for (ManifestItems.Item item : items) {
      if (MAY_BE_PARTS.contains(item.kind()) && !isPart(item)) {
        patches.whole.add(name(item));
      }
    }
    return patches;
  }

  private static String name(ManifestItems.Item item) {
    return item.kind() + " " + Metadata.text(item.value(), "name");
  }

  private void take(String folder, @Nullable Value list) {
    if (list instanceof ListValue items) {
      for (Value item : items.items()) {
        if (item instanceof ScalarValue scalar) {
          files.add(resolved(folder, scalar.text()));
        } else if (item instanceof MapValue map) {
          map.text("path").ifPresent(path -> files.add(resolved(folder, path)));
        }
      }
    }
  }

  private static String folder(String file) {
    int slash = file.replace('\\', '/').lastIndexOf('/');
    return slash < 0 ? "" : file.substring(0, slash);
  }

  private static String resolved(String folder, String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : (folder + "/" + path).replace('\\', '/').split("/", -1)) {
      if (part.equals("..") && !parts.isEmpty()) {
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }

  /** Returns true if an object is only a patch of another. */
  boolean isPatch(ManifestItems.Item item) {
    String file = item.place().file();
    return (!file.isEmpty() && files.contains(resolved("", file)))
        || hasDirective(item.value())
        || (isPart(item) && isAmongOverlays(item));
  }

  private boolean isAmongOverlays(ManifestItems.Item item) {
    return kustomized
        || whole.contains(name(item))
        || OVERLAY.matcher(item.place().file().replace('\\', '/')).matches();
  }

  private static boolean hasDirective(MapValue map) {
    if (isDirected(map)) {
      return true;
    }
    for (Value value : map.entries().values()) {
      if (value instanceof MapValue inner && isDirected(inner)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isDirected(MapValue map) {
    for (String key : map.entries().keySet()) {
      if (key.startsWith("$") && DIRECTIVES.contains(key.split("/", 2)[0])) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns true if an object lacks the fields that make it whole: a pod its containers, a workload
   * its selector or containers, a NetworkPolicy its pod selector, a Service its ports and
   * addresses.
   */
  static boolean isPart(ManifestItems.Item item) {
    MapValue spec = map(item.value(), "spec");
    if (spec == null) {
      return false;
    }
    return switch (item.kind()) {
      case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet" ->
          map(spec, "selector") == null && !isLabelled(map(spec, "template"));
      case "Pod" -> spec.get("containers").isEmpty();
      case "Job", "ReplicationController" -> lacksContainers(map(spec, "template"));
      case "CronJob" -> {
        MapValue job = map(spec, "jobTemplate");
        MapValue jobSpec = job == null ? null : map(job, "spec");
        yield jobSpec == null || lacksContainers(map(jobSpec, "template"));
      }
      case "NetworkPolicy" -> spec.get("podSelector").isEmpty();
      case "Service" ->
          spec.get("ports").isEmpty()
              && spec.get("clusterIP").isEmpty()
              && spec.get("externalName").isEmpty();
      default -> false;
    };
  }

  private static boolean lacksContainers(@Nullable MapValue template) {
    MapValue spec = template == null ? null : map(template, "spec");
    return spec == null || spec.get("containers").isEmpty();
  }

  private static boolean isLabelled(@Nullable MapValue template) {
    MapValue metadata = template == null ? null : map(template, "metadata");
    return metadata != null && map(metadata, "labels") != null;
  }

  private static @Nullable MapValue map(MapValue parent, String key) {
    return parent.get(key).orElse(null) instanceof MapValue map ? map : null;
  }
}
