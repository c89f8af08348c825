package dev.podlane.document.redact;

import dev.podlane.document.Document;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Marks the fields of objects that are read, by the values under keys of these names. */
final class SensitiveFields {
  private static final int MOST_KEYS = 10_000;

  private final MarkedScalars marks;
  private final Consumer<MapValue> objects;

  /** True for the fields of a tool's configuration, which no schema of Kubernetes bounds. */
  private final boolean ofTool;

  /** The results for keys, as most keys are in a text many times. */
  private final Map<String, Boolean> credentials = new HashMap<>();

  /**
   * Marks with the given marks.
   *
   * @param objects takes an object that stands within another one
   */
  SensitiveFields(MarkedScalars marks, Consumer<MapValue> objects) {
    this(marks, objects, false);
  }

  private SensitiveFields(MarkedScalars marks, Consumer<MapValue> objects, boolean ofTool) {
    this.marks = marks;
    this.objects = objects;
    this.ofTool = ofTool;
  }

  /** Marks the fields of a tool's configuration that stands in a ConfigMap. */
  static MarkedScalars ofTool(List<Document> documents, MarkedScalars.Asked asked) {
    MarkedScalars marks = new MarkedScalars(asked);
    SensitiveFields fields = new SensitiveFields(marks, map -> {}, true);
    for (Document document : documents) {
      marks.region(document.root());
      fields.all(document.root());
    }
    return marks;
  }

  void all(Value value) {
    if (value instanceof ListValue list) {
      list.items().forEach(this::all);
    } else if (value instanceof MapValue map) {
      MarkedScalars.entries(map, this::field);
    } else {
      scalar((ScalarValue) value);
    }
  }

  private void scalar(ScalarValue value) {
    if (value.type() == ScalarValue.Type.TEXT && Credentials.areIn(value.text())) {
      marks.region(value, "other");
    } else {
      marks.keep(value);
    }
  }

  void field(String key, Value value) {
    switch (key) {
      case "labels", "matchLabels", "nodeSelector", "selector" -> labels(value);
      case "env", "extraEnvs" -> variables(value);
      case "args", "command" -> arguments(value);
      case "extraArgs" -> named(value);
      case "annotations" -> annotations(value);
      case "httpHeaders" -> headers(value);
      case "data", "stringData", "binaryData", "volumeAttributes" -> marks.region(value, "other");
      case "managedFields" -> marks.mark(value, "other");
      case "message" -> message(value);
      case "flexVolume" -> driver(value);
      default -> {
        if (value instanceof MapValue object && !ofTool && isObject(object)) {
          objects.accept(object);
        } else if (value instanceof ListValue list) {
          list.items().forEach(item -> field("", item));
        } else if (value instanceof ScalarValue scalar && isCredential(key, scalar)) {
          marks.region(value, "other");
        } else {
          all(value);
        }
      }
    }
  }

  /** Marks a status message of a container or a controller, which can repeat its input. */
  private void message(Value value) {
    if (value instanceof ScalarValue) {
      marks.mark(value, "other");
    } else {
      all(value);
    }
  }

  /** A volume's driver takes options of its own, which may be credentials. */
  private void driver(Value value) {
    if (!(value instanceof MapValue volume)) {
      all(value);
      return;
    }
    MarkedScalars.entries(
        volume,
        (key, each) -> {
          if (key.equals("options")) {
            marks.region(each, "other");
          } else {
            field(key, each);
          }
        });
  }

  /** A switch such as automountServiceAccountToken is no credential. */
  private boolean isCredential(String key, ScalarValue value) {
    return value.type() != ScalarValue.Type.BOOLEAN && isCredential(key);
  }

  private boolean isCredential(String key) {
    Boolean known = credentials.get(key);
    if (known == null) {
      known = ofTool ? Credentials.isName(key) : Credentials.isField(key);
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

  /** Keys that people choose, so that their names do not tell if a value is a credential. */
  private void labels(Value value) {
    if (value instanceof MapValue map) {
      MarkedScalars.entries(
          map,
          (key, each) -> {
            if (each instanceof ScalarValue text) {
              scalar(text);
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
    MarkedScalars.entries(
        variable,
        (key, value) -> {
          if (!key.equals("value")) {
            all(value);
          } else if (AllowList.isVariable(name) && isHarmless(value)) {
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
      boolean isValue = valueFollows && !text.startsWith("-") && AllowList.isFlagValue(text);
      if (flag.isPresent() || isValue) {
        flag.ifPresent(name -> marks.note("flags", "--" + name));
        marks.keep(item);
      } else {
        marks.mark(item, "arguments");
      }
      valueFollows = flag.isPresent() && text.indexOf('=') < 0;
    }
  }

  /** Flags by their names: a mapping, or a list of {@code {name, value}} (kubeadm v1beta4). */
  private void named(Value value) {
    marks.region(value);
    if (value instanceof MapValue map) {
      MarkedScalars.entries(map, this::named);
      return;
    }
    for (Value item : value instanceof ListValue list ? list.items() : List.of(value)) {
      if (item instanceof MapValue flag) {
        String name = flag.text("name").orElse("");
        MarkedScalars.entries(flag, (key, each) -> part(key, name, each));
      } else {
        marks.mark(item, "arguments");
      }
    }
  }

  private void part(String key, String flag, Value value) {
    if (key.equals("name")) {
      marks.keep(value);
    } else {
      named(key.equals("value") ? flag : "", value);
    }
  }

  private void named(String flag, Value value) {
    if (AllowList.isFlag(flag) && isFlagValue(value)) {
      marks.keep(value);
    } else {
      marks.mark(value, "arguments");
    }
  }

  private static boolean isFlagValue(Value value) {
    return value instanceof ScalarValue scalar && AllowList.isFlagValue(scalar.text());
  }

  private static boolean isHarmless(Value value) {
    return value instanceof ScalarValue scalar && !Credentials.areIn(scalar.text());
  }

  void annotations(Value value) {
    if (!(value instanceof MapValue map)) {
      marks.region(value, "annotations");
      return;
    }
    marks.region(map);
    MarkedScalars.entries(
        map,
        (key, each) -> {
          if (AllowList.isAnnotation(key) && isHarmless(each)) {
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
        MarkedScalars.entries(
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
