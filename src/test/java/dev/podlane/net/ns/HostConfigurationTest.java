package dev.podlane.net.ns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.route.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The changes that the kernel makes to routes when addresses, links and routes change. */
class HostConfigurationTest {
  private final NetworkNamespace host =
      Addressing.add(
          NetworkNamespace.created("host", false)
              .with(
                  new Device(
                      2, "eth0", new Mac(1), 1500, true, null, List.of(), new Link.Bridge())),
          "eth0",
          InterfaceAddress.parse("10.100.0.2/24"));

  private static List<String> main(NetworkNamespace ns) {
    return ns.routes().main().rows().stream().map(HostConfigurationTest::text).toList();
  }

  private static String text(Route row) {
    return row.destination() + (row.via() == null ? "" : " via " + row.via());
  }

  private static Route via(String to, @Nullable String gateway, int metric) {
    Ip next = gateway == null ? null : Ip.parse(gateway);
    return Route.unicast(Prefix.parse(to), next, null, null, metric);
  }

  @Test
  void anAddressBringsItsConnectedRoute() {
    assertThat(main(host)).containsExactly("10.100.0.0/24");
    assertThat(host.owns(Ip.parse("10.100.0.2"))).isTrue();
    assertThat(host.owns(Ip.parse("10.100.0.3"))).isFalse();
  }

  @Test
  void downTakesAllRoutesAndUpBringsBackOnlyTheConnectedOne() {
    NetworkNamespace routed = RouteEdits.add(host, via("0.0.0.0/0", "10.100.0.1", 0));
    assertThat(main(routed)).hasSize(2);

    NetworkNamespace down = Addressing.down(routed, "eth0");
    assertThat(main(down)).isEmpty();
    assertThat(down.owns(Ip.parse("10.100.0.2"))).isTrue();
    assertThat(main(Addressing.up(down, "eth0"))).containsExactly("10.100.0.0/24");
  }

  @Test
  void removingAnAddressTakesItsRoute() {
    NetworkNamespace bare =
        Addressing.remove(host, "eth0", InterfaceAddress.parse("10.100.0.2/24"));

    assertThat(main(bare)).isEmpty();
    assertThat(bare.owns(Ip.parse("10.100.0.2"))).isFalse();
  }

  @Test
  void theOthersOfASubnetGoWithItsFirstAddress() {
    NetworkNamespace two = Addressing.add(host, "eth0", InterfaceAddress.parse("10.100.0.9/24"));

    NetworkNamespace second =
        Addressing.remove(two, "eth0", InterfaceAddress.parse("10.100.0.9/24"));
    assertThat(main(second)).containsExactly("10.100.0.0/24");

    NetworkNamespace none = Addressing.remove(two, "eth0", InterfaceAddress.parse("10.100.0.2/24"));
    assertThat(main(none)).isEmpty();
    assertThat(none.owns(Ip.parse("10.100.0.9"))).isFalse();
  }

  @Test
  void theKernelRefusesRoutesThatCannotWork() {
    NetworkNamespace routed = RouteEdits.add(host, via("10.0.1.0/24", "10.100.0.3", 0));

    assertThatThrownBy(() -> RouteEdits.add(routed, via("10.0.1.0/24", "10.100.0.4", 0)))
        .isInstanceOf(NetlinkException.class)
        .hasMessage("RTNETLINK answers: File exists");
    assertThatThrownBy(() -> RouteEdits.add(host, via("10.0.1.0/24", "10.0.9.1", 0)))
        .hasMessage("Error: Nexthop has invalid gateway.");
    assertThatThrownBy(
            () -> RouteEdits.remove(host, "main", Prefix.DEFAULT_V4, row -> row.metric() == 5))
        .hasMessage("RTNETLINK answers: No such process");
    assertThat(main(RouteEdits.replace(routed, "main", via("10.0.1.0/24", "10.100.0.4", 0))))
        .containsExactly("10.0.1.0/24 via 10.100.0.4", "10.100.0.0/24");
  }

  @ParameterizedTest
  @CsvSource({
    "TCP, 0.0.0.0, 80, EADDRINUSE",
    "TCP, 10.100.0.2, 80, EADDRINUSE",
    "UDP, 0.0.0.0, 80, ''",
    "TCP, 0.0.0.0, 81, ''",
    "TCP, 10.100.0.77, 81, EADDRNOTAVAIL",
  })
  void aSecondBindFailsOnlyOnAnOverlap(Protocol protocol, String address, int port, String errno) {
    Sockets first = Sockets.NONE.bind(new Listener(Protocol.TCP, Ip.ANY, 80, "first"), host::owns);

    Sockets second =
        first.bind(new Listener(protocol, Ip.parse(address), port, "second"), host::owns);

    assertThat(second.failed())
        .extracting(BindFailure::errno)
        .isEqualTo(errno.isEmpty() ? List.of() : List.of(errno));
  }

  @Test
  void theEffectiveSettingDependsOnAllAndDevice() {
    Sysctls some =
        Sysctls.DEFAULTS
            .with("net.ipv4.conf.all.rp_filter", "1")
            .with("net.ipv4.conf.eth0.rp_filter", "2")
            .with("net/ipv4/conf/flannel.1/forwarding", "1");

    assertThat(some.maxOf("rp_filter", "eth0")).isEqualTo(2);
    assertThat(some.maxOf("rp_filter", "eth1")).isEqualTo(1);
    assertThat(some.forwards("flannel.1")).isTrue();
    assertThat(some.forwards("eth0")).isFalse();
    Sysctls on = some.with("net.ipv4.ip_forward", "1");
    assertThat(on.forwards("eth0")).isTrue();
    assertThat(on.with("net.ipv4.conf.eth0.forwarding", "0").forwards("eth0")).isFalse();
    assertThat(on.with("net.ipv4.ip_forward", "0").forwards("flannel.1")).isFalse();
    assertThat(Sysctls.DEFAULTS.anyOf("send_redirects", "eth0")).isTrue();
  }
}
