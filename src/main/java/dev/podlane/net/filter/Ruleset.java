package dev.podlane.net.filter;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All netfilter rules of a namespace: the tables that were touched, and the sets. */
public final class Ruleset {
  /** No rules: no hook is taken, nothing is tracked. */
  public static final Ruleset NONE = new Ruleset(Map.of(), Map.of());

  private final Map<Table.Kind, Table> tables;
  private final Map<String, IpSet> sets;
  private final boolean tracks;

  /**
   * A ruleset.
   *
   * @param tables those that exist; a table exists once it was touched
   * @param sets by name
   */
  public Ruleset(Map<Table.Kind, Table> tables, Map<String, IpSet> sets) {
    EnumMap<Table.Kind, Table> ordered = new EnumMap<>(Table.Kind.class);
    ordered.putAll(tables);
    this.tables = Collections.unmodifiableMap(ordered);
    this.sets = Collections.unmodifiableMap(new TreeMap<>(sets));
    this.tracks = tables.values().stream().anyMatch(Table::tracks);
  }

  /** The tables that exist, in the order raw, mangle, nat, filter. */
  public Map<Table.Kind, Table> tables() {
    return tables;
  }

  /** Sets by name. */
  public Map<String, IpSet> sets() {
    return sets;
  }

  /** The table, if it exists. */
  public Optional<Table> table(Table.Kind kind) {
    return Optional.ofNullable(tables.get(kind));
  }

  /** Whether connections are tracked in this namespace (nf_ct_netns_get). */
  public boolean tracks() {
    return tracks;
  }

  /** Whether there is nothing at all. */
  public boolean isEmpty() {
    return tables.isEmpty() && sets.isEmpty();
  }

  /** This ruleset with a table added or replaced. */
  public Ruleset with(Table table) {
    EnumMap<Table.Kind, Table> now = new EnumMap<>(Table.Kind.class);
    now.putAll(tables);
    now.put(table.kind(), table);
    return new Ruleset(now, sets);
  }

  /** This ruleset with a set added or replaced. */
  public Ruleset with(IpSet set) {
    Map<String, IpSet> now = new TreeMap<>(sets);
    now.put(set.name(), set);
    return new Ruleset(tables, now);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Ruleset ruleset
        && tables.equals(ruleset.tables)
        && sets.equals(ruleset.sets);
  }

  @Override
  public int hashCode() {
    return Objects.hash(tables, sets);
  }

  @Override
  public String toString() {
    return "Ruleset[" + tables.values() + ", " + sets.values() + "]";
  }
}
