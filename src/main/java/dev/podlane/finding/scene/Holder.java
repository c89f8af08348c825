package dev.podlane.finding.scene;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.document.MapValue;
import dev.podlane.document.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The object in the documents that holds the spec of pods: the pod itself, or the workload whose
 * template it is.
 *
 * @param object the object
 * @param tree the object as it is written
 * @param spec path of the pod's spec, such as {@code spec.template.spec}
 * @param metadata path of its metadata
 * @param pods its pods, at least one
 */
public record Holder(
    ObjectRef object, MapValue tree, String spec, String metadata, List<Pod> pods) {
  public Holder {
    pods = List.copyOf(pods);
  }

  /** A container as it is written. */
  public record Written(String path, String name, MapValue tree) {}

  static Holder of(ObjectRef object, MapValue tree, List<Pod> pods) {
    String template =
        switch (object.kind()) {
          case "Pod" -> "";
          case "CronJob" -> "spec.jobTemplate.spec.template.";
          default -> "spec.template.";
        };
    return new Holder(object, tree, template + "spec", template + "metadata", pods);
  }

  /** The first pod. */
  public Pod first() {
    return pods.get(0);
  }

  /** Its first pod as an end of a probe, by a name that no change of a template changes. */
  public String end() {
    boolean isPod = object.kind().equals("Pod");
    return (isPod ? "" : object.kind().toLowerCase(Locale.ROOT) + ":") + object.path();
  }

  /** The value at a path of the pod's spec; an empty mapping if it is none. */
  public MapValue spec(String path) {
    Value found = Trees.at(tree, spec + (path.isEmpty() ? "" : "." + path));
    return found instanceof MapValue map ? map : new MapValue(0, java.util.Map.of(), List.of());
  }

  /** A text of the pod's spec; empty if it is not written. */
  public String text(String key) {
    return spec("").text(key).orElse("");
  }

  /** The containers that run as long as the pod, and with the path of each. */
  public List<Written> containers() {
    List<Written> found = new ArrayList<>();
    List<MapValue> main = Trees.maps(spec(""), "containers");
    for (int i = 0; i < main.size(); i++) {
      found.add(written("containers", i, main.get(i)));
    }
    List<MapValue> init = Trees.maps(spec(""), "initContainers");
    for (int i = 0; i < init.size(); i++) {
      if (init.get(i).text("restartPolicy").orElse("").equals("Always")) {
        found.add(written("initContainers", i, init.get(i)));
      }
    }
    return found;
  }

  private Written written(String list, int index, MapValue tree) {
    return new Written(spec + "." + list + "[" + index + "]", tree.text("name").orElse(""), tree);
  }
}
