package dev.podlane.net.route;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a lookup used a row or did not.
 *
 * @param table table the row stands in
 * @param row the row
 * @param verdict result for the row
 * @param rival the row that came before it, for those that another row beat
 */
public record RouteEvidence(RouteTable table, Route row, Verdict verdict, @Nullable Route rival) {
  /** The result of a lookup for one row. */
  public enum Verdict {
    /** The row used. */
    MATCHED,
    /** It contains the address too, but a longer prefix was found. */
    SHORTER,
    /** Same prefix, but its metric is higher. */
    HIGHER_METRIC,
    /** It contains the address, but an earlier table had answered. */
    LATER_TABLE,
    /** It contains the address and says: look in the next table. */
    THROWN,
    /** It contains the address, but the rule wants longer prefixes. */
    SUPPRESSED,
    /** It contains the address, but leads out by another device than the one asked for. */
    OTHER_DEVICE,
    /** It contains the address, but is for packets of another type of service. */
    OTHER_SERVICE,
    /** It misses by few bits: the address differs only in the last octet of the prefix. */
    NEAR,
    /** It does not contain the address. */
    OTHER
  }

  /** Returns the evidence for a packet made by this host and sent to this address. */
  public static List<RouteEvidence> of(RoutingTables tables, Ip destination) {
    return of(tables, RouteQuery.to(destination));
  }

  /**
   * All rows of the tables that were asked, or would have been if no earlier one had answered, in
   * the order of asking.
   */
  public static List<RouteEvidence> of(RoutingTables tables, RouteQuery query) {
    RouteDecision decision = tables.lookup(query);
    Map<String, RuleEvidence.Verdict> asked = asked(RuleEvidence.of(tables, query));
    List<RouteEvidence> rows = new ArrayList<>();
    asked.forEach(
        (name, verdict) ->
            tables
                .table(name)
                .ifPresent(table -> new Judge(query, table, verdict, decision).judge(rows)));
    return rows;
  }

  /**
   * Returns the tables with the results of their lookup; of one that was looked up twice, the
   * deciding one counts.
   */
  private static Map<String, RuleEvidence.Verdict> asked(List<RuleEvidence> rules) {
    Map<String, RuleEvidence.Verdict> asked = new LinkedHashMap<>();
    for (RuleEvidence each : rules) {
      boolean wasOrWouldBe = each.isAsked() || each.verdict() == RuleEvidence.Verdict.LATER;
      if (wasOrWouldBe && each.rule().action() instanceof RuleAction.Lookup lookup) {
        if (each.verdict() == RuleEvidence.Verdict.DECIDED) {
          asked.put(lookup.table(), each.verdict());
        } else {
          asked.putIfAbsent(lookup.table(), each.verdict());
        }
      }
    }
    return asked;
  }

  /** The row a decision rests on. */
  private static @Nullable Route used(RouteDecision decision) {
    if (decision instanceof RouteDecision.Local local) {
      return local.row();
    }
    if (decision instanceof RouteDecision.Broadcast broadcast) {
      return broadcast.row();
    }
    if (decision instanceof RouteDecision.Unicast unicast) {
      return unicast.row();
    }
    return decision instanceof RouteDecision.Refused refused ? refused.row() : null;
  }

  /** Judges the rows of one table, for which the result of its lookup is known. */
  private record Judge(
      RouteQuery query,
      RouteTable table,
      RuleEvidence.Verdict asked,
      @Nullable Route best,
      @Nullable Route used) {
    Judge(RouteQuery query, RouteTable table, RuleEvidence.Verdict asked, RouteDecision decision) {
      this(
          query,
          table,
          asked,
          table.first(query.destination(), row -> RoutingTables.isUsable(row, query), query.out()),
          RouteEvidence.used(decision));
    }

    void judge(List<RouteEvidence> into) {
      for (Route row : table.rows()) {
        Verdict verdict = verdict(row);
        boolean isBest = best == null || best.equals(row);
        into.add(new RouteEvidence(table, row, verdict, isBest ? used : best));
      }
    }

    private Verdict verdict(Route row) {
      Ip destination = query.destination();
      if (!row.matches(destination)) {
        return isNear(row.destination(), destination) ? Verdict.NEAR : Verdict.OTHER;
      }
      if (asked == RuleEvidence.Verdict.LATER) {
        return Verdict.LATER_TABLE;
      }
      if (!row.isFor(query.tos())) {
        return Verdict.OTHER_SERVICE;
      }
      if (!RoutingTables.isUsable(row, query)) {
        return Verdict.OTHER_DEVICE;
      }
      if (best != null && !best.equals(row)) {
        boolean isEqual = best.destination().equals(row.destination());
        return isEqual ? Verdict.HIGHER_METRIC : Verdict.SHORTER;
      }
      return switch (asked) {
        case DECIDED -> Verdict.MATCHED;
        case THROWN -> Verdict.THROWN;
        case SUPPRESSED -> Verdict.SUPPRESSED;
        // local and main are one trie until the rules are touched: a longer prefix of main wins
        default -> Verdict.SHORTER;
      };
    }

    private static boolean isNear(Prefix prefix, Ip destination) {
      int wider = Math.max(8, prefix.length() - 8);
      return prefix.length() > 8
          && prefix.network().family() == destination.family()
          && Prefix.of(prefix.network(), wider).contains(destination);
    }
  }
}
