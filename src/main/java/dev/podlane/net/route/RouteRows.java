package dev.podlane.net.route;

import dev.podlane.net.addr.Ip;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a table in the order they are tried: longest prefix first, then lowest metric, then
 * first come. Cannot be changed. Few rows are looked through one by one; many get an index once
 * they have been asked so often that it pays.
 */
public final class RouteRows extends AbstractList<Route> implements RandomAccess {
  /** No rows. */
  public static final RouteRows NONE = new RouteRows(new Route[0]);

  static final Comparator<Route> ORDER =
      Comparator.comparingInt((Route row) -> -row.destination().length())
          .thenComparing(Route::destination)
          .thenComparingInt(Route::metric);

  /** Up to here looking through costs less than a microsecond. */
  private static final int FEW = 256;

  /** A table that is being edited is asked once or twice between two edits. */
  private static final int LOOKUPS_WITHOUT_INDEX = 8;

  private final Route[] rows;

  // Both follow from the rows alone, or only say when to build: a race costs time, never an answer.
  private @Nullable RouteIndex index;
  private int lookups;

  private RouteRows(Route[] rows) {
    this.rows = rows;
  }

  /** Rows in whatever order. */
  public static RouteRows copyOf(Collection<Route> rows) {
    if (rows instanceof RouteRows already) {
      return already;
    }
    Route[] own = rows.toArray(Route[]::new);
    Arrays.sort(own, ORDER);
    return own.length == 0 ? NONE : new RouteRows(own);
  }

  @Override
  public Route get(int at) {
    return rows[at];
  }

  @Override
  public int size() {
    return rows.length;
  }

  /** The first row that contains the address. */
  @Nullable Route first(Ip address) {
    int at = firstAt(address);
    return at < 0 ? null : rows[at];
  }

  /** Number of the first row that contains the address, -1 if there is none. */
  int firstAt(Ip address) {
    RouteIndex known = index;
    if (known != null && address.isV4()) {
      return known.first(address.v4Bits());
    }
    return rows.length > FEW && address.isV4() && ++lookups > LOOKUPS_WITHOUT_INDEX
        ? index().first(address.v4Bits())
        : firstFrom(0, address);
  }

  /** As {@link #firstAt}, but among the rows from this number on, which are looked through. */
  int firstFrom(int from, Ip address) {
    for (int at = from; at < rows.length; at++) {
      if (rows[at].matches(address)) {
        return at;
      }
    }
    return -1;
  }

  /** The index, built now if it was not. */
  RouteIndex index() {
    RouteIndex known = index;
    if (known == null) {
      known = RouteIndex.of(this);
      index = known;
    }
    return known;
  }

  /** These rows and one more, which is tried after its equals. */
  RouteRows with(Route row) {
    return inserted(row, place(row, 1));
  }

  /** These rows and one more, which is tried before its equals. */
  RouteRows withFirst(Route row) {
    return inserted(row, place(row, 0));
  }

  /**
   * Where a row belongs: before the rows that are greater, or equal to it if {@code after} is 0.
   */
  private int place(Route row, int after) {
    int low = 0;
    int high = rows.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ORDER.compare(rows[middle], row) < after) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private RouteRows inserted(Route row, int at) {
    Route[] more = new Route[rows.length + 1];
    System.arraycopy(rows, 0, more, 0, at);
    more[at] = row;
    System.arraycopy(rows, at, more, at + 1, rows.length - at);
    return new RouteRows(more);
  }

  /** The rows that clash with a route: equal prefix and metric. */
  List<Route> clashing(Route row) {
    return subList(place(row, 0), place(row, 1));
  }
}
