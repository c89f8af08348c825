package dev.podlane.net.ns;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.route.Nexthop;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteQuery;
import dev.podlane.net.route.RouteTable;
import dev.podlane.net.route.RoutingTables;
import dev.podlane.net.route.TableNames;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The changes that lead to the routing tables of a namespace: routes added to those that the kernel
 * makes for addresses, and routes of the kernel that were deleted. Tables made from equal changes,
 * in this order, are equal.
 *
 * @param nexthops next hop objects, the members of groups before them; they come before the first
 *     route that refers to one, and one through a gateway that nothing leads to by then is onlink
 * @param added routes on the link before those through gateways, which need them
 * @param deleted routes that came with addresses
 */
public record RouteChanges(List<Nexthop> nexthops, List<Change> added, List<Change> deleted) {
  /** The verbs of {@code ip route}. */
  public enum Verb {
    ADD,
    /** After its equals, which {@code add} would refuse. */
    APPEND,
    /** Before its equals. */
    PREPEND,
    DEL
  }

  /**
   * One change.
   *
   * @param verb verb of the change
   * @param table name of the table
   * @param row the route; one through a gateway that nothing leads to any more is onlink, as the
   *     kernel would refuse it
   */
  public record Change(Verb verb, String table, Route row) {}

  public RouteChanges {
    nexthops = List.copyOf(nexthops);
    added = List.copyOf(added);
    deleted = List.copyOf(deleted);
  }

  /** The routes made by the kernel: the rows, and their prefixes with the metric. */
  private record Kernel(Set<Route> rows, Set<Object> places) {
    Kernel {
      rows = Collections.unmodifiableSet(new HashSet<>(rows));
      places = Collections.unmodifiableSet(new HashSet<>(places));
    }

    Kernel(List<Route> rows) {
      this(new HashSet<>(rows), rows.stream().map(Kernel::place).collect(Collectors.toSet()));
    }

    static Object place(Route row) {
      return List.of(row.destination(), row.metric(), row.options().tos());
    }
  }

  /** The changes that make the routes of this namespace. */
  public static RouteChanges of(NetworkNamespace ns) {
    RoutingTables kernel = Addressing.routesOfAddresses(ns);
    List<Change> added = new ArrayList<>();
    List<Change> deleted = new ArrayList<>();
    for (RouteTable table : inOrder(ns.routes())) {
      List<Change> far = new ArrayList<>();
      List<Route> own =
          kernel.table(table.name()).map(each -> List.copyOf(each.rows())).orElse(List.of());
      Kernel ofKernel = new Kernel(own);
      List<Route> rows = List.copyOf(table.rows());
      own.stream()
          .filter(row -> !table.has(row))
          .forEach(row -> deleted.add(new Change(Verb.DEL, table.name(), row)));
      int from = 0;
      while (from < rows.size()) {
        int to = from + 1;
        while (to < rows.size() && rows.get(to).clashesWith(rows.get(from))) {
          to++;
        }
        List<Route> equals = rows.subList(from, to);
        boolean isFar = equals.stream().anyMatch(row -> row.via() != null || refers(row));
        (isFar ? far : added).addAll(added(table.name(), equals, ofKernel));
        from = to;
      }
      added.addAll(far);
    }
    List<Nexthop> nexthops = nexthops(ns.routes(), added, kernel);
    return new RouteChanges(nexthops, believed(added, kernel), deleted);
  }

  private static boolean refers(Route row) {
    return row.options().nexthop() != null;
  }

  private static List<Nexthop> nexthops(
      RoutingTables tables, List<Change> added, RoutingTables kernel) {
    RoutingTables now = kernel;
    for (Change change : added) {
      if (refers(change.row())) {
        break;
      }
      now = change.row().scope() == Route.Scope.UNIVERSE ? now : with(now, change);
    }
    List<Nexthop> all = new ArrayList<>();
    for (Nexthop each : tables.nexthops().all()) {
      boolean isBelieved =
          each.onlink() || leads(now, TableNames.MAIN, each.via(), each.device(), each.self());
      if (!each.isGroup()) {
        all.add(isBelieved ? each : each.onLink());
      }
    }
    tables.nexthops().all().stream().filter(Nexthop::isGroup).forEach(all::add);
    return all;
  }

  private static RoutingTables with(RoutingTables tables, Change change) {
    RouteTable table =
        tables.table(change.table()).orElse(new RouteTable(change.table(), List.of()));
    return tables.with(table.with(change.row()));
  }

  /** A gateway may have lost the route that led to it since: the kernel does not look again. */
  private static List<Change> believed(List<Change> changes, RoutingTables kernel) {
    List<Change> all = new ArrayList<>();
    RoutingTables now = kernel;
    for (Change change : changes) {
      Route row = change.row();
      boolean isBelieved =
          refers(row) || leads(now, change.table(), row.via(), row.device(), row.self());
      all.add(isBelieved ? change : new Change(change.verb(), change.table(), row.onLink()));
      if (row.scope() != Route.Scope.UNIVERSE) { // no other leads to a gateway
        now = with(now, change);
      }
    }
    return all;
  }

  /** Returns true if a gateway is on the link, or needs not be as there is none. */
  private static boolean leads(
      RoutingTables now, String table, @Nullable Ip via, @Nullable String device, boolean isSelf) {
    if (via == null || device == null) {
      return true;
    }
    RouteDecision way = now.lookupOnLink(RouteQuery.to(via).outBy(device), table);
    return isSelf ? way instanceof RouteDecision.Local : way instanceof RouteDecision.Unicast;
  }

  /**
   * Main first, where gateways of the others are looked for; of those with one bucket the newest
   * last, as it stands first.
   */
  private static List<RouteTable> inOrder(RoutingTables tables) {
    List<RouteTable> all = new ArrayList<>(tables.tables());
    all.remove(tables.main());
    all.add(tables.main());
    Collections.reverse(all);
    return all;
  }

  /** Adds routes that clash: those before the kernel's own in reverse, each before the last. */
  private static List<Change> added(String table, List<Route> equals, Kernel kernel) {
    List<Change> changes = new ArrayList<>();
    int own = 0;
    while (own < equals.size() && !kernel.rows.contains(equals.get(own))) {
      own++;
    }
    boolean isClashing = kernel.places.contains(Kernel.place(equals.get(0)));
    if (own < equals.size()) {
      for (int at = own - 1; at >= 0; at--) {
        changes.add(new Change(Verb.PREPEND, table, equals.get(at)));
      }
    } else {
      own = -1;
    }
    for (int at = own + 1; at < equals.size(); at++) {
      if (!kernel.rows.contains(equals.get(at))) {
        Verb verb = at == 0 && !isClashing ? Verb.ADD : Verb.APPEND;
        changes.add(new Change(verb, table, equals.get(at)));
      }
    }
    return changes;
  }
}
