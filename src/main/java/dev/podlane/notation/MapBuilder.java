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

/** A mapping under construction; absent and empty values are left out. */
final class MapBuilder {
  private final Map<String, Value> entries = new LinkedHashMap<>();

  MapBuilder text(String key, @Nullable Object value) {
    if (value != null) {
      entries.put(key, text(value.toString()));
    }
    return this;
  }

  MapBuilder number(String key, int value) {
    entries.put(key, new ScalarValue(0, ScalarValue.Type.INTEGER, "" + value));
    return this;
  }

  /** Adds a boolean, left out if it has its default. */
  MapBuilder flag(String key, boolean value, boolean byDefault) {
    if (value != byDefault) {
      entries.put(key, new ScalarValue(0, ScalarValue.Type.BOOLEAN, "" + value));
    }
    return this;
  }

  MapBuilder texts(String key, Collection<String> values) {
    return list(key, values.stream().<Value>map(MapBuilder::text).toList());
  }

  MapBuilder list(String key, List<Value> items) {
    if (!items.isEmpty()) {
      entries.put(key, new ListValue(0, items));
    }
    return this;
  }

  MapBuilder map(String key, MapBuilder inner) {
    if (!inner.entries.isEmpty()) {
      entries.put(key, inner.value());
    }
    return this;
  }

  /** A mapping that is written even if nothing is in it. */
  MapBuilder always(String key, MapBuilder inner) {
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
