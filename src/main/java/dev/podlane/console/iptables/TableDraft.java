package dev.podlane.console.iptables;

import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.net.filter.BaseChain;
import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Chain.Policy;
import dev.podlane.net.filter.Rule;
import dev.podlane.net.filter.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** A table while commands change it. */
final class TableDraft {
  private final Table before;
  private final Table.Kind kind;
  private final Map<String, ChainDraft> chains = new LinkedHashMap<>();
  private int ticks;

  /**
   * A rule and where it came from.
   *
   * @param line line of the input, 0 if it was there before
   * @param action the kernel's name for the operation that added the rule
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
    private final IntSupplier clock;
    private List<Entry> entries;
    private boolean isChanged;
    private boolean isSaid;

    /** The moment at which the kernel made it; 0 if it was there before, or is not yet. */
    private int made;

    private ChainDraft(Chain chain, String name, IntSupplier clock) {
      this.name = name;
      this.clock = clock;
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
      change();
      return entries;
    }

    private void change() {
      isChanged = true;
      boolean isNew = before != null && !before.isMade();
      made = made == 0 && isNew ? clock.getAsInt() : made;
    }

    @Nullable Policy policy() {
      return policy;
    }

    void policy(Policy now) {
      change();
      isSaid = true;
      policy = now;
    }

    private @Nullable BaseChain base() {
      BaseChain known = before == null ? null : before.base();
      if (known == null || policy == null) {
        return null;
      }
      boolean isMade = isSaid || !entries.isEmpty();
      BaseChain now = isSaid ? known.counting() : known;
      return isMade ? now.touched(policy) : now.with(policy);
    }

    private Chain chain(RuleInterner sharing) {
      boolean isSame = !isChanged && before != null && before.name().equals(name);
      return isSame && before != null
          ? before
          : new Chain(
              name, base(), entries.stream().map(Entry::rule).map(sharing::shared).toList());
    }
  }

  TableDraft(Table table) {
    this.before = table;
    this.kind = table.kind();
    table
        .chains()
        .values()
        .forEach(
            chain -> chains.put(chain.name(), new ChainDraft(chain, chain.name(), this::tick)));
  }

  private int tick() {
    ticks++;
    return ticks;
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
    ChainDraft chain = new ChainDraft(new Chain(name, null, List.of()), name, this::tick);
    chain.made = tick();
    chains.put(name, chain);
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
      if (chain.entries().stream()
          .anyMatch(each -> TargetPlaces.leadsTo(each.rule().target(), from))) {
        chain.changing().replaceAll(each -> TargetPlaces.redirected(each, from, to));
      }
    }
  }

  private ChainDraft renamed(ChainDraft chain, String to) {
    ChainDraft now = new ChainDraft(new Chain(to, null, List.of()), to, this::tick);
    now.changing().addAll(chain.entries());
    now.made = chain.made;
    return now;
  }

  /** The table as it is now. */
  Table table() {
    Map<String, Chain> all = new LinkedHashMap<>();
    RuleInterner sharing = new RuleInterner();
    chains.values().stream()
        .sorted(Comparator.comparingInt(chain -> chain.made))
        .forEach(chain -> all.put(chain.name(), chain.chain(sharing)));
    return before.withChains(all);
  }
}
