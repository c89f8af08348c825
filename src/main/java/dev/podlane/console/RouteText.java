package dev.podlane.console;

import dev.podlane.net.addr.Prefix;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.Route.Scope;
import dev.podlane.net.route.RouteTable;
import dev.podlane.net.route.RouteType;
import dev.podlane.net.route.TableNames;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Routes as {@code ip route show} prints them (ip/iproute.c of iproute2 6.1). */
public final class RouteText {
  /** The order in which the kernel dumps its trie. */
  private static final Comparator<Route> DUMP =
      Comparator.comparing((Route row) -> row.destination().network())
          .thenComparingInt(row -> -row.destination().length())
          .thenComparingInt(Route::metric);

  private RouteText() {}

  /**
   * One row, without the blank that {@code ip} leaves at the end.
   *
   * @param network the network, to know of missing carriers
   * @param ns the namespace of the row
   * @param row a route of one of its tables
   */
  public static String line(Network network, NetworkNamespace ns, Route row) {
    return line(new Place(network, ns), row, true, true, null).stripTrailing();
  }

  /** What follows {@code ip route add} or {@code ip route del} of this row. */
  public static String command(Route row, String table) {
    StringBuilder line = new StringBuilder();
    boolean isUsual = (row.via() == null) == (row.scope() == Scope.LINK);
    add(line, "", row.type() == RouteType.UNICAST ? null : row.type().text());
    add(line, "", destination(row.destination()));
    add(line, "via ", row.via());
    add(line, "dev ", row.device());
    add(line, "table ", table.equals(TableNames.MAIN) ? null : table);
    add(line, "proto ", row.protocol().equals("boot") ? null : row.protocol());
    add(line, "scope ", row.type().isRefusal() || isUsual ? null : row.scope().text());
    add(line, "src ", row.source());
    add(line, "metric ", row.metric() == 0 ? null : row.metric());
    add(line, "onlink", row.onlink() ? "" : null);
    return line.toString().strip();
  }

  /** The rows of a table in the order in which {@code ip route show} prints them. */
  public static List<Route> inOrder(RouteTable table) {
    return table.rows().stream().sorted(DUMP).toList();
  }

  static String line(
      Place place, Route row, boolean device, boolean protocol, @Nullable String table) {
    StringBuilder line = new StringBuilder();
    add(line, "", row.type() == RouteType.UNICAST ? null : row.type().text());
    add(line, "", destination(row.destination()));
    add(line, "via ", row.via());
    add(line, "dev ", device ? row.device() : null);
    add(line, "table ", table);
    add(line, "proto ", protocol && !row.protocol().equals("boot") ? row.protocol() : null);
    add(line, "scope ", row.scope() == Scope.UNIVERSE ? null : row.scope().text());
    add(line, "src ", row.source());
    add(line, "metric ", row.metric() == 0 ? null : row.metric());
    add(line, "onlink", row.onlink() ? "" : null);
    String out = row.device();
    boolean isDown = out != null && row.type() != RouteType.LOCAL && Carrier.isLinkDown(place, out);
    add(line, "linkdown", isDown ? "" : null);
    return line.toString();
  }

  private static void add(StringBuilder line, String keyword, @Nullable Object value) {
    if (value != null) {
      line.append(keyword).append(value).append(' ');
    }
  }

  /** A block as {@code ip} prints it: {@code default}, and hosts without a length. */
  static String destination(Prefix prefix) {
    if (prefix.length() == 0) {
      return "default";
    }
    boolean isHost = prefix.length() == prefix.network().family().bits();
    return isHost ? prefix.network().toString() : prefix.toString();
  }
}
