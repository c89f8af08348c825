package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Protocol;
import dev.podlane.notation.PathLines;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Outcome;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A packet that bridge netfilter hands to the host keeps the port it came in by
 * (nf_bridge_info_exists, get_physindev). Each row was compared with Linux 6.18.
 */
class HandedUpByBridgeTest {
  private static final String NETWORK =
      """
      apiVersion: podlane.dev/v1
      kind: LinuxNetwork
      spec:
        namespaces:
          pod:
            devices: {eth0: {type: veth, peer: "node:veth0", addr: 10.100.0.2/24}}
            routes: [default via 10.100.0.1]
          node:
            devices:
              eth0: {type: veth, peer: "far:eth0", addr: 10.1.0.10/24}
              cbr0: {type: bridge, addr: 10.100.0.1/24}
              veth0: {type: veth, master: cbr0}
            sysctls: {net.ipv4.ip_forward: 1, net.bridge.bridge-nf-call-iptables: %d}
            iptables: ["*%s", "%s", "%s", COMMIT]
          far:
            devices: {eth0: {type: veth, peer: "node:eth0", addr: 10.1.0.1/24}}
            routes: [default via 10.1.0.10]
            listen: [{name: tcpd, port: 80, proto: tcp, ip: 0.0.0.0}]
      """;
  private static final String RESET = "-p tcp -j REJECT --reject-with tcp-reset";

  private static Walked walk(int brnf, String table, String one, String other, String to) {
    Workspace workspace = Workspace.open("", NETWORK.formatted(brnf, table, one, other));
    assertThat(workspace.problems()).isEmpty();
    return workspace
        .walk(List.of(new ProbeRequest("pod", to, Protocol.TCP, 80, 64, true, 0)))
        .get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "1, FORWARD, 10.1.0.1, REFUSED, node/veth0>64 pod/eth0<64",
    "1, INPUT, 10.100.0.1, REFUSED, node/veth0>64 pod/eth0<64",
    "0, FORWARD, 10.1.0.1, TIMEOUT, ''",
    "0, INPUT, 10.100.0.1, TIMEOUT, ''",
  })
  void aResetGoesStraightBackByThePortPastTheOutputHook(
      int brnf, String chain, String to, Outcome.Result result, String reply) {
    Walked walked = walk(brnf, "filter", "-A " + chain + " " + RESET, "-A OUTPUT -j DROP", to);

    assertThat(walked.trace().outcome().result()).isEqualTo(result);
    assertThat(PathLines.line(walked.trace(), Flow.REPLY))
        .endsWith(reply)
        .doesNotContain("node/cbr0>");
  }

  @ParameterizedTest
  @CsvSource({
    "1, filter, FORWARD, 10.1.0.1, TIMEOUT",
    "1, filter, INPUT, 10.100.0.1, TIMEOUT",
    "1, mangle, FORWARD, 10.1.0.1, TIMEOUT",
    "1, mangle, POSTROUTING, 10.1.0.1, TIMEOUT",
    "0, filter, FORWARD, 10.1.0.1, DELIVERED",
    "0, filter, INPUT, 10.100.0.1, REFUSED",
  })
  void physdevInMatchesInEveryHookThatThePacketPasses(
      int brnf, String table, String chain, String to, Outcome.Result result) {
    String rule = "-A " + chain + " -m physdev --physdev-in veth0 -j DROP";
    String bridged = "-A " + chain + " -m physdev --physdev-is-bridged -j DROP";

    assertThat(walk(brnf, table, rule, rule, to).trace().outcome().result()).isEqualTo(result);
    assertThat(walk(brnf, table, bridged, bridged, to).trace().outcome().result())
        .isNotEqualTo(Outcome.Result.TIMEOUT);
  }
}
