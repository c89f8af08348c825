package dev.podlane.net.route;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why a row was or was not the one a lookup used.
 *
 * @param table table the row stands in
 * @param row the row
 * @param verdict what became of it
 */
public record RouteEvidence(RouteTable table, Route row, Verdict verdict) {
  /** What became of a row. */
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
    /** It misses by few bits: the address differs only in the last octet of the prefix. */
    NEAR,
    /** It does not contain the address. */
    OTHER
  }

  /** All rows of all tables with their verdicts, in the order of the tables. */
  public static List<RouteEvidence> of(RoutingTables tables, Ip destination) {
    Optional<Route> used = usedRow(tables.lookup(destination));
    List<RouteEvidence> rows = new ArrayList<>();
    boolean decided = false;
    for (RouteTable table : tables.inOrder()) {
      boolean here = used.filter(table.rows()::contains).isPresent() && !decided;
      for (Route row : table.rows()) {
        rows.add(new RouteEvidence(table, row, judge(row, destination, used, here, decided)));
      }
      decided = decided || here;
    }
    return rows;
  }

  private static Optional<Route> usedRow(RouteDecision decision) {
    if (decision instanceof RouteDecision.Local local) {
      return Optional.of(local.row());
    }
    if (decision instanceof RouteDecision.Broadcast broadcast) {
      return Optional.of(broadcast.row());
    }
    if (decision instanceof RouteDecision.Unicast unicast) {
      return Optional.of(unicast.row());
    }
    if (decision instanceof RouteDecision.Refused refused) {
      return Optional.of(refused.row());
    }
    return Optional.empty();
  }

  private static Verdict judge(
      Route row, Ip destination, Optional<Route> used, boolean here, boolean decided) {
    if (!row.matches(destination)) {
      return isNear(row.destination(), destination) ? Verdict.NEAR : Verdict.OTHER;
    }
    if (decided) {
      return Verdict.LATER_TABLE;
    }
    if (!here) {
      return row.type() == RouteType.THROW ? Verdict.THROWN : Verdict.OTHER;
    }
    if (used.filter(row::equals).isPresent()) {
      return Verdict.MATCHED;
    }
    boolean samePrefix =
        used.filter(best -> best.destination().equals(row.destination())).isPresent();
    return samePrefix ? Verdict.HIGHER_METRIC : Verdict.SHORTER;
  }

  private static boolean isNear(Prefix prefix, Ip destination) {
    int wider = Math.max(8, prefix.length() - 8);
    return prefix.length() > 8
        && prefix.network().family() == destination.family()
        && Prefix.of(prefix.network(), wider).contains(destination);
  }
}
