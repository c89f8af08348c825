package dev.podlane.document;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Marks the fields of objects that are read, by what stands under keys of these names. */
final class SensitiveFields {
  private static final int MOST_KEYS = 10_000;

  private final Marks marks;
  private final Consumer<MapValue> objects;

  /** What was found of keys, as most keys are in a text many times. */
  private final Map<String, Boolean> credentials = new HashMap<>();

  /**
   * Marks with the given marks.
   *
   * @param objects takes an object that stands within another one
   */
  SensitiveFields(Marks marks, Consumer<MapValue> objects) {
    this.marks = marks;
    this.objects = objects;
  }

  void all(Value value) {
    if (value instanceof ListValue list) {
      list.items().forEach(this::all);
    } else if (value instanceof MapValue map) {
      Marks.entries(map, this::field);
    } else {
      marks.keep(value);
    }
  }

  void field(String key, Value value) {
    switch (key) {
      case "labels", "matchLabels", "nodeSelector", "selector" -> labels(value);
      case "env" -> variables(value);
      case "args", "command" -> arguments(value);
      case "annotations" -> annotations(value);
      case "httpHeaders" -> headers(value);
      case "data", "stringData", "binaryData", "volumeAttributes" -> marks.region(value, "other");
      case "managedFields" -> marks.mark(value, "other");
      default -> {
        if (value instanceof MapValue object && isObject(object)) {
          objects.accept(object);
        } else if (value instanceof ListValue list) {
          list.items().forEach(item -> field("", item));
        } else if (value instanceof ScalarValue && isCredential(key)) {
          marks.region(value, "other");
        } else {
          all(value);
        }
      }
    }
  }

  private boolean isCredential(String key) {
    Boolean known = credentials.get(key);
    if (known == null) {
      known = AllowList.isCredential(key);
      if (credentials.size() < MOST_KEYS) {
        credentials.put(key, known);
      }
    }
    return known;
  }

  private static boolean isObject(MapValue map) {
    return map.entries().containsKey("kind")
        && (map.entries().containsKey("metadata")
            || Sensitive.DATA.stream().anyMatch(map.entries()::containsKey));
  }

  /** Keys that people choose, so that none of them says what its value is. */
  private void labels(Value value) {
    if (value instanceof MapValue map) {
      Marks.entries(
          map,
          (key, each) -> {
            if (each instanceof ScalarValue) {
              marks.keep(each);
            } else {
              field(key, each);
            }
          });
    } else {
      all(value);
    }
  }

  private void variables(Value value) {
    if (!(value instanceof ListValue list)) {
      marks.region(value, "env");
      return;
    }
    marks.region(list);
    for (Value item : list.items()) {
      if (item instanceof MapValue variable) {
        variable(variable);
      } else {
        marks.mark(item, "env");
      }
    }
  }

  private void variable(MapValue variable) {
    String name = variable.text("name").orElse("");
    Marks.entries(
        variable,
        (key, value) -> {
          if (!key.equals("value")) {
            all(value);
          } else if (AllowList.isVariable(name)) {
            marks.keepListed("env", name, value);
          } else {
            marks.mark(value, "env");
          }
        });
  }

  /** A kept flag's value stands behind {@code =}, or is the argument that follows. */
  private void arguments(Value value) {
    if (!(value instanceof ListValue list)) {
      marks.region(value, "arguments");
      return;
    }
    marks.region(list);
    boolean valueFollows = false;
    for (Value item : list.items()) {
      String text = item instanceof ScalarValue scalar ? scalar.text() : "";
      Optional<String> flag = AllowList.flag(text);
      if (flag.isPresent() || (valueFollows && !text.startsWith("-"))) {
        flag.ifPresent(name -> marks.note("flags", "--" + name));
        marks.keep(item);
      } else {
        marks.mark(item, "arguments");
      }
      valueFollows = flag.isPresent() && text.indexOf('=') < 0;
    }
  }

  void annotations(Value value) {
    if (!(value instanceof MapValue map)) {
      marks.region(value, "annotations");
      return;
    }
    marks.region(map);
    Marks.entries(
        map,
        (key, each) -> {
          if (AllowList.isAnnotation(key)) {
            marks.keepListed("annotations", key, each);
          } else {
            marks.mark(each, key.contains("last-applied") ? "last-applied" : "annotations");
          }
        });
  }

  private void headers(Value value) {
    marks.region(value);
    for (Value item : value instanceof ListValue list ? list.items() : List.of(value)) {
      if (item instanceof MapValue header) {
        Marks.entries(
            header,
            (key, each) -> {
              if (key.equals("name")) {
                marks.keep(each);
              } else {
                marks.mark(each, "headers");
              }
            });
      } else {
        marks.mark(item, "headers");
      }
    }
  }
}
