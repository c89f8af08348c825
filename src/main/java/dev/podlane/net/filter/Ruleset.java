package dev.podlane.net.filter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All netfilter rules of a namespace: the tables that were touched, and the sets of ipset. */
public final class Ruleset {
  /** No rules: no hook is taken, nothing is tracked. */
  public static final Ruleset NONE = new Ruleset(List.of(), Map.of());

  private final Map<TableName, Table> tables;
  private final Map<String, IpSet> sets;
  private final Need need;
  private final Map<Hook, List<HookStage>> stages;
  private final List<HookStage.Rules> others;

  /**
   * A ruleset.
   *
   * @param tables those that exist in the order they were made; a table of iptables exists once it
   *     was touched
   * @param sets of ipset by name, in the order they were created
   */
  public Ruleset(Collection<Table> tables, Map<String, IpSet> sets) {
    this.tables = Collections.unmodifiableMap(numbered(tables));
    this.sets = Collections.unmodifiableMap(new LinkedHashMap<>(sets));
    this.need = need(tables);
    EnumMap<Hook, List<HookStage>> all = new EnumMap<>(Hook.class);
    for (Hook hook : Hook.values()) {
      all.put(hook, HookStage.at(hook, this.tables.values(), need));
    }
    this.stages = Collections.unmodifiableMap(all);
    this.others = others(this.tables.values());
  }

  private static Need need(Collection<Table> tables) {
    Need most = Need.NOTHING;
    for (Table table : tables) {
      boolean isRead = most != Need.CONNECTIONS && table.name().family().seesV4();
      most = isRead ? most.or(table.need()) : most;
    }
    return most;
  }

  /** The tables, with each base chain that is new given the next number. */
  private static Map<TableName, Table> numbered(Collection<Table> tables) {
    int last = 0;
    for (Table table : tables) {
      for (Chain chain : table.bases()) {
        last = chain.base() == null ? last : Math.max(last, chain.base().serial());
      }
    }
    Map<TableName, Table> all = new LinkedHashMap<>();
    for (Table table : tables) {
      List<Chain> touched = new ArrayList<>();
      for (Chain chain : table.bases()) {
        BaseChain base = chain.base();
        boolean isNew = base != null && base.serial() <= 0 && isTouched(table, chain, base);
        if (base != null && isNew) {
          last++;
          touched.add(chain.with(base.with(last)));
        }
      }
      all.put(table.name(), touched.isEmpty() ? table : table.withAll(touched));
    }
    return all;
  }

  /** iptables makes a built-in chain once something is said of it. */
  private static boolean isTouched(Table table, Chain chain, BaseChain base) {
    return !table.isOfIptables()
        || base.serial() < 0
        || !chain.rules().isEmpty()
        || base.policy() == Chain.Policy.DROP;
  }

  /** The tables that exist, in the order they were made. */
  public Map<TableName, Table> tables() {
    return tables;
  }

  /** The tables in the order in which they are shown: those of iptables first. */
  public List<Table> ordered() {
    List<Table> all = new ArrayList<>();
    for (Table.Kind kind : Table.Kind.values()) {
      table(kind).ifPresent(all::add);
    }
    tables.values().stream().filter(table -> !table.isOfIptables()).forEach(all::add);
    return all;
  }

  /** Sets of ipset by name, in the order they were created. */
  public Map<String, IpSet> sets() {
    return sets;
  }

  /** The table of iptables, if it exists. */
  public Optional<Table> table(Table.Kind kind) {
    return table(TableName.of(kind));
  }

  /** The table of that name, if it exists. */
  public Optional<Table> table(TableName name) {
    return Optional.ofNullable(tables.get(name));
  }

  /** Returns true if connections are tracked in this namespace (nf_ct_netns_get). */
  public boolean tracks() {
    return need == Need.CONNECTIONS;
  }

  /** The stages of a hook for IPv4 packets, in their order. */
  public List<HookStage> stages(Hook hook) {
    return stages.getOrDefault(hook, List.of());
  }

  /**
   * A chain of a family that is not simulated, which a frame that came in by a device could meet
   * and that could decide about it.
   *
   * @param device device by which it came in
   * @param isIp true if it carries an IP packet; else it is of ARP
   * @param isPort true if the device is a port of a bridge
   */
  public Optional<String> unsimulated(String device, boolean isIp, boolean isPort) {
    return others.stream()
        .filter(rules -> meets(rules, device, isIp, isPort))
        .map(rules -> rules.table().name().text() + " " + rules.chain().name())
        .findFirst();
  }

  private static boolean meets(HookStage.Rules rules, String device, boolean isIp, boolean isPort) {
    BaseChain base = Objects.requireNonNull(rules.chain().base());
    return switch (rules.table().name().family()) {
      case NETDEV -> base.devices().isEmpty() || base.devices().contains(device);
      case BRIDGE -> isPort;
      case ARP -> !isIp;
      case IP, IP6, INET -> false;
    };
  }

  /** Base chains of families that are not simulated and that could decide about a frame. */
  private static List<HookStage.Rules> others(Collection<Table> tables) {
    List<HookStage.Rules> found = new ArrayList<>();
    for (Table table : tables) {
      Family family = table.name().family();
      boolean isOther = !family.seesIp() && !table.isDormant();
      for (Chain chain : isOther ? table.bases() : List.<Chain>of()) {
        if (!chain.rules().isEmpty() || chain.policy() == Chain.Policy.DROP) {
          found.add(new HookStage.Rules(table, chain));
        }
      }
    }
    return List.copyOf(found);
  }

  /** Returns true if there is nothing at all. */
  public boolean isEmpty() {
    return tables.isEmpty() && sets.isEmpty();
  }

  /** This ruleset with a table added or replaced. */
  public Ruleset with(Table table) {
    Map<TableName, Table> now = new LinkedHashMap<>(tables);
    now.put(table.name(), table);
    return new Ruleset(now.values(), sets);
  }

  /** This ruleset without a table. */
  public Ruleset without(TableName table) {
    Map<TableName, Table> now = new LinkedHashMap<>(tables);
    now.remove(table);
    return new Ruleset(now.values(), sets);
  }

  /** This ruleset with a set added or replaced. */
  public Ruleset with(IpSet set) {
    Map<String, IpSet> now = new LinkedHashMap<>(sets);
    now.put(set.name(), set);
    return withSets(now);
  }

  /** This ruleset with these sets of ipset. */
  public Ruleset withSets(Map<String, IpSet> now) {
    return new Ruleset(tables.values(), now);
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
