package dev.podlane.document;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Finds the scalars that must not be stored. A scalar in the place of an alias is one of its own;
 * but what is secret in one place is so in all of them.
 */
final class Sensitive {
  private static final String SECRET = "secret";

  private final IdentityHashMap<ScalarValue, String> marked = new IdentityHashMap<>();
  private final Set<Integer> withSecrets = new HashSet<>();
  private int document;

  void visit(Document next) {
    document = next.number();
    walk(next.root(), false);
  }

  boolean isEmpty() {
    return marked.isEmpty();
  }

  boolean contains(ScalarValue scalar) {
    return marked.containsKey(scalar);
  }

  /** Whether a document, by its number, has a Secret in it. */
  boolean hasSecret(int number) {
    return withSecrets.contains(number);
  }

  /** Carries secrets over to all places that aliases give them. */
  void spread(Map<ScalarValue, ScalarValue> targets) {
    targets.forEach(
        (copy, target) -> {
          if (SECRET.equals(marked.get(copy))) {
            marked.put(target, SECRET);
          }
        });
    targets.forEach(
        (copy, target) -> {
          if (SECRET.equals(marked.get(target))) {
            marked.put(copy, SECRET);
          }
        });
  }

  /** How many values are marked, by kind; those that aliases repeat count once. */
  SortedMap<String, Integer> counts(Map<ScalarValue, ScalarValue> targets) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    marked.forEach(
        (scalar, kind) -> {
          ScalarValue target = targets.get(scalar);
          if (target == null || !marked.containsKey(target)) {
            counts.merge(kind, 1, Integer::sum);
          }
        });
    return counts;
  }

  private void walk(Value value, boolean isSecretItem) {
    if (value instanceof ListValue list) {
      list.items().forEach(item -> walk(item, isSecretItem));
    } else if (value instanceof MapValue map) {
      boolean secret = isSecretItem || isKind(map, "secret");
      boolean secrets = isKind(map, "secretlist");
      if (secret) {
        withSecrets.add(document);
      }
      map.entries().forEach((key, entry) -> entry(key, entry, secret, secrets));
      map.shadowed().forEach(entry -> entry(entry.key(), entry.value(), secret, secrets));
    }
  }

  private void entry(String key, Value value, boolean secret, boolean secrets) {
    if (secret && (key.equals("data") || key.equals("stringData"))) {
      mark(value, SECRET);
    } else if (key.contains("last-applied")) {
      mark(value, "last-applied");
    } else if (key.equals("env") && value instanceof ListValue list) {
      list.items().forEach(this::variable);
    } else if (key.equals("env") && value instanceof MapValue) {
      mark(value, "env");
    } else {
      walk(value, secrets && key.equals("items"));
    }
  }

  private void variable(Value item) {
    if (!(item instanceof MapValue map)) {
      mark(item, "env");
      return;
    }
    List<MapValue.Shadowed> all = new ArrayList<>(map.shadowed());
    map.entries().forEach((key, value) -> all.add(new MapValue.Shadowed(key, value)));
    for (MapValue.Shadowed entry : all) {
      if (entry.key().equals("value")) {
        mark(entry.value(), "env");
      } else {
        walk(entry.value(), false);
      }
    }
  }

  private static boolean isKind(MapValue map, String kind) {
    return map.text("kind").map(String::strip).filter(kind::equalsIgnoreCase).isPresent()
        || map.shadowed().stream()
            .filter(entry -> entry.key().equals("kind"))
            .map(MapValue.Shadowed::value)
            .anyMatch(v -> v instanceof ScalarValue s && s.text().strip().equalsIgnoreCase(kind));
  }

  private void mark(Value value, String kind) {
    if (value instanceof ScalarValue scalar) {
      if (!scalar.text().isEmpty() && !scalar.isNull()) {
        marked.putIfAbsent(scalar, kind);
      }
    } else if (value instanceof ListValue list) {
      list.items().forEach(item -> mark(item, kind));
    } else if (value instanceof MapValue map) {
      map.entries().values().forEach(entry -> mark(entry, kind));
      map.shadowed().forEach(entry -> mark(entry.value(), kind));
    }
  }

  /** The tree with every marked scalar empty. */
  Value blanked(Value value) {
    if (value instanceof ScalarValue scalar) {
      return contains(scalar) ? new ScalarValue(scalar.line(), ScalarValue.Type.TEXT, "") : scalar;
    }
    if (value instanceof ListValue list) {
      return new ListValue(list.line(), list.items().stream().map(this::blanked).toList());
    }
    MapValue map = (MapValue) value;
    Map<String, Value> entries = new LinkedHashMap<>();
    map.entries().forEach((key, entry) -> entries.put(key, blanked(entry)));
    List<MapValue.Shadowed> shadowed =
        map.shadowed().stream()
            .map(entry -> new MapValue.Shadowed(entry.key(), blanked(entry.value())))
            .toList();
    return new MapValue(map.line(), entries, shadowed);
  }
}
