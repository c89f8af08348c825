package dev.podlane.net.route;

import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A routing table; its rows stand in the order they are tried: longest prefix first, then lowest
 * metric, then first come.
 *
 * @param name as in {@code ip route show table NAME}, see {@link TableNames}
 * @param rows all routes
 */
public record RouteTable(String name, RouteRows rows) {
  public RouteTable {
    rows = RouteRows.copyOf(rows);
  }

  /** A table of rows in whatever order. */
  public RouteTable(String name, Collection<Route> rows) {
    this(name, RouteRows.copyOf(rows));
  }

  /** The row a packet to this address meets first: the longest prefix, then the lowest metric. */
  public Optional<Route> lookup(Ip destination) {
    return Optional.ofNullable(rows.first(destination));
  }

  /** As {@link #lookup(Ip)}, null if there is none. */
  public @Nullable Route first(Ip destination) {
    return rows.first(destination);
  }

  /** The first row for the address that may be used at all, null if there is none. */
  @Nullable Route first(Ip destination, Predicate<Route> usable) {
    int at = rows.firstAt(destination);
    while (at >= 0 && !usable.test(rows.get(at))) {
      at = rows.firstFrom(at + 1, destination);
    }
    return at < 0 ? null : rows.get(at);
  }

  /** This table with one route more, tried after its equals. */
  public RouteTable with(Route route) {
    return new RouteTable(name, rows.with(route));
  }

  /** This table with one route more, tried before its equals. */
  public RouteTable withFirst(Route route) {
    return new RouteTable(name, rows.withFirst(route));
  }

  /** This table with a route in the place of another. */
  public RouteTable replacing(Route gone, Route route) {
    List<Route> now = new ArrayList<>(rows);
    now.set(now.indexOf(gone), route);
    return new RouteTable(name, now);
  }

  /** This table without the route. */
  public RouteTable without(Route route) {
    return without(route::equals);
  }

  /** This table without the routes that are like this; the same table if none is. */
  public RouteTable without(Predicate<Route> gone) {
    List<Route> left = rows.stream().filter(gone.negate()).toList();
    return left.size() == rows.size() ? this : new RouteTable(name, left);
  }

  /** Routes with the prefix and metric of this one, in the order they are tried. */
  public List<Route> clashing(Route route) {
    return rows.clashing(route);
  }
}
