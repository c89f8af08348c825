package dev.podlane.console.route;

import dev.podlane.console.command.CommandContext;
import dev.podlane.console.link.Carrier;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.Route.Scope;
import dev.podlane.net.route.RouteOptions;
import dev.podlane.net.route.RouteTable;
import dev.podlane.net.route.RouteType;
import dev.podlane.net.route.TableNames;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Routes as {@code ip route show} prints them (ip/iproute.c of iproute2 6.1). */
public final class RouteText {
  /** The order in which the kernel dumps its trie. */
  private static final Comparator<Route> DUMP =
      Comparator.comparing((Route row) -> row.destination().network())
          .thenComparingInt(row -> -row.destination().length())
          .thenComparing(row -> row.options().tos(), Comparator.reverseOrder())
          .thenComparingLong(Route::metric);

  private RouteText() {}

  /**
   * One row, without the blank that {@code ip} leaves at the end.
   *
   * @param network the network, to know of missing carriers
   * @param ns the namespace of the row
   * @param row a route of one of its tables
   */
  public static String line(Network network, NetworkNamespace ns, Route row) {
    return line(new CommandContext(network, ns), row, Set.of(), null, false).stripTrailing();
  }

  /** Returns the arguments of {@code ip route add} or {@code ip route del} for this row. */
  public static String command(Route row, String table) {
    StringBuilder line = new StringBuilder();
    boolean isFar = row.via() != null || row.options().detour().startsWith("via ");
    boolean isUsual = (isFar || !row.options().hops().isEmpty()) == (row.scope() != Scope.LINK);
    RouteOptions.Bound bound = row.options().nexthop();
    RouteType written = bound == null ? row.type() : bound.written();
    add(line, "", written == RouteType.UNICAST ? null : written.text());
    add(line, "", destination(row.destination()));
    if (bound == null) {
      way(line, row, Set.of());
    } else {
      add(line, "nhid ", bound.id());
      service(line, row);
    }
    add(line, "table ", table.equals(TableNames.MAIN) ? null : table);
    add(line, "proto ", row.protocol().equals("boot") ? null : row.protocol());
    boolean isTold = bound == null ? isUsual : row.scope() == Scope.UNIVERSE;
    add(line, "scope ", row.type().isRefusal() || isTold ? null : row.scope().text());
    add(line, "src ", row.source());
    add(line, "metric ", row.metric() == 0 ? null : row.metric());
    add(line, "onlink", row.onlink() && bound == null ? "" : null);
    path(line, row);
    if (bound == null) {
      hops(row).forEach(hop -> line.append(hop).append(' '));
    }
    return line.toString().strip();
  }

  /** The rows of a table in the order in which {@code ip route show} prints them. */
  public static List<Route> inOrder(RouteTable table) {
    return table.rows().stream().sorted(DUMP).toList();
  }

  /**
   * One row.
   *
   * @param hidden words that the command asked for, and that are left out
   * @param table name of the table; null if it goes without saying
   * @param details true for what usually goes without saying
   */
  static String line(
      CommandContext place,
      Route row,
      Set<String> hidden,
      @Nullable String table,
      boolean details) {
    StringBuilder line = new StringBuilder();
    add(line, "", details || row.type() != RouteType.UNICAST ? row.type().text() : null);
    add(line, "", destination(row.destination()));
    RouteOptions.Bound bound = row.options().nexthop();
    add(line, "nhid ", bound == null ? null : bound.id());
    way(line, row, hidden);
    add(line, "table ", table);
    boolean isNamed = details || !row.protocol().equals("boot");
    add(line, "proto ", isNamed && !hidden.contains("proto") ? row.protocol() : null);
    boolean isFar = row.scope() == Scope.UNIVERSE && !details;
    add(line, "scope ", isFar || hidden.contains("scope") ? null : row.scope().text());
    add(line, "src ", hidden.contains("src") ? null : row.source());
    add(line, "metric ", row.metric() == 0 || hidden.contains("metric") ? null : row.metric());
    add(line, "onlink", row.onlink() ? "" : null);
    String out = row.device();
    boolean isDown = out != null && row.type() != RouteType.LOCAL && Carrier.isLinkDown(place, out);
    boolean isOne = row.options().hops().isEmpty();
    add(line, "linkdown", isDown && isOne ? "" : null);
    path(line, row);
    if (details) {
      NexthopText.of(place, row)
          .ifPresent(one -> line.append("\n\tnh_info ").append(NexthopText.line(one, true)));
    }
    hops(row).forEach(hop -> line.append("\n\t").append(hop).append(' '));
    return line.toString();
  }

  /** Type of service and the way, unless there are several. */
  private static void way(StringBuilder line, Route row, Set<String> hidden) {
    RouteOptions options = row.options();
    service(line, row);
    line.append(options.detour());
    boolean isOne = options.hops().isEmpty();
    add(line, "via ", isOne && !hidden.contains("via") ? row.via() : null);
    add(line, "dev ", isOne && !hidden.contains("dev") ? row.device() : null);
  }

  private static void service(StringBuilder line, Route row) {
    int tos = row.options().tos();
    add(line, "tos ", tos == 0 ? null : RouteMetricWords.serviceText(tos));
  }

  private static void path(StringBuilder line, Route row) {
    String realms = row.options().realms();
    String keyword = realms.indexOf('/') < 0 ? "realm " : "realms ";
    add(line, keyword, realms.isEmpty() ? null : realms);
    row.options().metrics().forEach(metric -> add(line, "", metric));
  }

  private static List<String> hops(Route row) {
    return row.options().hops().stream()
        .map(
            hop ->
                "nexthop"
                    + (hop.via() == null ? "" : " via " + hop.via())
                    + (hop.device() == null ? "" : " dev " + hop.device())
                    + (" weight " + hop.weight())
                    + (hop.onlink() ? " onlink" : ""))
        .toList();
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
