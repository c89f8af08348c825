package dev.podlane.document.redact;

import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** Scalars by the meaning of their places: those not to be stored, and those that are read. */
final class MarkedScalars {
  private final Set<ScalarValue> marked = MarkedScalars.identities();
  private final Set<ScalarValue> meant = MarkedScalars.identities();
  private final Asked asked;
  private boolean any;
  private final IdentityHashMap<ScalarValue, String> partly = new IdentityHashMap<>();
  private final List<Value> regions = new ArrayList<>();
  private final TreeMap<String, Integer> counts = new TreeMap<>();
  private final TreeMap<String, TreeSet<String>> kept = new TreeMap<>();

  /** The questions that marks can answer; each includes all before it, and takes more memory. */
  enum Asked {
    /** {@link #isClean} and {@link #kept}. */
    WHETHER,
    /** {@link #isSecret}, of documents without aliases. */
    WHICH,
    /** {@link #isMeant}: a value may stand in several places. */
    EVERYTHING
  }

  /** No marks yet. */
  MarkedScalars(Asked asked) {
    this.asked = asked;
  }

  /** An empty set that tells equal scalars in different places apart. */
  static Set<ScalarValue> identities() {
    return Collections.newSetFromMap(new IdentityHashMap<>());
  }

  /**
   * Returns true if no part of a text has to be blanked; a comment is the text after a {@code #}.
   */
  boolean isClean(String text) {
    return !any && (regions.isEmpty() || text.indexOf('#') < 0);
  }

  /**
   * Returns true if the place of this scalar must not be stored. A value shared with a place that
   * is read is kept there.
   */
  boolean isSecret(ScalarValue scalar) {
    boolean wholly = marked.contains(scalar) || (asked == Asked.EVERYTHING && isPartly(scalar));
    return wholly && !meant.contains(scalar);
  }

  private boolean isPartly(ScalarValue scalar) {
    return !partly.isEmpty() && partly.containsKey(scalar);
  }

  /** Returns true if the place of this scalar is one that is read and kept. */
  boolean isMeant(ScalarValue scalar) {
    return meant.contains(scalar);
  }

  /** Values around and inside which comments may repeat a secret. */
  List<Value> regions() {
    return regions;
  }

  /** Returns the number of values marked, by the kind of their place. */
  SortedMap<String, Integer> counts() {
    return counts;
  }

  /** Returns the names of values that the {@link AllowList} kept, by the kind of their place. */
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

  /** Marks parts of a text: it is kept as another text, as long in lines. */
  void markPart(ScalarValue value, String kept, String place) {
    any = true;
    if (asked != Asked.WHETHER && partly.put(value, kept) == null) {
      counts.merge(place, 1, Integer::sum);
    }
  }

  /**
   * Returns the texts that are marked in part, with the part kept of each; where there are aliases,
   * there are none.
   */
  Map<ScalarValue, String> partly() {
    return Collections.unmodifiableMap(partly);
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
}
