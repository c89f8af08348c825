package dev.podlane.console.nft.change;

import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.TableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All tables while commands change them; nothing is kept unless all commands are taken. */
public final class RulesetChange {
  private final Ruleset before;
  private final Map<TableName, Table> same = new LinkedHashMap<>();
  private final Map<TableName, TableChange> changed = new LinkedHashMap<>();
  private final Map<TableName, Table> made = new LinkedHashMap<>();
  private final List<TableName> order = new ArrayList<>();

  /** On top of what is there. */
  public RulesetChange(Ruleset before) {
    this.before = before;
    same.putAll(before.tables());
    order.addAll(before.tables().keySet());
  }

  /** Returns true if there is such a table. */
  public boolean has(TableName name) {
    return same.containsKey(name) || changed.containsKey(name);
  }

  /** A table as it is now, about to be changed; none if there is none. */
  public @Nullable TableChange table(TableName name) {
    Table known = same.remove(name);
    if (known != null) {
      changed.put(name, new TableChange(known));
    }
    return changed.get(name);
  }

  /** Makes a table if there is none. */
  public TableChange make(TableName name) {
    TableChange known = table(name);
    if (known == null) {
      known = new TableChange(name);
      changed.put(name, known);
      order.add(name);
    }
    return known;
  }

  /** Takes a table away. */
  public void remove(TableName name) {
    same.remove(name);
    changed.remove(name);
    order.remove(name);
  }

  /** Names of all tables in the order they were made. */
  public List<TableName> names() {
    return List.copyOf(order);
  }

  /** All tables in the order they were made. */
  public List<Table> tables() {
    List<Table> all = new ArrayList<>();
    for (TableName name : order) {
      TableChange change = changed.get(name);
      Table known = same.get(name);
      if (change != null) {
        all.add(change.table());
      } else if (known != null) {
        all.add(known);
      }
    }
    return all;
  }

  /** A changed table as it is in the end, made once. */
  private Table made(TableChange change) {
    return made.computeIfAbsent(change.name(), any -> change.table());
  }

  /** The first reason why the kernel would not take a table that was changed; nothing follows. */
  public Optional<String> fault() {
    for (TableChange change : changed.values()) {
      Optional<String> fault = TableValidation.fault(made(change));
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  /** The rules with all changes. */
  public Ruleset rules() {
    if (changed.isEmpty() && order.size() == before.tables().size()) {
      return before;
    }
    List<Table> all = new ArrayList<>();
    for (TableName name : order) {
      TableChange change = changed.get(name);
      Table known = change == null ? same.get(name) : made(change);
      if (known != null) {
        all.add(known);
      }
    }
    return new Ruleset(all, before.sets());
  }
}
