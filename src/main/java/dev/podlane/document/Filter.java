package dev.podlane.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decides which fields of a text are kept, and counts those that are not. */
final class Filter {
  /** Most names of kinds, or of fields at one place, that are counted apart. */
  private static final int MOST_NAMES = 200;

  private static final String OTHERS = "…";

  private record Skipped(Wanted.Branch branch, Map<String, long[]> times) {}

  final Wanted wanted;
  private final Map<String, Long> kinds = new HashMap<>();

  /** How often each field below a branch was skipped, by the number of the branch. */
  private final List<@Nullable Skipped> skipped = new ArrayList<>();

  Filter(Wanted wanted) {
    this.wanted = wanted;
  }

  LeftOut leftOut() {
    TreeMap<String, Long> counts = new TreeMap<>();
    for (Skipped below : skipped) {
      if (below != null && !below.branch.kind().isEmpty()) {
        below.times.forEach(
            (name, times) ->
                counts.put(below.branch.kind() + " " + below.branch.pathOf(name), times[0]));
      }
    }
    return new LeftOut(new TreeMap<>(kinds), counts);
  }

  void reduced(String kind) {
    String name = kinds.size() < MOST_NAMES || kinds.containsKey(kind) ? kind : OTHERS;
    kinds.merge(name, 1L, Long::sum);
  }

  void skipped(Wanted.Branch branch, String name) {
    while (skipped.size() <= branch.number()) {
      skipped.add(null);
    }
    Skipped below = skipped.get(branch.number());
    if (below == null) {
      below = new Skipped(branch, new HashMap<>());
      skipped.set(branch.number(), below);
    }
    Map<String, long[]> times = below.times;
    long[] count = times.get(name);
    if (count == null) {
      count = times.computeIfAbsent(times.size() < MOST_NAMES ? name : OTHERS, n -> new long[1]);
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
