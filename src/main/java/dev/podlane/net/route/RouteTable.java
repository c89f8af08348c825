package dev.podlane.net.route;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
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

  /** A table of rows in any order. */
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

  /**
   * The first row for the address that may be used at all, null if there is none.
   *
   * @param out device that it must lead out by, if it leads anywhere; null for any
   */
  @Nullable Route first(Ip destination, Predicate<Route> usable, @Nullable String out) {
    int at = rows.firstAt(destination);
    while (at >= 0 && !usable.test(rows.get(at))) {
      int next = out == null ? at + 1 : rows.leadingOutBy(at + 1, out);
      at = rows.firstFrom(next, destination);
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

  /** This table with a route in the place of another of equal prefix and metric. */
  public RouteTable replacing(Route gone, Route route) {
    return new RouteTable(name, rows.replacing(gone, route));
  }

  /** This table without the route. */
  public RouteTable without(Route route) {
    return as(rows.without(route));
  }

  /** This table without the routes that are like this; the same table if none is. */
  public RouteTable without(Predicate<Route> gone) {
    return as(rows.without(gone));
  }

  /**
   * As {@link #without(Predicate)}, where only routes can be like this that have one of these
   * prefixes, device names or source addresses.
   */
  public RouteTable without(Predicate<Route> gone, Collection<?> keys) {
    return as(rows.without(gone, keys));
  }

  @SuppressWarnings("ReferenceEquality") // the same rows or others
  private RouteTable as(RouteRows now) {
    return now == rows ? this : new RouteTable(name, now);
  }

  /** Returns true if this very route exists. */
  public boolean has(Route route) {
    return rows.has(route);
  }

  /** Routes with this prefix, in the order they are tried. */
  public List<Route> of(Prefix prefix) {
    return rows.of(prefix);
  }

  /** Returns true if there is a route with the same prefix and metric. */
  public boolean isTaken(Route route) {
    return rows.isTaken(route);
  }

  /** Routes with the prefix and metric of this one, in the order they are tried. */
  public List<Route> clashing(Route route) {
    return rows.clashing(route);
  }
}
