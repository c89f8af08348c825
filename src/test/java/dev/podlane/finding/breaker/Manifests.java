package dev.podlane.finding.breaker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Documents of a cluster that are changed as a person would change them. */
final class Manifests {
  private final List<Map<String, Object>> objects = new ArrayList<>();

  Manifests(String yaml) {
    add(yaml);
  }

  @SuppressWarnings("unchecked")
  void add(String yaml) {
    for (Object each :
        new Load(LoadSettings.builder().setParseComments(false).build()).loadAllFromString(yaml)) {
      objects.add((Map<String, Object>) each);
    }
  }

  String text() {
    JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    return objects.stream().map(json::writeValueAsString).collect(Collectors.joining("\n---\n"));
  }

  private static @Nullable Object metadata(Map<String, Object> object, String key) {
    return object.get("metadata") instanceof Map<?, ?> metadata ? metadata.get(key) : null;
  }

  Map<String, Object> object(String kind, String name) {
    return objects.stream()
        .filter(each -> kind.equals(each.get("kind")) && name.equals(metadata(each, "name")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(kind + " " + name));
  }

  String namespace(String kind, String name) {
    Object namespace = metadata(object(kind, name), "namespace");
    return namespace == null ? "" : namespace.toString();
  }

  void remove(String kind, String name) {
    objects.remove(object(kind, name));
  }

  /** Sets a field, or removes it if the value is null; {@code [n]} behind the end appends. */
  void set(String kind, String name, String path, @Nullable Object value) {
    Object now = object(kind, name);
    List<String> steps = steps(path);
    for (String step : steps.subList(0, steps.size() - 1)) {
      now = below(now, step);
    }
    put(now, steps.get(steps.size() - 1), value);
  }

  private static List<String> steps(String path) {
    List<String> steps = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      steps.add(part);
    }
    return steps;
  }

  @SuppressWarnings("unchecked")
  private static Object below(Object parent, String step) {
    if (parent instanceof List<?> list) {
      return list.get(Integer.parseInt(step));
    }
    Map<String, Object> map = (Map<String, Object>) parent;
    return map.computeIfAbsent(step, any -> new LinkedHashMap<String, Object>());
  }

  @SuppressWarnings("unchecked")
  private static void put(Object parent, String step, @Nullable Object value) {
    if (parent instanceof List<?> list) {
      int index = Integer.parseInt(step);
      List<Object> items = (List<Object>) list;
      if (value == null) {
        items.remove(index);
      } else if (index == items.size()) {
        items.add(value);
      } else {
        items.set(index, value);
      }
      return;
    }
    Map<String, Object> map = (Map<String, Object>) parent;
    if (value == null) {
      map.remove(step);
    } else {
      map.put(step, value);
    }
  }
}
