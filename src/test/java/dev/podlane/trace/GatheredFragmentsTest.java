package dev.podlane.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Documents;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.Network;
import dev.podlane.notation.LinuxNetworks;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of fragments that a host with rules has put together (seen on Linux 6.18). */
class GatheredFragmentsTest {
  private static final Probe PROBE =
      new Probe(
          "pod",
          null,
          Ip.parse("10.2.0.2"),
          Probe.Protocol.UDP,
          53,
          0,
          Probe.DEFAULT_TTL,
          1282,
          true,
          0,
          Probe.DEFAULT_TIMEOUT_MILLIS);

  @Test
  void aBridgeThatGatheredThemForgetsTheirSizeWhenItRoutes() {
    assertThat(lengthsLeaving(1)).containsExactly(1310);
  }

  @Test
  void aHostThatGatheredThemItselfSendsNoneLonger() {
    assertThat(lengthsLeaving(0)).containsExactly(1276, 54);
  }

  private static List<Integer> lengthsLeaving(int callIptables) {
    Trace trace = Walker.walk(network(callIptables), PROBE, new Memory());
    return Sighting.of(trace, Flow.REQUEST).stream()
        .flatMap(List::stream)
        .filter(each -> each.namespace().equals("node") && each.device().equals("eth0"))
        .map(each -> each.packet().ip().length())
        .toList();
  }

  private static Network network(int callIptables) {
    String text =
        """
        network:
          namespaces:
            pod:
              devices: {eth0: {type: veth, peer: "node:veth0", addr: 10.1.0.2/24, mtu: 1280}}
              routes: [default via 10.1.0.1]
            node:
              devices:
                cbr0: {type: bridge, addr: 10.1.0.1/24}
                veth0: {type: veth, master: cbr0}
                eth0: {type: veth, peer: "server:eth0", addr: 10.2.0.1/24}
              sysctls:
                net.ipv4.ip_forward: 1
                net.bridge.bridge-nf-call-iptables: %d
              iptables: ["*nat", "-A POSTROUTING -o eth0 -j MASQUERADE", "COMMIT"]
            server:
              devices: {eth0: {type: veth, addr: 10.2.0.2/24}}
        """
            .formatted(callIptables);
    return LinuxNetworks.read(Documents.parse("network.yaml", text).get(0)).network();
  }
}
