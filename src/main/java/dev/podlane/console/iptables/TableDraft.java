package dev.podlane.console.iptables;

import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Chain.Policy;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table while commands change it. */
final class TableDraft {
  private final Table.Kind kind;
  private final Map<String, ChainDraft> chains = new LinkedHashMap<>();

  /**
   * A rule and where it came from.
   *
   * @param line line of the input, 0 if it was there before
   * @param action how the kernel names what put it there
   * @param hash of the rule, by which one is found among many
   */
  record Entry(Rule rule, int line, String action, int hash) {
    Entry(Rule rule, int line, String action) {
      this(rule, line, action, rule.hashCode());
    }
  }

  /** A chain while commands change it. */
  static final class ChainDraft {
    private final String name;
    private final boolean isBuiltIn;
    private final @Nullable Chain before;
    private @Nullable Policy policy;
    private List<Entry> entries;
    private boolean isChanged;

    private ChainDraft(Chain chain, String name) {
      this.name = name;
      this.isBuiltIn = chain.policy() != null;
      this.before = chain;
      this.policy = chain.policy();
      this.entries = new ArrayList<>();
      chain.rules().forEach(rule -> entries.add(new Entry(rule, 0, "")));
    }

    String name() {
      return name;
    }

    boolean isBuiltIn() {
      return isBuiltIn;
    }

    List<Entry> entries() {
      return entries;
    }

    /** The entries, about to be changed. */
    List<Entry> changing() {
      isChanged = true;
      return entries;
    }

    @Nullable Policy policy() {
      return policy;
    }

    void policy(Policy now) {
      isChanged = true;
      policy = now;
    }

    private Chain chain(Sharing sharing) {
      boolean isSame = !isChanged && before != null && before.name().equals(name);
      return isSame && before != null
          ? before
          : new Chain(
              name, policy, entries.stream().map(Entry::rule).map(sharing::shared).toList());
    }
  }

  TableDraft(Table table) {
    this.kind = table.kind();
    table
        .chains()
        .values()
        .forEach(chain -> chains.put(chain.name(), new ChainDraft(chain, chain.name())));
  }

  Table.Kind kind() {
    return kind;
  }

  Map<String, ChainDraft> chains() {
    return chains;
  }

  boolean has(String chain) {
    return chains.containsKey(chain);
  }

  /** A chain that must be there. */
  ChainDraft chain(String name) {
    ChainDraft chain = chains.get(name);
    if (chain == null) {
      throw IptablesException.noChain();
    }
    return chain;
  }

  /** Makes a chain without rules. */
  void add(String name) {
    chains.put(name, new ChainDraft(new Chain(name, null, List.of()), name));
  }

  /** Gives a chain another name, its rules and those that lead to it stay. */
  void rename(String from, String to) {
    Map<String, ChainDraft> all = new LinkedHashMap<>(chains);
    chains.clear();
    all.forEach(
        (name, chain) -> {
          ChainDraft now = name.equals(from) ? renamed(chain, to) : chain;
          chains.put(now.name(), now);
        });
    for (ChainDraft chain : chains.values()) {
      if (chain.entries().stream().anyMatch(each -> Targets.leadsTo(each.rule().target(), from))) {
        chain.changing().replaceAll(each -> Targets.redirected(each, from, to));
      }
    }
  }

  private static ChainDraft renamed(ChainDraft chain, String to) {
    ChainDraft now = new ChainDraft(new Chain(to, null, List.of()), to);
    now.changing().addAll(chain.entries());
    return now;
  }

  /** The table as it is now. */
  Table table() {
    Map<String, Chain> all = new LinkedHashMap<>();
    Sharing sharing = new Sharing();
    chains.values().forEach(chain -> all.put(chain.name(), chain.chain(sharing)));
    return new Table(kind, all);
  }
}
