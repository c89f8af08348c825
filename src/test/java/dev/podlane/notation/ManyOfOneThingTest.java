package dev.podlane.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Very many of one thing are read as few are. */
final class ManyOfOneThingTest {
  private static final int MANY = 3_000;

  private static List<String> texts(int count, IntFunction<String> text) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add("\"" + text.apply(i) + "\"");
    }
    return all;
  }

  private static String subnet(int first, int i) {
    return first + "." + (i >> 8) + "." + (i & 255);
  }

  private static NetworkNamespace read(String addresses, String rest) {
    String json =
        """
        {"namespaces": {
          "a": {"devices": {"eth0": {"peer": "b:eth0", "addr": %s}, "d": {"type": "dummy"}} %s},
          "b": {"devices": {"eth0": {}}}}}
        """
            .formatted(addresses, rest);
    ReadNetwork reading = LinuxNetworks.read(Documents.parse("many.json", json).get(0));
    assertThat(reading.problems()).isEmpty();
    return reading.network().namespace("a").orElseThrow();
  }

  @Test
  void routesAreInOrderAndFound() {
    NetworkNamespace ns =
        read(
            "\"10.0.0.1/8\"",
            ", \"routes\": " + texts(MANY, i -> subnet(20, i) + ".0/24 via 10.0.0.2 metric " + i));
    assertThat(ns.routes().main().rows()).hasSize(MANY + 1);
    RouteDecision way = ns.routes().lookup(Ip.parse("20.7.3.9"));
    assertThat(way)
        .isInstanceOfSatisfying(
            RouteDecision.Unicast.class,
            found -> assertThat(found.row().metric()).isEqualTo(7 * 256 + 3));
  }

  @Test
  void aRouteByAnotherDeviceIsFoundBehindManyOfItsPrefix() {
    List<String> routes = texts(MANY, i -> "30.0.0.0/8 dev eth0 metric " + (i + 1));
    routes.add("\"30.0.0.0/8 dev d metric 90000\"");
    NetworkNamespace ns = read("\"10.0.0.1/8\"", ", \"routes\": " + routes);
    RouteDecision way = ns.routes().lookup(RouteQuery.to(Ip.parse("30.1.1.1")).outBy("d"));
    assertThat(way)
        .isInstanceOfSatisfying(
            RouteDecision.Unicast.class,
            found -> assertThat(found.row().metric()).isEqualTo(90_000));
  }

  @Test
  void addressesAndTheirRoutesGoAgain() {
    NetworkNamespace ns =
        read(
            texts(MANY, i -> subnet(30, i) + ".1/24").toString(),
            ", \"deleted\": {\"addresses\": "
                + texts(MANY - 1, i -> subnet(30, i) + ".1/24 dev eth0")
                + "}");
    assertThat(ns.device("eth0").orElseThrow().addresses()).hasSize(1);
    assertThat(ns.routes().main().rows()).hasSize(1);
    assertThat(ns.owns(Ip.parse("30.0.0.1"))).isFalse();
    assertThat(ns.owns(Ip.parse(subnet(30, MANY - 1) + ".1"))).isTrue();
  }

  @Test
  void tablesAndPolicyRulesAreFound() {
    NetworkNamespace ns =
        read(
            "\"10.0.0.1/8\"",
            ", \"routes\": "
                + texts(MANY, i -> "20.0.0.0/8 via 10.0.0.2 table " + (i + 1_000))
                + ", \"rules\": "
                + texts(MANY, i -> "from " + subnet(40, i) + ".0/24 lookup " + (i + 1_000)));
    assertThat(ns.routes().tables()).hasSize(MANY + 2);
    RouteDecision way =
        ns.routes().lookup(RouteQuery.sent(Ip.parse("20.1.1.1"), Ip.parse("40.9.9.9")));
    assertThat(way)
        .isInstanceOfSatisfying(
            RouteDecision.Unicast.class,
            found -> assertThat(found.table().name()).isEqualTo("" + (9 * 256 + 9 + 1_000)));
  }
}
