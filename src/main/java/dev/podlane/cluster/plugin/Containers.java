package dev.podlane.cluster.plugin;

import dev.podlane.document.MapValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the containers of a DaemonSet or a pod. */
final class Containers {
  private Containers() {}

  private static List<MapValue> of(MapValue object) {
    MapValue spec = object.map("spec");
    MapValue template = spec.map("template").map("spec");
    return Trees.maps(template.entries().isEmpty() ? spec : template, "containers");
  }

  /** The environment of all containers. */
  static Map<String, String> environment(MapValue object) {
    Map<String, String> found = new TreeMap<>();
    for (MapValue container : of(object)) {
      for (MapValue each : Trees.maps(container, "env")) {
        String value = each.text("value").orElse("");
        each.text("name").ifPresent(name -> found.putIfAbsent(name, value));
      }
    }
    return found;
  }

  /** Commands and arguments of all containers. */
  static List<String> words(MapValue object) {
    List<String> found = new ArrayList<>();
    for (MapValue container : of(object)) {
      found.addAll(Trees.texts(container, "command"));
      found.addAll(Trees.texts(container, "args"));
    }
    return found;
  }
}
