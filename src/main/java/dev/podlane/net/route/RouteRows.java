package dev.podlane.net.route;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.shared.SharedList;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table in the order they are tried: longest prefix first, then highest type of
 * service, then lowest metric, then first come. Cannot be changed. Few rows are looked through one
 * by one, of many those of each prefix length are found by halving; they get an index once they
 * have been asked so often that it pays.
 */
public final class RouteRows extends AbstractList<Route> implements RandomAccess {
  /** No rows. */
  public static final RouteRows NONE = new RouteRows(SharedList.copyOf(List.of(), RouteRows::keys));

  static final Comparator<Route> ORDER = RouteRows::compare;

  /** The number of rows that are searched in less than a microsecond without an index. */
  private static final int FEW = 256;

  /**
   * The number of rows of which each pays for one lookup without an index. Building one costs as
   * much as some lookups a row, and neither a table that is being edited nor one that a single walk
   * comes through is looked up so often.
   */
  private static final int ROWS_PER_LOOKUP = 32;

  /** Stands for the device of a row that has none, as those that refuse. */
  private static final Object NO_DEVICE = new Object();

  private final SharedList<Route> rows;

  // These follow from the rows alone, or only say when to build: a race costs time, never an
  // answer.
  private Route @Nullable [] flat;
  private @Nullable RouteIndex index;
  private int lookups;

  private RouteRows(SharedList<Route> rows) {
    this.rows = rows;
    this.flat = rows.size() <= FEW ? rows.toArray(Route[]::new) : null;
  }

  private static int compare(Route one, Route other) {
    int byLength = Integer.compare(other.destination().length(), one.destination().length());
    if (byLength != 0) {
      return byLength;
    }
    int byNetwork = one.destination().network().compareTo(other.destination().network());
    if (byNetwork != 0) {
      return byNetwork;
    }
    int byService = Integer.compare(other.options().tos(), one.options().tos());
    return byService != 0 ? byService : Long.compare(one.metric(), other.metric());
  }

  /**
   * Returns the keys by which a row is found: the row itself, prefix, device, and preferred source.
   */
  private static List<Object> keys(Route row) {
    Object device = row.device() == null ? NO_DEVICE : row.device();
    Prefix to = row.destination();
    if (!row.options().hops().isEmpty()) {
      List<Object> keys = new ArrayList<>(List.of(row, to));
      row.options().hops().stream().map(RouteOptions.Hop::device).distinct().forEach(keys::add);
      return row.source() == null ? keys : plus(keys, row.source());
    }
    return row.source() == null ? List.of(row, to, device) : List.of(row, to, device, row.source());
  }

  private static List<Object> plus(List<Object> keys, Object more) {
    keys.add(more);
    return keys;
  }

  /** Copies rows in any order. */
  public static RouteRows copyOf(Collection<Route> rows) {
    if (rows instanceof RouteRows already) {
      return already;
    }
    List<Route> own = new ArrayList<>(rows);
    own.sort(ORDER);
    return own.isEmpty() ? NONE : new RouteRows(SharedList.copyOf(own, RouteRows::keys));
  }

  @Override
  public Route get(int at) {
    Route[] known = flat;
    return known == null ? rows.get(at) : known[at];
  }

  @Override
  public int size() {
    return rows.size();
  }

  @Override
  public Iterator<Route> iterator() {
    return rows.iterator();
  }

  /** The first row that contains the address. */
  @Nullable Route first(Ip address) {
    int at = firstAt(address);
    return at < 0 ? null : get(at);
  }

  /** Number of the first row that contains the address, -1 if there is none. */
  int firstAt(Ip address) {
    RouteIndex known = index;
    if (known != null && address.isV4()) {
      return known.first(address.v4Bits());
    }
    return size() > FEW && address.isV4() && ++lookups > size() / ROWS_PER_LOOKUP
        ? index().first(address.v4Bits())
        : firstFrom(0, address);
  }

  /** As {@link #firstAt}, but among the rows from this number on. */
  int firstFrom(int from, Ip address) {
    return size() > FEW ? halving(from, address) : lookingThrough(from, address);
  }

