package dev.podlane.workspace;

import dev.podlane.cluster.Clusters;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.PathSteps;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Names a field inside an object, as {@code spec.containers[0].image}, with keys that have dots as
 * {@code metadata.labels["app.kubernetes.io/name"]}, or as a JSON pointer (RFC 6901) such as {@code
 * /spec/containers/0/image}. A dotted key may stand bare where the object has it. Mappings on the
 * way that are not there are made; items of lists are not, but one may be added at the end ({@code
 * [n]} for a list of n, or {@code -} in a pointer).
 */
final class FieldPath {
  private static final int DEEPEST = 100;

  /** Mappings of texts to texts: the rest of a path is one of their keys. */
  private static final Set<String> TEXTS =
      Set.of("labels", "annotations", "matchLabels", "nodeSelector");

  /** Mappings whose keys people choose. */
  private static final Set<String> CHOSEN =
      Set.of(
          "annotations",
          "binaryData",
          "data",
          "externalNames",
          "labels",
          "matchLabels",
          "nodeSelector",
          "parameters",
          "rpFilter",
          "selector",
          "stringData");

  private final String text;
  private final List<String> steps;
  private final Set<String> known;

  private FieldPath(String text, List<String> steps, Set<String> known) {
    this.text = text;
    this.steps = steps;
    this.known = known;
  }

  /** Returns the same path in an object of that kind, which has certain fields. */
  FieldPath of(String kind) {
    List<String> above = steps.isEmpty() ? List.of() : steps.subList(0, steps.size() - 1);
    return new FieldPath(text, steps, Clusters.fields(kind, above));
  }

  /**
   * Reads a path.
   *
   * @throws ChangeException if it is none
   */
  static FieldPath parse(String text) {
    List<String> steps =
        text.startsWith("/") ? pointer(text) : PathSteps.of(text).orElse(List.of());
    boolean isPath = !steps.isEmpty() || text.isEmpty();
    if (!isPath || steps.size() > DEEPEST) {
      throw ChangeException.of("path", "path", text);
    }
    return new FieldPath(text, steps, Set.of());
  }

  private static List<String> pointer(String text) {
    List<String> steps = new ArrayList<>();
    for (String part : text.substring(1).split("/", -1)) {
      steps.add(part.replace("~1", "/").replace("~0", "~"));
    }
    return steps;
  }

  /** The field of an object, if it is there. */
  Optional<Value> get(Value object) {
    Value at = object;
    int step = 0;
    while (step < steps.size()) {
      Value inner = null;
      if (at instanceof MapValue map) {
        Key key = key(map, step);
        inner = map.entries().get(key.name());
        step = key.next();
      } else if (at instanceof ListValue list) {
        int index = index(list, steps.get(step++));
        inner = index >= 0 && index < list.items().size() ? list.items().get(index) : null;
      }
      if (inner == null) {
        return Optional.empty();
      }
      at = inner;
    }
    return Optional.of(at);
  }

  /**
   * One or more steps that are one key.
   *
   * @param next the step after it
   */
  private record Key(String name, int next) {}

  private Key key(MapValue map, int step) {
    String first = steps.get(step);
    if (text.startsWith("/")) {
      return new Key(first, step + 1);
    }
    if (step > 0 && TEXTS.contains(steps.get(step - 1))) {
      return new Key(String.join(".", steps.subList(step, steps.size())), steps.size());
    }
    if (map.entries().containsKey(first)) {
      return new Key(first, step + 1);
    }
    for (int end = steps.size(); end > step + 1; end--) {
      String longer = String.join(".", steps.subList(step, end));
      if (map.entries().containsKey(longer)) {
        return new Key(longer, end);
      }
    }
    return new Key(first, step + 1);
  }

  private static int index(ListValue list, String name) {
    int size = list.items().size();
    return name.equals("-") ? size : name.matches("[0-9]{1,9}") ? Integer.parseInt(name) : -1;
  }

  /**
   * The object with the field set.
   *
   * @param value null takes the field away
   * @throws ChangeException if the way to the field ends before it
   */
  Value set(Value object, @Nullable Value value) {
    return set(object, 0, value);
  }

  private Value set(Value at, int step, @Nullable Value value) {
    if (at instanceof ListValue list) {
      return inList(list, step, value);
    }
    if (at instanceof MapValue map) {
      return inMap(map, step, value);
    }
    throw ChangeException.of("path", "no-map", text, steps.get(step));
  }

  private Value inMap(MapValue map, int step, @Nullable Value value) {
    Key found = key(map, step);
    String key = found.name();
    int next = found.next();
    Value inner = map.entries().get(key);
    boolean isThere = inner != null && !(inner instanceof ScalarValue scalar && scalar.isNull());
    Map<String, Value> entries = new LinkedHashMap<>(map.entries());
    if (next == steps.size()) {
      if (value == null && inner == null) {
        throw missing(key, map);
      }
      if (inner == null) {
        refuseSlip(key, step, map);
      }
      put(entries, key, value);
    } else if (isThere && inner != null) {
      entries.put(key, set(inner, next, value));
    } else {
      List<String> near = NearNames.of(key, map.entries().keySet());
      if (value == null || !near.isEmpty()) {
        throw missing(key, map);
      }
      entries.put(key, set(new MapValue(map.line(), Map.of(), List.of()), next, value));
    }
    return new MapValue(map.line(), entries, map.shadowed());
  }

  /** A new field that is nearly called as one that is there, or that such objects have. */
  private void refuseSlip(String key, int step, MapValue map) {
    if (known.contains(key) || (step > 0 && CHOSEN.contains(steps.get(step - 1)))) {
      return;
    }
    Set<String> fields = new TreeSet<>(map.entries().keySet());
    fields.addAll(known);
    List<String> meant = NearNames.slips(key, fields);
    if (!meant.isEmpty()) {
      throw ChangeException.of("path", "no-field", text, key, String.join(", ", meant));
    }
  }

  private static void put(Map<String, Value> entries, String key, @Nullable Value value) {
    if (value == null) {
      entries.remove(key);
    } else {
      entries.put(key, value);
    }
  }

  private Value inList(ListValue list, int step, @Nullable Value value) {
    String name = steps.get(step);
    int size = list.items().size();
    int index = index(list, name);
    boolean last = step + 1 == steps.size();
    boolean adds = index == size && value != null;
    if (index < 0 || (index >= size && !adds)) {
      throw ChangeException.of("path", "no-item", text, name, "" + size);
    }
    List<Value> items = new ArrayList<>(list.items());
    if (adds) {
      Value empty = new MapValue(list.line(), Map.of(), List.of());
      items.add(last ? value : set(empty, step + 1, value));
    } else if (!last) {
      items.set(index, set(items.get(index), step + 1, value));
    } else if (value == null) {
      items.remove(index);
    } else {
      items.set(index, value);
    }
    return new ListValue(list.line(), items);
  }

  private ChangeException missing(String key, MapValue map) {
    List<String> near = NearNames.of(key, map.entries().keySet());
    String names = String.join(", ", near.isEmpty() ? map.entries().keySet() : near);
    return ChangeException.of("path", "no-field", text, key, names.isEmpty() ? "-" : names);
  }
}
