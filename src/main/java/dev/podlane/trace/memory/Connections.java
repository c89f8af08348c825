package dev.podlane.trace.memory;

import dev.podlane.net.conntrack.ConnectionView;
import dev.podlane.net.conntrack.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The connections that one namespace tracks (nf_conntrack_hash). */
public final class Connections {
  private final Map<Tuple, Connection> byTuple = new HashMap<>();
  private final Map<Long, Connection> all = new HashMap<>();
  private final List<Connection> order = new ArrayList<>();

  Connections copy() {
    Connections copy = new Connections();
    for (Connection each : order) {
      Connection own = each.copy();
      copy.begin(own);
      for (Tuple tuple : List.of(each.original(), each.reply())) {
        if (byTuple.get(tuple) == each) {
          copy.byTuple.put(tuple, own);
        }
      }
    }
    return copy;
  }

  /** A connection that begins; it is found by its tuples only once it is confirmed. */
  public void begin(Connection connection) {
    all.put(connection.id(), connection);
    order.add(connection);
  }

  /** The connection of that number, none if there is none. */
  public @Nullable Connection withId(long id) {
    return all.get(id);
  }

  /** The confirmed connection to which a packet with this tuple belongs. */
  public @Nullable Connection find(Tuple tuple, long now) {
    Connection found = byTuple.get(tuple);
    if (found != null && found.isExpired(now)) {
      remove(found);
      return null;
    }
    return found;
  }

  /** Returns true if replies with this tuple would match another connection. */
  public boolean isTaken(Tuple reply, Connection except, long now) {
    Connection found = find(reply, now);
    return found != null && found != except;
  }

  /** Enters a connection under both its tuples; false if another one has them already. */
  public boolean confirm(Connection connection, long now) {
    if (isTaken(connection.original(), connection, now)
        || isTaken(connection.reply(), connection, now)) {
      return false;
    }
    byTuple.put(connection.original(), connection);
    byTuple.put(connection.reply(), connection);
    connection.confirm();
    return true;
  }

  /** Returns true if a connection is tracked and its TCP has not been closed (nf_conncount.c). */
  public boolean isLive(long id, long now) {
    Connection found = all.get(id);
    return found != null
        && byTuple.get(found.original()) == found
        && !found.isExpired(now)
        && (found.state() == null || !found.state().isReopened());
  }

  /** Unlinks it; packets already holding a reference keep it. */
  public void remove(Connection connection) {
    byTuple.remove(connection.original(), connection);
    byTuple.remove(connection.reply(), connection);
  }

  /**
   * Deletes connections, as {@code conntrack -D} does.
   *
   * @param those tells by the original tuple and that of replies
   */
  public void delete(BiPredicate<Tuple, Tuple> those) {
    for (Connection each : List.copyOf(order)) {
      boolean isFound = byTuple.get(each.original()) == each;
      if (isFound && those.test(each.original(), each.reply())) {
        remove(each);
      }
    }
  }

  /** Returns the newest ones, at most this many, oldest first. */
  public List<ConnectionView> newest(long now, int most) {
    List<ConnectionView> views = new ArrayList<>();
    for (int i = order.size() - 1; i >= 0 && views.size() < most; i--) {
      Connection each = order.get(i);
      if (byTuple.get(each.original()) == each && !each.isExpired(now)) {
        views.add(each.view(now));
      }
    }
    Collections.reverse(views);
    return views;
  }
}
