package dev.podlane.document;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping; merge keys ({@code <<}) are already resolved.
 *
 * @param line number of its first line in the text
 * @param entries value by key, in the order of the text
 * @param shadowed values that a later equal key or a nearer merge has hidden; they no longer mean
 *     anything, but are still in the text
 */
public record MapValue(int line, Map<String, Value> entries, List<Shadowed> shadowed)
    implements Value {
  /**
   * An entry that another one with the same key hides.
   *
   * @param key the key of both
   * @param value the hidden value
   */
  public record Shadowed(String key, Value value) {}

  public MapValue {
    entries = Entries.copyOf(entries);
    shadowed = List.copyOf(shadowed);
  }

  /** The value of a key. */
  public Optional<Value> get(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /** The mapping of a key; an empty one for any other value. */
  public MapValue map(String key) {
    return entries.get(key) instanceof MapValue map ? map : new MapValue(line, Map.of(), List.of());
  }

  /** The text of a scalar that is no null; empty for any other value. */
  public Optional<String> text(String key) {
    return entries.get(key) instanceof ScalarValue scalar && !scalar.isNull()
        ? Optional.of(scalar.text())
        : Optional.empty();
  }
}
