package dev.podlane.net.route;

import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A routing table; its rows stand in the order they are tried: longest prefix first, then lowest
 * metric, then first come.
 *
 * @param name as in {@code ip route show table NAME}
 * @param rows all routes
 */
public record RouteTable(String name, List<Route> rows) {
  private static final Comparator<Route> ORDER =
      Comparator.comparingInt((Route row) -> -row.destination().length())
          .thenComparing(Route::destination)
          .thenComparingInt(Route::metric);

  public RouteTable {
    rows = isInOrder(rows) ? List.copyOf(rows) : rows.stream().sorted(ORDER).toList();
  }

  private static boolean isInOrder(List<Route> rows) {
    for (int i = 1; i < rows.size(); i++) {
      if (ORDER.compare(rows.get(i - 1), rows.get(i)) > 0) {
        return false;
      }
    }
    return true;
  }

  /** The row a packet to this address meets first: the longest prefix, then the lowest metric. */
  public Optional<Route> lookup(Ip destination) {
    for (Route row : rows) {
      if (row.matches(destination)) {
        return Optional.of(row);
      }
    }
    return Optional.empty();
  }

  /** This table with one route more. */
  public RouteTable with(Route route) {
    int at = rows.size();
    while (at > 0 && ORDER.compare(rows.get(at - 1), route) > 0) {
      at--;
    }
    List<Route> more = new ArrayList<>(rows.size() + 1);
    more.addAll(rows.subList(0, at));
    more.add(route);
    more.addAll(rows.subList(at, rows.size()));
    return new RouteTable(name, more);
  }

  /** This table without the route. */
  public RouteTable without(Route route) {
    return new RouteTable(name, rows.stream().filter(row -> !row.equals(route)).toList());
  }
}
