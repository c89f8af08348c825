package dev.podlane.web.api.view;

import dev.podlane.console.RuleText;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.Sockets;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteEvidence;
import dev.podlane.net.route.RouteType;
import dev.podlane.net.route.RuleEvidence;
import dev.podlane.trace.ConnectionStep;
import dev.podlane.trace.Hop;
import dev.podlane.trace.IpStep;
import dev.podlane.trace.LinkStep;
import dev.podlane.trace.NeighbourStep;
import dev.podlane.trace.RuleStep;
import dev.podlane.trace.SocketStep;
import dev.podlane.trace.Step;
import dev.podlane.web.api.view.TraceView.EvidenceView;
import dev.podlane.web.api.view.TraceView.RowView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The tables a step looked at, the matched row marked and the near misses explained. */
final class Evidence {
  private static final List<String> ROUTE_COLUMNS =
      List.of("type", "destination", "via", "dev", "src", "metric", "proto");
  private static final List<String> RULE_COLUMNS = List.of("priority", "rule");
  private static final List<String> FDB_COLUMNS = List.of("mac", "dev", "entry");
  private static final List<String> NEIGHBOUR_COLUMNS =
      List.of("address", "dev", "lladdr", "state");
  private static final List<String> SOCKET_COLUMNS =
      List.of("protocol", "address", "port", "process");

  private final Words words;
  private final FilterRows filter;
  private final ConnectionRows connections;

  Evidence(Words words) {
    this.words = words;
    this.filter = new FilterRows(words);
    this.connections = new ConnectionRows(words);
  }

  List<EvidenceView> of(Hop hop, Step step) {
    String namespace = hop.namespace();
    if (step instanceof RuleStep.RulesRead read) {
      return filter.of(namespace, read);
    }
    if (step instanceof ConnectionStep connection) {
      return connections.of(hop, connection);
    }
    if (step instanceof IpStep.RouteLookup lookup) {
      return routes(namespace, lookup);
    }
    if (step instanceof LinkStep.BridgeForwarded forwarded) {
      return fdb(namespace, forwarded.bridge(), forwarded.mac(), forwarded.fdb());
    }
    if (step instanceof LinkStep.BridgeFlooded flooded) {
      return fdb(namespace, flooded.bridge(), flooded.mac(), flooded.fdb());
    }
    if (step instanceof NeighbourStep.NeighbourResolved resolved) {
      return neighbours(namespace, resolved.device(), resolved.ip(), resolved.table());
    }
    if (step instanceof NeighbourStep.NeighbourMissing missing) {
      return neighbours(namespace, missing.device(), missing.ip(), missing.table());
    }
    if (step instanceof SocketStep.SocketDelivered delivered) {
      Listener used = delivered.listener();
      return sockets(namespace, delivered.sockets(), used, used.protocol(), used.port());
    }
    if (step instanceof SocketStep.SocketMissing missing) {
      return sockets(namespace, missing.sockets(), null, missing.protocol(), missing.port());
    }
    return List.of();
  }

  private List<EvidenceView> routes(String namespace, IpStep.RouteLookup lookup) {
    List<EvidenceView> views = new ArrayList<>();
    if (lookup.tables().custom()) {
      views.add(rules(namespace, lookup));
    }
    Map<String, List<RouteEvidence>> byTable = new LinkedHashMap<>();
    for (RouteEvidence row : RouteEvidence.of(lookup.tables(), lookup.query())) {
      byTable.computeIfAbsent(row.table().name(), name -> new ArrayList<>()).add(row);
    }
    byTable.forEach(
        (table, rows) ->
            views.add(
                Rows.limited(
                    namespace + " · ip route show table " + table,
                    ROUTE_COLUMNS,
                    rows,
                    Evidence::verdict,
                    row -> routeRow(row, lookup))));
    return views;
  }

  /** Which rules were asked; shown where someone has touched them. */
  private EvidenceView rules(String namespace, IpStep.RouteLookup lookup) {
    return Rows.limited(
        namespace + " · ip rule",
        RULE_COLUMNS,
        RuleEvidence.of(lookup.tables(), lookup.query()),
        Evidence::verdict,
        each ->
            new RowView(
                List.of(Long.toString(each.rule().priority()), RuleText.words(each.rule())),
                verdict(each),
                words.say("evidence.rule." + each.verdict().name().toLowerCase(Locale.ROOT))));
  }

