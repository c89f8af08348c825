package dev.podlane.trace.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.trace.Networks;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.Probe;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Senders are told that a rule rejected their packet, as on Linux 6.18. */
class RejectsTest {
  /**
   * A reset for a bridged packet leaves by the port it came in by, and yet there must be a route
   * (ip_route_me_harder in nf_send_reset), as in random network 7316784.
   */
  @ParameterizedTest
  @CsvSource({"'', REFUSED", "blackhole 10.1.0.2/32, TIMEOUT"})
  void aResetForABridgedPacketNeedsARoute(String route, Result result) {
    String network =
        """
        namespaces:
          pod:
            devices: {eth0: {type: veth, peer: "node:veth0", addr: 10.1.0.2/24}}
          node:
            devices:
              cbr0: {type: bridge, addr: 10.1.0.1/24}
              veth0: {type: veth, master: cbr0}
            sysctls: {net.bridge.bridge-nf-call-iptables: 1}
            routes: [%s]
            iptables:
              - '*filter'
              - '-A INPUT -p tcp -m tcp --dport 80 -j REJECT --reject-with tcp-reset'
              - 'COMMIT'
        """
            .formatted(route);
    Probe probe = Probe.from("pod").tcp(Ip.parse("10.1.0.1"), 80);

    assertThat(Walker.walk(Networks.of(network), probe, new Memory()).outcome().result())
        .isEqualTo(result);
  }
}
