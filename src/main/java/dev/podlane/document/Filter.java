package dev.podlane.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Decides which fields of a text are kept, and counts those that are not. */
final class Filter {
  /** Most names of kinds, or of fields at one place, that are counted apart. */
  private static final int MOST_NAMES = 200;

  private static final String OTHERS = "…";

  final Wanted wanted;
  private final Map<String, Long> kinds = new HashMap<>();
  private final IdentityHashMap<Wanted.Branch, Map<String, long[]>> fields =
      new IdentityHashMap<>();

  Filter(Wanted wanted) {
    this.wanted = wanted;
  }

  LeftOut leftOut() {
    TreeMap<String, Long> counts = new TreeMap<>();
    fields.forEach(
        (branch, names) ->
            names.forEach(
                (name, count) ->
                    counts.merge(branch.kind() + " " + branch.pathOf(name), count[0], Long::sum)));
    TreeMap<String, Long> known = new TreeMap<>(counts);
    known.keySet().removeIf(path -> path.startsWith(" "));
    return new LeftOut(new TreeMap<>(kinds), known);
  }

  void reduced(String kind) {
    String name = kinds.size() < MOST_NAMES || kinds.containsKey(kind) ? kind : OTHERS;
    kinds.merge(name, 1L, Long::sum);
  }

  void skipped(Wanted.Branch branch, String name) {
    Map<String, long[]> names = fields.computeIfAbsent(branch, b -> new HashMap<>());
    long[] count = names.get(name);
    if (count == null) {
      count = names.computeIfAbsent(names.size() < MOST_NAMES ? name : OTHERS, n -> new long[1]);
    }
    count[0]++;
  }

  /** An object whose kind was not known while its fields were read. */
  Value pruned(Value value, Wanted.Branch branch) {
    if (branch == Wanted.Branch.WHOLE) {
      return value;
    }
    if (value instanceof ListValue list) {
      return new ListValue(
          list.line(), list.items().stream().map(item -> pruned(item, branch)).toList());
    }
    if (!(value instanceof MapValue map)) {
      return value;
    }
    List<String> keys = new ArrayList<>();
    List<Value> values = new ArrayList<>();
    map.entries()
        .forEach(
            (key, inner) -> {
              Wanted.Branch below = branch.field(key);
              if (below == null) {
                skipped(branch, key);
              } else {
                keys.add(key);
                values.add(pruned(inner, below));
              }
            });
    return new MapValue(
        map.line(),
        Entries.owning(keys.toArray(new String[0]), values.toArray(new Value[0])),
        map.shadowed());
  }
}
