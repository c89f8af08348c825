package dev.podlane.net.route;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.route.RuleEvidence.Verdict;
import dev.podlane.net.shared.SharedList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a namespace, and the rules that give the order of lookup (ip-rule(8),
 * fib_rules_lookup in net/core/fib_rules.c).
 *
 * @param rules by priority, those of one priority in the order they came
 * @param tables in the order in which the kernel dumps them: by the last octet of their number, the
 *     newest first among equals; local and main are always there
 * @param custom true once the rules were changed. Until then the kernel keeps local and main in one
 *     trie, where the longest prefix of both wins (fib_unmerge in net/ipv4/fib_frontend.c); from
 *     then on, local is looked up before main, even if the rules are restored
 * @param nexthops next hop objects, which rows may refer to
 */
public record RoutingTables(
    List<PolicyRule> rules, List<RouteTable> tables, boolean custom, Nexthops nexthops) {
  /** The largest number of tables that are searched one by one. */
  private static final int FEW = 8;

  /** As in a new namespace: the default rules, both tables empty. */
  public static final RoutingTables EMPTY =
      new RoutingTables(
          PolicyRule.DEFAULTS,
          List.of(
              new RouteTable(TableNames.MAIN, RouteRows.NONE),
              new RouteTable(TableNames.LOCAL, RouteRows.NONE)),
          false,
          Nexthops.NONE);

  public RoutingTables {
    rules = SharedList.copyOf(rules, rule -> List.of(rule.identity()));
    tables = SharedList.copyOf(tables, table -> List.of(table.name()));
  }

  /** Decides where a packet of this host's own to this address goes. */
  public RouteDecision lookup(Ip destination) {
    return lookup(RouteQuery.to(destination));
  }

  /** Decides where a packet goes. */
  public RouteDecision lookup(RouteQuery query) {
    return lookup(query, null);
  }

  /** As {@link #lookup(RouteQuery)}; records the result of each rule up to the deciding one. */
  RouteDecision lookup(RouteQuery query, @Nullable List<RuleEvidence> trail) {
    Predicate<Route> usable = usable(query);
    RouteDecision decision =
        custom ? new RuleWalk(this, query, usable, trail).walk() : merged(query, usable, trail);
    return decision == null ? new RouteDecision.NoRoute() : decision;
  }

  /**
   * The way to a gateway, which must be on the link: routes that lead through other gateways do not
   * count (fib_check_nh_v4_gw asks for a scope below the route's own).
   *
   * @param table table of the route that is checked, asked first unless it is main
   */
  public RouteDecision lookupOnLink(RouteQuery query, String table) {
    return lookupNearer(query, table, Route.Scope.UNIVERSE);
  }

  /** As {@link #lookupOnLink}, by rows that lead less far than a scope, and not beyond the link. */
  public RouteDecision lookupNearer(RouteQuery query, String table, Route.Scope than) {
    Predicate<Route> usable =
        row ->
            row.scope().compareTo(than) > 0
                && row.scope().compareTo(Route.Scope.LINK) >= 0
                && isUsable(row, query);
    RouteDecision decision = table.equals(TableNames.MAIN) ? null : ask(table, query, usable);
    if (decision == null) {
      decision =
          custom ? new RuleWalk(this, query, usable, null).walk() : merged(query, usable, null);
    }
    return decision == null ? new RouteDecision.NoRoute() : decision;
  }

  private static Predicate<Route> usable(RouteQuery query) {
    return row -> isUsable(row, query);
  }

  /** Refusals do not ask which device is wanted (fib_table_lookup). */
  static boolean isUsable(Route row, RouteQuery query) {
    String out = query.out();
    return row.isFor(query.tos()) && (out == null || row.type().isRefusal() || row.leadsOutBy(out));
  }

  private @Nullable RouteDecision merged(
      RouteQuery query, Predicate<Route> usable, @Nullable List<RuleEvidence> trail) {
    Ip destination = query.destination();
    RouteTable local = local();
    Route near = local.first(destination, usable, query.out());
    RouteTable main = main();
    Route far = main.first(destination, usable, query.out());
    if (near != null && !isLonger(far, near)) {
      if (trail != null) {
        trail.add(new RuleEvidence(rules.get(0), Verdict.DECIDED));
      }
      return decide(local, near, destination);
    }
    if (trail != null) {
      trail.add(new RuleEvidence(rules.get(0), Verdict.EMPTY));
    }
    RouteDecision decision = far == null ? null : decide(main, far, destination);
    if (trail != null) {
      trail.add(new RuleEvidence(rules.get(1), verdict(far, decision)));
    }
    if (decision != null) {
      return decision;
    }
    decision = ask(TableNames.DEFAULT, query, usable);
    if (trail != null) {
      trail.add(new RuleEvidence(rules.get(2), decision == null ? Verdict.EMPTY : Verdict.DECIDED));
    }
    return decision;
  }

  private static boolean isLonger(@Nullable Route row, Route other) {
    return row != null && row.destination().length() > other.destination().length();
  }

  static Verdict verdict(@Nullable Route row, @Nullable RouteDecision decision) {
    if (decision != null) {
      return Verdict.DECIDED;
    }
    return row == null ? Verdict.EMPTY : Verdict.THROWN;
  }

  private @Nullable RouteDecision ask(String name, RouteQuery query, Predicate<Route> usable) {
    RouteTable table = find(name);
    Ip destination = query.destination();
    Route row = table == null ? null : table.first(destination, usable, query.out());
    return table == null || row == null ? null : decide(table, row, destination);
  }

  /** Returns the decision of a row; null if evaluation continues with the next rule (throw). */
  static @Nullable RouteDecision decide(RouteTable table, Route row, Ip destination) {
    return switch (row.type()) {
      case LOCAL -> new RouteDecision.Local(table, row);
      case BROADCAST -> new RouteDecision.Broadcast(table, row);
      case BLACKHOLE, UNREACHABLE, PROHIBIT -> new RouteDecision.Refused(table, row);
      case THROW -> null;
      case UNICAST, ANYCAST, MULTICAST -> {
        String device = row.device();
        Ip via = row.gateway();
        yield device == null
            ? null
            : new RouteDecision.Unicast(table, row, device, via == null ? destination : via);
      }
    };
  }

  /** The table of this name, if there is one. */
  public Optional<RouteTable> table(String name) {
    return Optional.ofNullable(find(name));
  }

  @Nullable RouteTable find(String name) {
    int at = at(name);
    return at < 0 ? null : tables.get(at);
  }

  /** Number of the table of this name, -1 if there is none. */
  private int at(String name) {
    if (tables.size() <= FEW) {
      return lookingThrough(name);
    }
    long bucket = bucket(name);
    int from = sharedTables().countWhile(each -> bucket(each.name()) < bucket);
    int to = sharedTables().countWhile(each -> bucket(each.name()) <= bucket);
    boolean isOldest = to > from && tables.get(to - 1).name().equals(name); // as local and main are
    return isOldest ? to - 1 : sharedTables().find(from, to, name);
  }

  private int lookingThrough(String name) {
    for (int at = 0; at < tables.size(); at++) {
      if (tables.get(at).name().equals(name)) {
        return at;
      }
    }
    return -1;
  }

  private SharedList<RouteTable> sharedTables() {
    return (SharedList<RouteTable>) tables;
  }

  private SharedList<PolicyRule> sharedRules() {
    return (SharedList<PolicyRule>) rules;
  }

  /** Returns the number of rules with a lower priority number. */
  public int before(long priority) {
    return sharedRules().countWhile(rule -> rule.priority() < priority);
  }

  /** Returns true if there is a rule of this priority. */
  public boolean has(long priority) {
    int at = before(priority);
    return at < rules.size() && rules.get(at).priority() == priority;
  }

  /** Returns true if there is a rule that the kernel treats as the same. */
  public boolean hasSame(PolicyRule rule) {
    return sharedRules().find(rule.identity()) >= 0;
  }

  /** These tables under one rule more, which comes after those of its priority. */
  public RoutingTables with(PolicyRule rule) {
    int at = before(rule.priority() + 1);
    return new RoutingTables(sharedRules().with(at, rule), tables, true, nexthops);
  }

  /** These tables without the rule that has this number. */
  public RoutingTables withoutRule(int at) {
    return new RoutingTables(sharedRules().without(at), tables, true, nexthops);
  }

  /** Addresses of this host and of broadcasts, kept by the kernel. */
  public RouteTable local() {
    return Objects.requireNonNull(find(TableNames.LOCAL));
  }

  /** Returns the main table, the default of routes and rules. */
  public RouteTable main() {
    return Objects.requireNonNull(find(TableNames.MAIN));
  }

  /** All tables, each once: in the order the rules name them, then those no rule names. */
  public List<RouteTable> inOrder() {
    Set<String> names = new LinkedHashSet<>();
    for (PolicyRule rule : rules) {
      if (rule.action() instanceof RuleAction.Lookup lookup) {
        names.add(lookup.table());
      }
    }
    tables.forEach(table -> names.add(table.name()));
    return names.stream().flatMap(name -> table(name).stream()).toList();
  }

  /** These tables with one added, or in the place of the one of its name. */
  public RoutingTables with(RouteTable table) {
    int at = at(table.name());
    if (at >= 0) {
      return new RoutingTables(rules, sharedTables().replacing(at, table), custom, nexthops);
    }
    long bucket = bucket(table.name());
    int before = sharedTables().countWhile(each -> bucket(each.name()) < bucket);
    return new RoutingTables(rules, sharedTables().with(before, table), custom, nexthops);
  }

  private static long bucket(String table) {
    return TableNames.number(table) & 0xff;
  }

  /** Each table changed in the same way. */
  public RoutingTables withEach(UnaryOperator<RouteTable> change) {
    return new RoutingTables(rules, tables.stream().map(change).toList(), custom, nexthops);
  }

  /** These tables with other next hop objects: routes follow, and go if theirs is gone. */
  public RoutingTables with(Nexthops now) {
    return new RoutingTables(rules, tables.stream().map(now::followed).toList(), custom, now);
  }

  /** These tables under other rules. */
  public RoutingTables withRules(List<PolicyRule> now) {
    return new RoutingTables(now, tables, true, nexthops);
  }

  /** Returns true if an address is one of this host's own (inet_addr_type). */
  public boolean isLocal(Ip address) {
    Route row = local().first(address);
    return row != null && row.type() == RouteType.LOCAL;
  }
}
