package dev.podlane.cluster.http;

import dev.podlane.cluster.object.ObjectRef;
import dev.podlane.cluster.object.Pod;
import dev.podlane.cluster.object.Source;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Flags in {@code command} and {@code args} of a pod's containers.
 *
 * @param values by name without dashes; a flag without a value is {@code true}
 */
public record Flags(Map<String, String> values) {
  /** None. */
  static final Flags NONE = new Flags(Map.of());

  public Flags {
    values = Collections.unmodifiableMap(new HashMap<>(values));
  }

  /** The flags of a pod, read from it or from the template of its workload. */
  static Flags of(Pod pod, Map<ObjectRef, Source> sources) {
    Source source = sources.get(pod.ref());
    ObjectRef owner = pod.owner();
    MapValue spec = null;
    if (source != null) {
      spec = source.value().map("spec");
    } else if (owner != null && sources.get(owner) != null) {
      Source workload = sources.get(owner);
      spec = workload == null ? null : workload.value().map("spec").map("template").map("spec");
    }
    Map<String, String> found = new HashMap<>();
    if (spec != null && spec.get("containers").orElse(null) instanceof ListValue containers) {
      for (Value each : containers.items()) {
        if (each instanceof MapValue container) {
          List<String> words = new ArrayList<>(words(container, "command"));
          words.addAll(words(container, "args"));
          read(words, pod.namespace(), found);
        }
      }
    }
    return new Flags(found);
  }

  private static List<String> words(MapValue container, String key) {
    List<String> found = new ArrayList<>();
    if (container.get(key).orElse(null) instanceof ListValue list) {
      for (Value each : list.items()) {
        if (each instanceof ScalarValue scalar) {
          found.add(scalar.text());
        }
      }
    }
    return found;
  }

  private static void read(List<String> words, String namespace, Map<String, String> found) {
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (!word.startsWith("-")) {
        continue;
      }
      String flag = word.replaceFirst("^--?", "");
      int equals = flag.indexOf('=');
      boolean takesNext = equals < 0 && i + 1 < words.size() && !words.get(i + 1).startsWith("-");
      String name = equals < 0 ? flag : flag.substring(0, equals);
      String value =
          equals >= 0 ? flag.substring(equals + 1) : takesNext ? words.get(i + 1) : "true";
      found.putIfAbsent(name, value.replace("$(POD_NAMESPACE)", namespace));
    }
  }

  /** The value of a flag; another if it is not there. */
  String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  /** The value of a flag that is a port; another if it is not there or none. */
  int number(String name, int otherwise) {
    String text = text(name, "");
    return text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : otherwise;
  }

  /** Returns true if a flag is there and not {@code false}. */
  boolean isSet(String name) {
    return !text(name, "false").equals("false");
  }
}
