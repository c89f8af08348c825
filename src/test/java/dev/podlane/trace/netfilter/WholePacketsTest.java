package dev.podlane.trace.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Networks;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.step.IpStep;
import dev.podlane.trace.walk.Walker;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules that see whole packets have a router put fragments together, as on Linux 6.18. */
class WholePacketsTest {
  @ParameterizedTest
  @CsvSource({
    "-A FORWARD -m conntrack --ctstate NEW -j ACCEPT, true",
    "-A INPUT -m socket -j ACCEPT, true",
    "-A INPUT -p udp -j ACCEPT, false"
  })
  void aRouterPutsFragmentsTogether(String rule, boolean isWhole) {
    String network =
        """
        namespaces:
          client:
            devices: {eth0: {type: veth, peer: "router:eth0", addr: 10.1.0.10/24}}
            routes: [default via 10.1.0.1]
          router:
            devices:
              eth0: {type: veth, addr: 10.1.0.1/24}
              eth1: {type: veth, peer: "server:eth0", addr: 10.2.0.1/24}
            sysctls: {net.ipv4.ip_forward: 1}
            iptables: |
              *filter
              %s
              COMMIT
          server:
            devices: {eth0: {type: veth, addr: 10.2.0.10/24}}
            routes: [default via 10.2.0.1]
        """
            .formatted(rule);
    Trace trace =
        Walker.walk(
            Networks.of(network),
            Probe.from("client").ping(Ip.parse("10.2.0.10")).withPayload(2_000),
            new Memory());

    List<Hop> routed =
        trace.hops().stream().filter(hop -> hop.namespace().equals("router")).toList();
    assertThat(routed).isNotEmpty();
    assertThat(routed.stream().anyMatch(WholePacketsTest::isPutTogether)).isEqualTo(isWhole);
  }

  private static boolean isPutTogether(Hop hop) {
    return hop.steps().stream().anyMatch(each -> each.step() instanceof IpStep.Reassembled);
  }
}
