package dev.podlane.answer.evidence;

import dev.podlane.answer.Localizer;
import dev.podlane.answer.TraceView.EvidenceView;
import dev.podlane.answer.TraceView.RowView;
import dev.podlane.console.route.IpRuleText;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.Sockets;
import dev.podlane.net.route.Route;
import dev.podlane.net.route.RouteEvidence;
import dev.podlane.net.route.RouteType;
import dev.podlane.net.route.RuleEvidence;
import dev.podlane.trace.step.IpStep;
import dev.podlane.trace.step.LinkStep;
import dev.podlane.trace.step.NeighbourStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tables of the kernel as evidence, the matched row marked and the near misses explained. */
final class EvidenceTables {
  private static final List<String> ROUTE_COLUMNS =
      List.of("type", "destination", "via", "dev", "src", "metric", "proto");
  private static final List<String> RULE_COLUMNS = List.of("priority", "rule");
  private static final List<String> FDB_COLUMNS = List.of("mac", "dev", "entry");
  private static final List<String> NEIGHBOUR_COLUMNS =
      List.of("address", "dev", "lladdr", "state");
  private static final List<String> SOCKET_COLUMNS =
      List.of("protocol", "address", "port", "process");

  private final Localizer words;

  EvidenceTables(Localizer words) {
    this.words = words;
  }

  List<EvidenceView> routes(String namespace, IpStep.RouteLookup lookup) {
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
                RowLimit.limited(
                    namespace + " · ip route show table " + table,
                    ROUTE_COLUMNS,
                    rows,
                    EvidenceTables::verdict,
                    row -> routeRow(row, lookup))));
    return views;
  }

  /** Returns the policy rules evaluated, if they were ever changed. */
  private EvidenceView rules(String namespace, IpStep.RouteLookup lookup) {
    return RowLimit.limited(
        namespace + " · ip rule",
        RULE_COLUMNS,
        RuleEvidence.of(lookup.tables(), lookup.query()),
        EvidenceTables::verdict,
        each ->
            new RowView(
                List.of(Long.toString(each.rule().priority()), IpRuleText.words(each.rule())),
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
      case SHORTER,
          HIGHER_METRIC,
          LATER_TABLE,
          THROWN,
          SUPPRESSED,
          OTHER_DEVICE,
          OTHER_SERVICE,
          NEAR ->
          "near";
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
            row.metric() == 0 ? "" : Long.toString(row.metric()),
            row.protocol());
    String why = evidence.verdict().name().toLowerCase(Locale.ROOT);
    String note =
        words.say(
            "evidence.route." + why,
            row.destination().toString(),
            lookup.query().destination().toString(),
            evidence.rival() == null ? "" : evidence.rival().destination().toString(),
            Long.toString(row.metric()),
            row.destination().last().toString());
    return new RowView(cells, verdict(evidence), note);
  }

  List<EvidenceView> fdb(String namespace, String bridge, Mac wanted, List<LinkStep.FdbRow> table) {
    return List.of(
        RowLimit.limited(
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

  List<EvidenceView> neighbours(
      String namespace, String device, Ip wanted, List<NeighbourStep.Row> table) {
    Function<NeighbourStep.Row, String> verdict =
        row -> {
          boolean sameIp = row.ip().equals(wanted);
          return verdict(sameIp && row.device().equals(device) && row.mac() != null, sameIp);
        };
    return List.of(
        RowLimit.limited(
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

  List<EvidenceView> sockets(
      String namespace, Sockets sockets, @Nullable Listener used, Protocol protocol, int port) {
    Function<Listener, String> verdict =
        listener -> verdict(listener.equals(used), listener.port() == port);
    return List.of(
        RowLimit.limited(
            namespace + " · ss -lntu",
            SOCKET_COLUMNS,
            sockets.listening(),
            verdict,
            listener ->
                row(
                    List.of(
                        listener.protocol().word(),
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
