package dev.podlane.document.tree;

import dev.podlane.document.Entries;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decides which fields of a text are kept, and counts those that are not. */
public final class FieldFilter {
  /** Most names of kinds, or of fields at one place, that are counted apart. */
  private static final int MOST_NAMES = 200;

  private static final String OTHERS = "…";

  private record Skipped(Wanted.Branch branch, Map<String, long[]> times) {}

  /**
   * The branch for a name below another branch, null if it is not wanted, and the number of times
   * it was met.
   */
  private static final class Found {
    private final String name;
    private final Wanted.@Nullable Branch below;
    private final long[] times;

    Found(String name, Wanted.@Nullable Branch below, long[] times) {
      this.name = name;
      this.below = below;
      this.times = times;
    }
  }

  /** Most names below a branch that are found without a map. */
  private static final int SLOTS = 32;

  private final Wanted wanted;
  private final Map<String, Long> kinds = new HashMap<>();

  /** The counters of skipped fields below each branch, by the number of the branch. */
  private final List<@Nullable Skipped> skipped = new ArrayList<>();

  /**
   * The results below each branch, by its number and the hash code of the name: a parser gives the
   * same object for equal names, so that comparing references is enough.
   */
  private final List<@Nullable Found[]> found = new ArrayList<>();

  private String kind = "";
  private Wanted.@Nullable Branch ofKind;

  public FieldFilter(Wanted wanted) {
    this.wanted = wanted;
  }

  public Wanted wanted() {
    return wanted;
  }

  public LeftOut leftOut() {
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

  public void reduced(String kind) {
    String name = kinds.size() < MOST_NAMES || kinds.containsKey(kind) ? kind : OTHERS;
    kinds.merge(name, 1L, Long::sum);
  }

  /** The fields of a kind. */
  @SuppressWarnings("ReferenceEquality") // one kind after another is mostly the same object
  public Wanted.Branch of(String name) {
    Wanted.Branch known = ofKind;
    if (known == null || kind != name) {
      known = wanted.of(name);
      kind = name;
      ofKind = known;
    }
    return known;
  }

  /** Returns the branch for a field; null if the field is not wanted, which is counted. */
  @SuppressWarnings("ReferenceEquality") // equal names that are not the same are looked up
  Wanted.@Nullable Branch below(Wanted.Branch branch, String name) {
    if (branch.isWhole()) {
      return Wanted.Branch.WHOLE;
    }
    @Nullable Found[] known = found(branch.number());
    int slot = name.hashCode() & (SLOTS - 1);
    Found here = known[slot];
    if (here == null || here.name != name) {
      Wanted.Branch below = branch.field(name);
      here = new Found(name, below, below == null ? times(branch, name) : new long[1]);
      known[slot] = here;
    }
    here.times[0]++;
    return here.below;
  }

  private @Nullable Found[] found(int number) {
    while (found.size() <= number) {
      found.add(new Found[SLOTS]);
    }
    return found.get(number);
  }

  private void skipped(Wanted.Branch branch, String name) {
    times(branch, name)[0]++;
  }

  /** Returns the counter of a field left out below a branch. */
  public long[] times(Wanted.Branch branch, String name) {
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
    return count;
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
