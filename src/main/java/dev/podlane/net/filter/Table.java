package dev.podlane.net.filter;

import dev.podlane.net.filter.nft.NamedSet;
import dev.podlane.net.shared.SuppliedMap;
import dev.podlane.net.shared.Supply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A table of chains and sets.
 *
 * @param name its family and name
 * @param chains by name: in a table of iptables the built-in ones in the order of the hooks, then
 *     the others in theirs
 * @param sets its sets and maps by name
 * @param objects its other objects
 * @param comment empty if none
 * @param flags such as {@code dormant}
 */
public record Table(
    TableName name,
    Map<String, Chain> chains,
    Map<String, NamedSet> sets,
    List<TableObject> objects,
    String comment,
    List<String> flags) {
  /** The tables of iptables, each with the hooks it has chains for. */
  public enum Kind {
    RAW("raw"),
    MANGLE("mangle"),
    NAT("nat"),
    FILTER("filter"),
    SECURITY("security");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** The name {@code iptables -t} takes. */
    public String text() {
      return text;
    }

    /** Returns the hooks at which the table has a chain. */
    public List<Hook> hooks() {
      return switch (this) {
        case RAW -> List.of(Hook.PREROUTING, Hook.OUTPUT);
        case MANGLE -> Hook.ofPackets();
        case NAT -> List.of(Hook.PREROUTING, Hook.INPUT, Hook.OUTPUT, Hook.POSTROUTING);
        case FILTER, SECURITY -> List.of(Hook.INPUT, Hook.FORWARD, Hook.OUTPUT);
      };
    }

    /** The table of that name, if there is one. */
    public static Optional<Kind> of(String name) {
      for (Kind kind : values()) {
        if (kind.text.equals(name)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }

  public Table {
    chains = SuppliedMap.copyOf(chains);
    sets = Collections.unmodifiableMap(new LinkedHashMap<>(sets));
    objects = List.copyOf(objects);
    flags = List.copyOf(flags);
  }

  /** A table of chains alone. */
  public Table(TableName name, Map<String, Chain> chains) {
    this(name, chains, Map.of(), List.of(), "", List.of());
  }

  /** Returns the initial state of a table: built-in chains without rules. */
  public static Table empty(Kind kind) {
    Map<String, Chain> chains = new LinkedHashMap<>();
    for (Hook hook : kind.hooks()) {
      chains.put(hook.name(), new Chain(hook.name(), BaseChain.of(kind, hook), List.of()));
    }
    return new Table(TableName.of(kind), chains);
  }

  /** Returns true if iptables speaks of it too. */
  public boolean isOfIptables() {
    return name.kind().isPresent();
  }

  /**
   * The table of iptables that it is.
   *
   * @throws java.util.NoSuchElementException if it is none
   */
  public Kind kind() {
    return name.kind().orElseThrow();
  }

  /** This table of iptables with all its built-in chains, those first that others may lack. */
  public Table completed() {
    boolean isWhole = kind().hooks().stream().allMatch(hook -> chains.containsKey(hook.name()));
    if (isWhole) {
      return this;
    }
    Map<String, Chain> all = new LinkedHashMap<>(empty(kind()).chains());
    all.putAll(chains);
    return withChains(all);
  }

  /**
   * Its chains as they are shown: those of iptables that are built in, by hook, then the others.
   */
  public List<Chain> shown() {
    return shown(Integer.MAX_VALUE);
  }

  /** The first of them, without writing the others. */
  public List<Chain> shown(int most) {
    Set<String> builtIn = new LinkedHashSet<>();
    for (Hook hook : isOfIptables() ? kind().hooks() : List.<Hook>of()) {
      builtIn.add(hook.name());
    }
    List<Chain> all = new ArrayList<>();
    builtIn.forEach(hook -> chain(hook).ifPresent(all::add));
    int wanted = most > Integer.MAX_VALUE - builtIn.size() ? most : most + builtIn.size();
    SuppliedMap.copyOf(chains).first(wanted).stream()
        .filter(each -> !builtIn.contains(each.name()))
        .forEach(all::add);
    return all.size() > most ? all.subList(0, most) : all;
  }

  /** The chain of this name, if there is one. */
  public Optional<Chain> chain(String chain) {
    return Optional.ofNullable(chains.get(chain));
  }

  /** This table with a chain added or replaced. */
  public Table with(Chain chain) {
    return withAll(List.of(chain));
  }

  /** This table with chains added or replaced: one copy, however many they are. */
  public Table withAll(Collection<Chain> more) {
    return withChains(SuppliedMap.copyOf(chains).with(more));
  }

  /** This table with chains behind its own that are written on access. */
  public Table withSupply(Supply<Chain> supply) {
    return withChains(SuppliedMap.copyOf(chains).with(supply));
  }

  /** Its chains that are attached to a hook, in their order. */
  public List<Chain> bases() {
    return SuppliedMap.copyOf(chains).there().values().stream()
        .filter(chain -> chain.base() != null)
        .toList();
  }

  /** This table without a chain. */
  public Table without(String chain) {
    Map<String, Chain> now = new LinkedHashMap<>(chains);
    now.remove(chain);
    return withChains(now);
  }

  /** This table with these chains. */
  public Table withChains(Map<String, Chain> now) {
    return new Table(name, now, sets, objects, comment, flags);
  }

  /** This table with these sets and maps. */
  public Table withSets(Map<String, NamedSet> now) {
    return new Table(name, chains, now, objects, comment, flags);
  }

  /** Returns true if packets do not meet its chains. */
  public boolean isDormant() {
    return flags.contains("dormant");
  }

  /** The subsystem that this table needs. */
  Need need() {
    if (bases().stream().anyMatch(Table::isOfTranslation)) {
      return Need.CONNECTIONS;
    }
    Need there = need(SuppliedMap.copyOf(chains).there());
    return there == Need.CONNECTIONS
        ? there
        : need(chains); // others are written only if it is open
  }

  private static Need need(Map<String, Chain> chains) {
    Need most = Need.NOTHING;
    for (Chain chain : chains.values()) {
      for (Rule rule : chain.rules()) {
        most = most.or(rule.need());
        if (most == Need.CONNECTIONS) {
          return most;
        }
      }
    }
    return most;
  }

  private static boolean isOfTranslation(Chain chain) {
    return chain.base() != null && chain.base().type() == BaseChain.Type.NAT;
  }
}
