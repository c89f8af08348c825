package dev.podlane.net.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However a table finds its rows: the answer is that of reading them one by one. */
class RouteRowsTest {
  private static final RouteType[] TYPES = {
    RouteType.UNICAST, RouteType.UNICAST, RouteType.THROW, RouteType.BLACKHOLE, RouteType.LOCAL
  };

  private final Random random = new Random(11);

  /** The start of addresses, which differ in few bits, so that prefixes overlap. */
  private int base;

  private int different = 0xc103_0307;

  private int address() {
    return base | (random.nextInt() & different);
  }

  private Route route() {
    Prefix to = Prefix.of(Ip.v4(address()), random.nextInt(33));
    String device = "eth" + random.nextInt(3);
    RouteType type = TYPES[random.nextInt(TYPES.length)];
    return new Route(
        type, to, null, device, null, random.nextInt(3), Route.Scope.LINK, "boot", false);
  }

  private RouteTable table(int size) {
    List<Route> rows = new ArrayList<>();
    for (int at = 0; at < size; at++) {
      rows.add(route());
    }
    rows.add(Route.unicast(Prefix.parse("fd00::/8"), null, "eth9", null, 0));
    return new RouteTable("main", rows);
  }

  private static @Nullable Route scan(RouteTable table, Ip to) {
    return table.rows().stream().filter(row -> row.matches(to)).findFirst().orElse(null);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5, 60, 250, 300, 3_000})
  void theIndexAnswersAsTheRowsDo(int size) {
    for (int round = 0; round < 8; round++) {
      RouteTable table = table(size);
      RouteIndex index = table.rows().index();
      for (int at = 0; at < 2_000; at++) {
        Ip to = Ip.v4(at % 2 == 0 ? address() : random.nextInt());
        Route expected = scan(table, to);
        int found = index.first(to.v4Bits());
        assertThat(found < 0 ? null : table.rows().get(found)).as("%s", to).isEqualTo(expected);
        assertThat(table.first(to)).as("%s", to).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0a000000, 00ff0307", // in a /8, all over it: a table of its /24s
    "ff000000, 00ff0303",
    "0a100000, 00030307", // in a part of it
    "0a000000, 01ff0307" // in two
  })
  void whereverTheLongPrefixesLie(String from, String bits) {
    base = (int) Long.parseLong(from, 16);
    different = (int) Long.parseLong(bits, 16);
    for (int size : new int[] {5, 300, 1_500}) {
      theIndexAnswersAsTheRowsDo(size);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 1_000})
  void aWantedDeviceLeavesTheOtherRowsOut(int size) {
    RouteTable table = table(size);
    for (int at = 0; at < 2_000; at++) {
      Ip to = Ip.v4(address());
      Route expected =
          table.rows().stream()
              .filter(row -> row.matches(to) && "eth1".equals(row.device()))
              .findFirst()
              .orElse(null);
      assertThat(table.first(to, row -> "eth1".equals(row.device()), "eth1")).isEqualTo(expected);
    }
  }

  @Test
  void editingOneByOneIsTheSameAsBuildingAtOnce() {
    List<Route> all = new ArrayList<>();
    RouteTable edited = new RouteTable("main", List.of());
    for (int at = 0; at < 600; at++) {
      Route route = route();
      all.add(route);
      edited = edited.with(route);
      assertThat(edited.clashing(route)).contains(route).allMatch(route::clashesWith);
    }
    RouteTable built = new RouteTable("main", all);
    assertThat(edited).isEqualTo(built).hasSameHashCodeAs(built);
    Route first = route();
    assertThat(built.withFirst(first).clashing(first).get(0)).isEqualTo(first);
    assertThat(built.without(row -> row.type() == RouteType.THROW).rows())
        .noneMatch(row -> row.type() == RouteType.THROW)
        .hasSize((int) all.stream().filter(row -> row.type() != RouteType.THROW).count());
  }

  @Test
  void addressesOfTheOtherFamilyFindTheirOwnRows() {
    RouteTable table = table(1_000);
    for (int at = 0; at < 20; at++) {
      assertThat(table.first(Ip.parse("fd00::1"))).isEqualTo(scan(table, Ip.parse("fd00::1")));
    }
    assertThat(table.first(Ip.parse("fd00::1"))).isNotNull();
    assertThat(table.first(Ip.parse("2001:db8::1"))).isNull();
  }
}
