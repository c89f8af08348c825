package dev.podlane.console.nft.change;

import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Table;
import dev.podlane.net.filter.TableName;
import dev.podlane.net.filter.TableObject;
import dev.podlane.net.filter.nft.NamedSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A table while commands change it. */
public final class TableChange {
  private final TableName name;
  private final Map<String, ChainChange> chains = new LinkedHashMap<>();
  private final Map<String, NamedSet> sets = new LinkedHashMap<>();
  private final List<TableObject> objects = new ArrayList<>();
  private String comment = "";
  private List<String> flags = List.of();

  TableChange(TableName name) {
    this.name = name;
  }

  TableChange(Table table) {
    this(table.name());
    table.chains().values().forEach(chain -> chains.put(chain.name(), new ChainChange(chain)));
    sets.putAll(table.sets());
    objects.addAll(table.objects());
    comment = table.comment();
    flags = table.flags();
  }

  /** Its family and name. */
  public TableName name() {
    return name;
  }

  /** Its chains by name. */
  public Map<String, ChainChange> chains() {
    return chains;
  }

  /** The chain of that name, made if there is none. */
  public ChainChange chain(String chain) {
    return chains.computeIfAbsent(chain, ChainChange::new);
  }

  /** Its sets and maps by name. */
  public Map<String, NamedSet> sets() {
    return sets;
  }

  /** Its other objects. */
  public List<TableObject> objects() {
    return objects;
  }

  /** Gives it a comment. */
  public void comment(String now) {
    comment = now;
  }

  /** Gives it flags. */
  public void flags(List<String> now) {
    flags = List.copyOf(now);
  }

  /** Gives a chain another name; rules lead to it as before. */
  public void rename(String from, String to) {
    Map<String, ChainChange> all = new LinkedHashMap<>(chains);
    chains.clear();
    for (ChainChange chain : all.values()) {
      if (chain.name().equals(from)) {
        chain.rename(to);
      }
      for (int at = 0; at < chain.rules().size(); at++) {
        Rule rule = chain.rules().get(at);
        Rule now = Renaming.of(rule, from, to);
        if (!now.equals(rule)) {
          chain.changing().set(at, now);
        }
      }
      chains.put(chain.name(), chain);
    }
    sets.replaceAll((name, set) -> Renaming.of(set, from, to));
  }

  /** The number of handles before those of a chain's rules, in the order of a listing. */
  public int rulesBefore(String chain) {
    int count = objects.size() + sets.size();
    for (ChainChange each : chains.values()) {
      boolean isMade = each.base() == null || each.base().serial() != 0;
      count += isMade ? 1 : 0;
      if (each.name().equals(chain)) {
        return count;
      }
      count += each.rules().size();
    }
    return count;
  }

  Table table() {
    Map<String, Chain> all = new LinkedHashMap<>();
    chains.values().forEach(chain -> all.put(chain.name(), chain.chain()));
    return new Table(name, all, sets, objects, comment, flags);
  }
}
