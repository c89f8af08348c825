package dev.podlane.net.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Longest prefix first, then the lowest metric. */
class RoutingTablesTest {
  private static Route route(String destination, int metric) {
    return Route.unicast(Prefix.parse(destination), null, "eth0", null, metric);
  }

  private static RoutingTables main(Route... rows) {
    return RoutingTables.EMPTY.with(new RouteTable("main", List.of(rows)));
  }

  @Test
  void theLongestPrefixWins() {
    RoutingTables tables =
        main(route("0.0.0.0/0", 0), route("10.0.0.0/8", 0), route("10.0.1.0/24", 9));

    assertThat(used(tables, "10.0.1.7")).contains(route("10.0.1.0/24", 9));
    assertThat(used(tables, "10.9.1.7")).contains(route("10.0.0.0/8", 0));
    assertThat(used(tables, "11.0.0.1")).contains(route("0.0.0.0/0", 0));
  }

  @Test
  void theLowestMetricWinsAmongEquals() {
    RoutingTables tables = main(route("10.0.1.0/24", 100), route("10.0.1.0/24", 50));

    assertThat(used(tables, "10.0.1.7")).contains(route("10.0.1.0/24", 50));
  }

  @Test
  void throwIsAsIfThereWereNoRow() {
    RoutingTables tables =
        main(
            route("0.0.0.0/0", 0), Route.refusing(RouteType.THROW, Prefix.parse("10.0.1.0/24"), 0));

    assertThat(tables.lookup(Ip.parse("10.0.1.1"))).isInstanceOf(RouteDecision.NoRoute.class);
  }

  @Test
  void localComesBeforeMain() {
    Route own =
        new Route(
            RouteType.LOCAL,
            Prefix.parse("10.0.1.1/32"),
            null,
            "cbr0",
            null,
            0,
            Route.Scope.HOST,
            "kernel");
    RoutingTables tables =
        main(route("10.0.1.1/32", 0)).with(new RouteTable("local", List.of(own)));

    assertThat(tables.lookup(Ip.parse("10.0.1.1"))).isInstanceOf(RouteDecision.Local.class);
    assertThat(RouteEvidence.of(tables, Ip.parse("10.0.1.1")))
        .extracting(RouteEvidence::verdict)
        .containsExactly(RouteEvidence.Verdict.MATCHED, RouteEvidence.Verdict.LATER_TABLE);
  }

  @Test
  void evidenceSaysWhyEachRowWasOrWasNotUsed() {
    RoutingTables tables =
        main(
            route("10.0.2.0/24", 0),
            route("10.0.2.0/24", 7),
            route("10.0.1.0/24", 0),
            route("10.0.0.0/16", 0),
            route("192.168.0.0/24", 0));

    assertThat(RouteEvidence.of(tables, Ip.parse("10.0.2.2")))
        .extracting(evidence -> evidence.row().destination() + " " + evidence.verdict())
        .containsExactly(
            "10.0.1.0/24 NEAR",
            "10.0.2.0/24 MATCHED",
            "10.0.2.0/24 HIGHER_METRIC",
            "192.168.0.0/24 OTHER",
            "10.0.0.0/16 SHORTER");
  }

  @Test
  void theLookupEqualsAScanOfAllRows() {
    Random random = new Random(3);
    for (int round = 0; round < 300; round++) {
      List<Route> rows = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        Prefix to = Prefix.of(Ip.v4(random.nextInt() & 0x0f0f_0fff), random.nextInt(33));
        rows.add(route(to.toString(), random.nextInt(3)));
      }
      RoutingTables tables = main(rows.toArray(new Route[0]));
      Ip to = Ip.v4(random.nextInt() & 0x0f0f_0fff);
      assertThat(used(tables, to.toString()).map(RoutingTablesTest::rank))
          .as("%s in %s", to, rows)
          .isEqualTo(scan(rows, to).map(RoutingTablesTest::rank));
    }
  }

  private static String rank(Route row) {
    return row.destination() + " metric " + row.metric();
  }

  private static Optional<Route> used(RoutingTables tables, String to) {
    return tables.lookup(Ip.parse(to)) instanceof RouteDecision.Unicast way
        ? Optional.of(way.row())
        : Optional.empty();
  }

  /** The rule in its plainest words. */
  private static Optional<Route> scan(List<Route> rows, Ip to) {
    Optional<Route> best = Optional.empty();
    for (Route row : rows) {
      boolean better =
          best.isEmpty()
              || row.destination().length() > best.get().destination().length()
              || (row.destination().length() == best.get().destination().length()
                  && row.metric() < best.get().metric());
      if (row.matches(to) && better) {
        best = Optional.of(row);
      }
    }
    return best;
  }
}