  private int lookingThrough(int from, Ip address) {
    for (int at = from; at < size(); at++) {
      if (get(at).matches(address)) {
        return at;
      }
    }
    return -1;
  }

  private int halving(int from, Ip address) {
    int at = from;
    while (at < size()) {
      int length = get(at).destination().length();
      if (length <= address.family().bits()) {
        Prefix wanted = Prefix.of(address, length);
        at = Math.max(at, rows.countWhile(row -> isBefore(row, wanted)));
        if (at < size() && get(at).matches(address)) {
          return at;
        }
      }
      at = Math.max(at, rows.countWhile(row -> row.destination().length() >= length));
    }
    return -1;
  }

  private static boolean isBefore(Route row, Prefix prefix) {
    int length = row.destination().length();
    return length == prefix.length()
        ? row.destination().compareTo(prefix) < 0
        : length > prefix.length();
  }

  /**
   * Number of the first row, from this number on, that leads out by a device or by none; the number
   * of rows if there is none.
   */
  int leadingOutBy(int from, String device) {
    if (size() <= FEW) {
      return from;
    }
    int by = rows.find(from, size(), device);
    int end = by < 0 ? size() : by;
    int refusing = rows.find(from, end, NO_DEVICE);
    return refusing < 0 ? end : refusing;
  }

  /** The index, built now if it was not. */
  RouteIndex index() {
    RouteIndex known = index;
    if (known == null) {
      flat = rows.toArray(Route[]::new);
      known = RouteIndex.of(this);
      index = known;
    }
    return known;
  }

  /** Returns true if this very row exists. */
  boolean has(Route row) {
    return rows.find(place(row, 0), place(row, 1), row) >= 0;
  }

  /** These rows and one more, which is tried after its equals. */
  RouteRows with(Route row) {
    return new RouteRows(rows.with(place(row, 1), row));
  }

  /** These rows and one more, which is tried before its equals. */
  RouteRows withFirst(Route row) {
    return new RouteRows(rows.with(place(row, 0), row));
  }

  /** These rows with one in the place of another that clashes with it. */
  RouteRows replacing(Route gone, Route row) {
    return new RouteRows(rows.replacing(rows.find(place(gone, 0), place(gone, 1), gone), row));
  }

  /** These rows without one; the same if it is not there. */
  RouteRows without(Route gone) {
    int at = rows.find(place(gone, 0), place(gone, 1), gone);
    return at < 0 ? this : new RouteRows(rows.without(at));
  }

  /** These rows without those that are like this; the same if none is. */
  RouteRows without(Predicate<Route> gone) {
    SharedList<Route> left = rows.without(gone);
    return left.size() == size() ? this : new RouteRows(left);
  }

  /**
   * As {@link #without(Predicate)}, where only rows can be like this that have one of these
   * prefixes, devices or sources.
   */
  RouteRows without(Predicate<Route> gone, Collection<?> keys) {
    SharedList<Route> left = rows.without(gone, keys);
    return left.size() == size() ? this : new RouteRows(left);
  }

  /**
   * Returns the index at which to insert a row: before rows that are greater, or equal to it if
   * {@code after} is 0.
   */
  private int place(Route row, int after) {
    int size = rows.size();
    boolean isLast = size == 0 || compare(rows.get(size - 1), row) < after;
    return isLast ? size : rows.countWhile(each -> compare(each, row) < after);
  }

  /** The rows of a prefix. */
  List<Route> of(Prefix prefix) {
    int from = rows.countWhile(row -> isBefore(row, prefix));
    return subList(
        from, rows.countWhile(row -> isBefore(row, prefix) || row.destination().equals(prefix)));
  }

  /** Returns true if a row clashes with a route: equal prefix and metric. */
  boolean isTaken(Route row) {
    int at = place(row, 0);
    return at < size() && compare(rows.get(at), row) == 0;
  }

  /** The rows that clash with a route. */
  List<Route> clashing(Route row) {
    return subList(place(row, 0), place(row, 1));
  }
}
