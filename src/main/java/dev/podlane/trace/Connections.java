package dev.podlane.trace;

import dev.podlane.net.conntrack.ConnectionView;
import dev.podlane.net.conntrack.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The connections that one namespace tracks (nf_conntrack_hash). */
final class Connections {
  private final Map<Tuple, Connection> byTuple = new HashMap<>();
  private final Map<Long, Connection> all = new HashMap<>();
  private final List<Connection> order = new ArrayList<>();

  /** A connection that begins; it is found by its tuples only once it is confirmed. */
  void begin(Connection connection) {
    all.put(connection.id(), connection);
    order.add(connection);
  }

  @Nullable Connection withId(long id) {
    return all.get(id);
  }

  /** The confirmed connection to which a packet with this tuple belongs. */
  @Nullable Connection find(Tuple tuple, long now) {
    Connection found = byTuple.get(tuple);
    if (found != null && found.isExpired(now)) {
      remove(found);
      return null;
    }
    return found;
  }

  /** Whether answers with this tuple would be taken for those of another connection. */
  boolean isTaken(Tuple reply, Connection except, long now) {
    Connection found = find(reply, now);
    return found != null && found != except;
  }

  /** Enters a connection under both its tuples; false if another one has them already. */
  boolean confirm(Connection connection, long now) {
    if (isTaken(connection.original(), connection, now)
        || isTaken(connection.reply(), connection, now)) {
      return false;
    }
    byTuple.put(connection.original(), connection);
    byTuple.put(connection.reply(), connection);
    connection.confirm();
    return true;
  }

  /** It is found no more, but packets that carry it still know it. */
  void remove(Connection connection) {
    byTuple.remove(connection.original(), connection);
    byTuple.remove(connection.reply(), connection);
  }

  /** Those that began last, at most so many, oldest first. */
  List<ConnectionView> newest(long now, int most) {
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
