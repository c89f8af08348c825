package dev.podlane.document.redact;

import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The replacements for scalars that are not stored.
 *
 * @param empty scalars in whose place nothing stands; equal ones in other places are not meant
 * @param partly texts of which a part is left, by identity
 */
record Blanks(Set<ScalarValue> empty, Map<ScalarValue, String> partly) {
  /** Returns the replacement for a scalar; null if it stays. */
  @Nullable String instead(ScalarValue scalar) {
    if (!empty.isEmpty() && empty.contains(scalar)) {
      return "";
    }
    return partly.isEmpty() ? null : partly.get(scalar);
  }

  /** Returns the tree with the replacements in it. */
  Value in(Value value) {
    if (value instanceof ScalarValue scalar) {
      String by = instead(scalar);
      return by == null ? scalar : new ScalarValue(scalar.line(), ScalarValue.Type.TEXT, by);
    }
    if (value instanceof ListValue list) {
      return new ListValue(list.line(), list.items().stream().map(this::in).toList());
    }
    MapValue map = (MapValue) value;
    Map<String, Value> entries = new LinkedHashMap<>();
    map.entries().forEach((key, entry) -> entries.put(key, in(entry)));
    List<MapValue.Shadowed> shadowed =
        map.shadowed().stream()
            .map(entry -> new MapValue.Shadowed(entry.key(), in(entry.value())))
            .toList();
    return new MapValue(map.line(), entries, shadowed);
  }
}
