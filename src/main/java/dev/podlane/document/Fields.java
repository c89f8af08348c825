package dev.podlane.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a mapping. A field of the wrong type is reported and read as absent; {@code
 * null} is absent (rule 136).
 */
public final class Fields {
  private final @Nullable Fields parent;

  /** The step that leads here from the parent. */
  private final String key;

  /** The item of a list under the key; -1 if the key leads here. */
  private final int item;

  private final MapValue map;
  private final Consumer<Problem> problems;

  /**
   * The place of the mapping; null below a parent, from which the place is computed only when there
   * is a problem.
   */
  private final @Nullable Place origin;

  private Fields(@Nullable Place origin, MapValue map, Consumer<Problem> problems) {
    this.origin = origin;
    this.parent = null;
    this.key = "";
    this.item = -1;
    this.map = map;
    this.problems = problems;
  }

  private Fields(Fields parent, String key, int item, MapValue map) {
    this.origin = null;
    this.parent = parent;
    this.key = key;
    this.item = item;
    this.map = map;
    this.problems = parent.problems;
  }

  /**
   * Reads a mapping.
   *
   * @param origin place of the mapping, with the path that leads to it
   * @param problems receives the problems
   */
  public static Fields of(Place origin, MapValue map, Consumer<Problem> problems) {
    return new Fields(origin, map, problems);
  }

  /** The mapping itself. */
  public MapValue value() {
    return map;
  }

  /** Returns the place of the mapping. */
  public Place place() {
    if (origin != null) {
      return origin;
    }
    String step = item < 0 ? key : key + "[" + item + "]";
    return Objects.requireNonNull(parent).at(map.line(), step);
  }

  /** Returns the receiver of problems. */
  public Consumer<Problem> problems() {
    return problems;
  }

  /** Returns the place of a field; the mapping's line if it has no such field. */
  public Place place(String key) {
    Value value = map.entries().get(key);
    Place here = place();
    return below(here, value == null ? here.line() : value.line(), key);
  }

  private Place at(int line, String step) {
    return below(place(), line, step);
  }

  private static Place below(Place here, int line, String step) {
    String path = here.path();
    String whole = path.isEmpty() ? step : step.isEmpty() ? path : path + "." + step;
    return new Place(here.file(), here.document(), line, whole);
  }

  /** Returns true if a field is written and not null. */
  public boolean has(String key) {
    return present(key) != null;
  }

  private @Nullable Value present(String key) {
    Value value = map.entries().get(key);
    return value instanceof ScalarValue scalar && scalar.isNull() ? null : value;
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
    Value value = present(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof ScalarValue scalar && scalar.type() == ScalarValue.Type.TEXT) {
      return Optional.of(scalar.text());
    }
    tellNoText(value, key, place(key));
    return Optional.empty();
  }

  private void tellNoText(Value value, String key, Place place) {
    if (value instanceof ScalarValue scalar) {
      problems.accept(Problem.error(place, "field.quote", key, scalar.text()));
    } else {
      problems.accept(Problem.error(place, "field.not-text", key));
    }
  }

  /** A field with a whole number that fits an {@code int}. */
  public OptionalInt integer(String key) {
    Value value = present(key);
    if (value == null) {
      return OptionalInt.empty();
    }
    if (value instanceof ScalarValue scalar && scalar.type() == ScalarValue.Type.INTEGER) {
      return YamlIntegers.fitting(scalar.text())
          .map(OptionalInt::of)
          .orElseGet(
              () -> {
                error(key, "field.number-too-large", key, scalar.text());
                return OptionalInt.empty();
              });
    }
    String found = value instanceof ScalarValue scalar ? scalar.text() : "…";
    boolean quoted = value instanceof ScalarValue && found.matches("-?[0-9]{1,10}");
    error(key, quoted ? "field.number-quoted" : "field.not-integer", key, found);
    return OptionalInt.empty();
  }

  /** A field with a boolean; false if absent. */
  public boolean flag(String key) {
    Value value = present(key);
    if (value == null) {
      return false;
    }
    if (value instanceof ScalarValue scalar && scalar.type() == ScalarValue.Type.BOOLEAN) {
      return "tTyYoO".indexOf(scalar.text().charAt(0)) >= 0
          && !scalar.text().toLowerCase(java.util.Locale.ROOT).equals("off");
    }
    error(key, "field.not-boolean", key);
    return false;
  }

  /** A field with a mapping. */
  public Optional<Fields> map(String key) {
    Value value = present(key);
    if (value instanceof MapValue inner) {
      return Optional.of(new Fields(this, key, -1, inner));
    }
    if (value != null) {
      error(key, "field.not-map", key);
    }
    return Optional.empty();
  }

  /** As {@link #map}, and an empty mapping where there is none. */
  public Fields mapOrEmpty(String key) {
    return map(key)
        .orElseGet(
            () -> {
              MapValue empty = new MapValue(place().line(), Map.of(), List.of());
              return Fields.of(at(empty.line(), key), empty, problems);
            });
  }

  /** A list of mappings; items of other types are reported and left out. */
  public List<Fields> maps(String key) {
    List<Value> items = list(key);
    if (items.isEmpty()) {
      return List.of();
    }
    List<Fields> found = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof MapValue inner) {
        found.add(new Fields(this, key, i, inner));
      } else {
        Place place = at(items.get(i).line(), key + "[" + i + "]");
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
      if (items.get(i) instanceof ScalarValue scalar && scalar.type() == ScalarValue.Type.TEXT) {
        found.add(scalar.text());
      } else {
        String item = key + "[" + i + "]";
        tellNoText(items.get(i), item, at(items.get(i).line(), item));
      }
    }
    return found;
  }

  /** Returns the items of a list, of any type; empty if the field is absent or no list. */
  public List<Value> list(String key) {
    Value value = present(key);
    if (value instanceof ListValue items) {
      return items.items();
    }
    if (value != null) {
      error(key, "field.not-list", key);
    }
    return List.of();
  }

  /** A mapping of texts to texts, such as labels; null is the empty text. */
  public SortedMap<String, String> textMap(String key) {
    Optional<Fields> inner = map(key);
    if (inner.isEmpty()) {
      return Collections.emptySortedMap();
    }
    TreeMap<String, String> found = new TreeMap<>();
    inner
        .get()
        .map
        .entries()
        .forEach(
            (name, value) -> {
              if (value instanceof ScalarValue scalar && scalar.isNull()) {
                found.put(name, "");
              } else {
                inner.get().text(name).ifPresent(text -> found.put(name, text));
              }
            });
    return found;
  }
}
