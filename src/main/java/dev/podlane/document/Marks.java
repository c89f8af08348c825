package dev.podlane.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Scalars by what their places mean: those not to be stored, and those that are read. */
final class Marks {
  private final Set<ScalarValue> marked = Marks.identities();
  private final Set<ScalarValue> meant = Marks.identities();
  private final Asked asked;
  private boolean any;
  private final List<Value> regions = new ArrayList<>();
  private final TreeMap<String, Integer> counts = new TreeMap<>();
  private final TreeMap<String, TreeSet<String>> kept = new TreeMap<>();

  /** What will be asked of marks; each asks for all before it, and takes more memory. */
  enum Asked {
    /** {@link #isClean} and {@link #kept}. */
    WHETHER,
    /** {@link #isSecret}, of documents without aliases. */
    WHICH,
    /** {@link #isMeant}: a value may stand in several places. */
    EVERYTHING
  }

  /** No marks yet. */
  Marks(Asked asked) {
    this.asked = asked;
  }

  /** An empty set that tells equal scalars in different places apart. */
  static Set<ScalarValue> identities() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /** Whether nothing of a text has to be blanked; a comment is the text after a {@code #}. */
  boolean isClean(String text) {
    return !any && (regions.isEmpty() || text.indexOf('#') < 0);
  }

  /**
   * Whether the place of this scalar must not be stored. What is shared with a place that is read
   * stands there anyway.
   */
  boolean isSecret(ScalarValue scalar) {
    return marked.contains(scalar) && !meant.contains(scalar);
  }

  /** Whether the place of this scalar is one that is read and kept. */
  boolean isMeant(ScalarValue scalar) {
    return meant.contains(scalar);
  }

  /** Values around and inside which comments may repeat a secret. */
  List<Value> regions() {
    return regions;
  }

  /** How many values were marked, by the kind of their place. */
  SortedMap<String, Integer> counts() {
    return counts;
  }

  /** The names of what the {@link AllowList} kept, by the kind of its place. */
  SortedMap<String, SortedSet<String>> kept() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(kept));
  }

  /** Keeps a value that stands in a place where secrets are common. */
  void keepListed(String place, String name, Value value) {
    note(place, name);
    keep(value);
  }

  /** Says that something of this name was kept. */
  void note(String place, String name) {
    kept.computeIfAbsent(place, any -> new TreeSet<>()).add(name);
  }

  /** Keeps a value and all in it. */
  void keep(Value value) {
    if (asked != Asked.EVERYTHING) {
      return;
    }
    if (value instanceof ScalarValue scalar) {
      meant.add(scalar);
    } else if (value instanceof ListValue list) {
      list.items().forEach(this::keep);
    } else if (value instanceof MapValue map) {
      entries(map, (key, inner) -> keep(inner));
    }
  }

  /** Marks a value and all in it, comments too. */
  void region(Value value, String place) {
    regions.add(value);
    mark(value, place);
  }

  /** Lets comments around and inside a value go. */
  void region(Value value) {
    regions.add(value);
  }

  /** Marks a value and all in it. */
  void mark(Value value, String place) {
    if (any && asked == Asked.WHETHER) {
      return;
    }
    if (value instanceof ScalarValue scalar) {
      if (!scalar.text().isEmpty() && !scalar.isNull()) {
        any = true;
        mark(scalar, place);
      }
    } else if (value instanceof ListValue list) {
      list.items().forEach(item -> mark(item, place));
    } else if (value instanceof MapValue map) {
      entries(map, (key, inner) -> mark(inner, place));
    }
  }

  /** Tells all entries of a mapping, hidden ones first. */
  static void entries(MapValue map, BiConsumer<String, Value> entry) {
    for (MapValue.Shadowed hidden : map.shadowed()) {
      entry.accept(hidden.key(), hidden.value());
    }
    map.entries().forEach(entry);
  }

  private void mark(ScalarValue scalar, String place) {
    if (asked != Asked.WHETHER && marked.add(scalar)) {
      counts.merge(place, 1, Integer::sum);
    }
  }

  /** The scalars that are marked. */
  Set<ScalarValue> marked() {
    return Collections.unmodifiableSet(marked);
  }

  /** The tree with every scalar of a set empty. */
  static Value blanked(Value value, Set<ScalarValue> blank) {
    if (value instanceof ScalarValue scalar) {
      return blank.contains(scalar)
          ? new ScalarValue(scalar.line(), ScalarValue.Type.TEXT, "")
          : scalar;
    }
    if (value instanceof ListValue list) {
      return new ListValue(
          list.line(), list.items().stream().map(item -> blanked(item, blank)).toList());
    }
    MapValue map = (MapValue) value;
    Map<String, Value> entries = new LinkedHashMap<>();
    map.entries().forEach((key, entry) -> entries.put(key, blanked(entry, blank)));
    List<MapValue.Shadowed> shadowed =
        map.shadowed().stream()
            .map(entry -> new MapValue.Shadowed(entry.key(), blanked(entry.value(), blank)))
            .toList();
    return new MapValue(map.line(), entries, shadowed);
  }
}