  private static String verdict(RuleEvidence evidence) {
    return switch (evidence.verdict()) {
      case DECIDED -> "matched";
      case EMPTY, THROWN, SUPPRESSED, JUMPED, SKIPPED -> "near";
      case OTHER, IDLE, LATER -> "other";
    };
  }

  private static String verdict(RouteEvidence evidence) {
    return switch (evidence.verdict()) {
      case MATCHED -> "matched";
      case OTHER -> "other";
      case SHORTER, HIGHER_METRIC, LATER_TABLE, THROWN, SUPPRESSED, OTHER_DEVICE, NEAR -> "near";
    };
  }

  private RowView routeRow(RouteEvidence evidence, IpStep.RouteLookup lookup) {
    Route row = evidence.row();
    List<String> cells =
        List.of(
            row.type() == RouteType.UNICAST ? "" : row.type().text(),
            row.destination().length() == 0 ? "default" : row.destination().toString(),
            orEmpty(row.via()),
            orEmpty(row.device()),
            orEmpty(row.source()),
            row.metric() == 0 ? "" : Integer.toString(row.metric()),
            row.protocol());
    String why = evidence.verdict().name().toLowerCase(Locale.ROOT);
    String note =
        words.say(
            "evidence.route." + why,
            row.destination().toString(),
            lookup.query().destination().toString(),
            evidence.rival() == null ? "" : evidence.rival().destination().toString(),
            Integer.toString(row.metric()),
            row.destination().last().toString());
    return new RowView(cells, verdict(evidence), note);
  }

  private List<EvidenceView> fdb(
      String namespace, String bridge, Mac wanted, List<LinkStep.FdbRow> table) {
    return List.of(
        Rows.limited(
            namespace + " · bridge fdb show br " + bridge,
            FDB_COLUMNS,
            table,
            row -> verdict(row.mac().equals(wanted), false),
            row ->
                row(
                    List.of(
                        row.mac().toString(),
                        row.device(),
                        words.say(row.local() ? "evidence.fdb.own" : "evidence.fdb.learned")),
                    verdict(row.mac().equals(wanted), false),
                    "evidence.fdb",
                    wanted.toString())));
  }

  private List<EvidenceView> neighbours(
      String namespace, String device, Ip wanted, List<NeighbourStep.Row> table) {
    Function<NeighbourStep.Row, String> verdict =
        row -> {
          boolean sameIp = row.ip().equals(wanted);
          return verdict(sameIp && row.device().equals(device) && row.mac() != null, sameIp);
        };
    return List.of(
        Rows.limited(
            namespace + " · ip neigh show",
            NEIGHBOUR_COLUMNS,
            table,
            verdict,
            row ->
                row(
                    List.of(
                        row.ip().toString(), row.device(), orEmpty(row.mac()), row.state().name()),
                    verdict.apply(row),
                    "evidence.neighbour",
                    wanted.toString())));
  }

  private List<EvidenceView> sockets(
      String namespace,
      Sockets sockets,
      @Nullable Listener used,
      Listener.Protocol protocol,
      int port) {
    Function<Listener, String> verdict =
        listener -> verdict(listener.equals(used), listener.port() == port);
    return List.of(
        Rows.limited(
            namespace + " · ss -lntu",
            SOCKET_COLUMNS,
            sockets.listening(),
            verdict,
            listener ->
                row(
                    List.of(
                        listener.protocol().name().toLowerCase(Locale.ROOT),
                        listener.address().toString(),
                        Integer.toString(listener.port()),
                        listener.name()),
                    verdict.apply(listener),
                    listener.port() == port && listener.protocol() == protocol
                        ? "evidence.socket.address"
                        : "evidence.socket",
                    Integer.toString(port))));
  }

  private static String verdict(boolean matched, boolean near) {
    return matched ? "matched" : near ? "near" : "other";
  }

  private RowView row(List<String> cells, String verdict, String key, String wanted) {
    return new RowView(
        cells, verdict, words.sayFirst(List.of(key + "." + verdict, key), List.of(wanted)));
  }

  private static String orEmpty(@Nullable Object value) {
    return Objects.toString(value, "");
  }
}
