package dev.podlane.notation;

import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mapping while it is written; what is absent or empty is left out. */
final class Tree {
  private final Map<String, Value> entries = new LinkedHashMap<>();

  Tree text(String key, @Nullable Object value) {
    if (value != null) {
      entries.put(key, text(value.toString()));
    }
    return this;
  }

  Tree number(String key, int value) {
    entries.put(key, new ScalarValue(0, ScalarValue.Type.INTEGER, "" + value));
    return this;
  }

  /** A boolean, left out where it says what is so without it. */
  Tree flag(String key, boolean value, boolean byDefault) {
    if (value != byDefault) {
      entries.put(key, new ScalarValue(0, ScalarValue.Type.BOOLEAN, "" + value));
    }
    return this;
  }

  Tree texts(String key, Collection<String> values) {
    return list(key, values.stream().<Value>map(Tree::text).toList());
  }

  Tree list(String key, List<Value> items) {
    if (!items.isEmpty()) {
      entries.put(key, new ListValue(0, items));
    }
    return this;
  }

  Tree map(String key, Tree inner) {
    if (!inner.entries.isEmpty()) {
      entries.put(key, inner.value());
    }
    return this;
  }

  /** A mapping that is written even if nothing is in it. */
  Tree always(String key, Tree inner) {
    entries.put(key, inner.value());
    return this;
  }

  MapValue value() {
    return new MapValue(0, entries, List.of());
  }

  private static Value text(String text) {
    return new ScalarValue(0, ScalarValue.Type.TEXT, text);
  }
}
