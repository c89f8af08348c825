package dev.podlane.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Reads the fields of a mapping. What has the wrong type is reported and read as absent; {@code
 * null} is absent (rule 136).
 */
public final class Fields {
  private final Place origin;
  private final MapValue map;
  private final Consumer<Problem> problems;

  private Fields(Place origin, MapValue map, Consumer<Problem> problems) {
    this.origin = origin;
    this.map = map;
    this.problems = problems;
  }

  /**
   * Reads a mapping.
   *
   * @param origin where it stands, with the path that leads to it
   * @param problems is told what is wrong
   */
  public static Fields of(Place origin, MapValue map, Consumer<Problem> problems) {
    return new Fields(origin, map, problems);
  }

  /** The mapping itself. */
  public MapValue value() {
    return map;
  }

  /** Where the mapping stands. */
  public Place place() {
    return origin;
  }

  /** Who is told what is wrong. */
  public Consumer<Problem> problems() {
    return problems;
  }

  /** Where a field stands; the mapping's line if it has no such field. */
  public Place place(String key) {
    int line = map.get(key).map(Value::line).orElse(origin.line());
    return at(line, step(key));
  }

  private Place at(int line, String path) {
    return new Place(origin.file(), origin.document(), line, path);
  }

  private String step(String key) {
    String path = origin.path();
    return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
  }

  /** Whether a field is written and not null. */
  public boolean has(String key) {
    return present(key).isPresent();
  }

  private Optional<Value> present(String key) {
    return map.get(key).filter(value -> !(value instanceof ScalarValue s && s.isNull()));
  }

  /** Reports an error on a field. */
  public void error(String key, String code, String... args) {
    problems.accept(Problem.error(place(key), code, args));
  }

  /** Reports a warning on a field. */
  public void warn(String key, String code, String... args) {
    problems.accept(Problem.warning(place(key), code, args));
  }

  /** Reports something worth knowing about a field. */
  public void info(String key, String code, String... args) {
    problems.accept(Problem.info(place(key), code, args));
  }

  /** A field of text. A number or a boolean is refused, as the API server does. */
  public Optional<String> text(String key) {
    return present(key).flatMap(value -> text(value, key, place(key)));
  }

  private Optional<String> text(Value value, String key, Place place) {
    if (value instanceof ScalarValue scalar && scalar.type() == ScalarValue.Type.TEXT) {
      return Optional.of(scalar.text());
    }
    if (value instanceof ScalarValue scalar) {
      problems.accept(Problem.error(place, "field.quote", key, scalar.text()));
    } else {
      problems.accept(Problem.error(place, "field.not-text", key));
    }
    return Optional.empty();
  }

  /** A field with a whole number that fits an {@code int}. */
  public OptionalInt integer(String key) {
    Optional<Value> value = present(key);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    if (value.get() instanceof ScalarValue scalar && scalar.type() == ScalarValue.Type.INTEGER) {
      return Numbers.fitting(scalar.text())
          .map(OptionalInt::of)
          .orElseGet(
              () -> {
                error(key, "field.number-too-large", key, scalar.text());
                return OptionalInt.empty();
              });
    }
    String found = value.get() instanceof ScalarValue scalar ? scalar.text() : "…";
    error(key, "field.not-integer", key, found);
    return OptionalInt.empty();
  }

  /** A field with a boolean; false if absent. */
  public boolean flag(String key) {
    Optional<Value> value = present(key);
    if (value.isEmpty()) {
      return false;
    }
    if (value.get() instanceof ScalarValue scalar && scalar.type() == ScalarValue.Type.BOOLEAN) {
      return "tTyYoO".indexOf(scalar.text().charAt(0)) >= 0
          && !scalar.text().toLowerCase(java.util.Locale.ROOT).equals("off");
    }
    error(key, "field.not-boolean", key);
    return false;
  }

  /** A field with a mapping. */
  public Optional<Fields> map(String key) {
    return present(key)
        .flatMap(
            value -> {
              if (value instanceof MapValue inner) {
                return Optional.of(Fields.of(at(inner.line(), step(key)), inner, problems));
              }
              error(key, "field.not-map", key);
              return Optional.empty();
            });
  }

  /** As {@link #map}, and an empty mapping where there is none. */
  public Fields mapOrEmpty(String key) {
    return map(key)
        .orElseGet(
            () -> {
              MapValue empty = new MapValue(origin.line(), Map.of(), List.of());
              return Fields.of(at(origin.line(), step(key)), empty, problems);
            });
  }

  /** A list of mappings; items of other types are reported and left out. */
  public List<Fields> maps(String key) {
    List<Fields> found = new ArrayList<>();
    List<Value> items = list(key);
    for (int i = 0; i < items.size(); i++) {
      Place place = at(items.get(i).line(), step(key) + "[" + i + "]");
      if (items.get(i) instanceof MapValue inner) {
        found.add(Fields.of(place, inner, problems));
      } else {
        problems.accept(Problem.error(place, "field.not-map", key + "[" + i + "]"));
      }
    }
    return found;
  }

  /** A list of texts; items of other types are reported and left out. */
  public List<String> texts(String key) {
    List<String> found = new ArrayList<>();
    List<Value> items = list(key);
    for (int i = 0; i < items.size(); i++) {
      String item = key + "[" + i + "]";
      text(items.get(i), item, at(items.get(i).line(), step(item))).ifPresent(found::add);
    }
    return found;
  }

  /** The items of a list, whatever they are; none if the field is absent or no list. */
  public List<Value> list(String key) {
    Optional<Value> value = present(key);
    if (value.isEmpty()) {
      return List.of();
    }
    if (value.get() instanceof ListValue items) {
      return items.items();
    }
    error(key, "field.not-list", key);
    return List.of();
  }

  /** A mapping of texts to texts, such as labels; null is the empty text. */
  public SortedMap<String, String> textMap(String key) {
    TreeMap<String, String> found = new TreeMap<>();
    map(key)
        .ifPresent(
            inner -> {
              for (Map.Entry<String, Value> entry : inner.map.entries().entrySet()) {
                boolean empty = entry.getValue() instanceof ScalarValue s && s.isNull();
                if (empty) {
                  found.put(entry.getKey(), "");
                } else {
                  inner.text(entry.getKey()).ifPresent(text -> found.put(entry.getKey(), text));
                }
              }
            });
    return found;
  }
}
