package dev.podlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.lab.LabProbe;
import dev.podlane.lab.LabRun;
import dev.podlane.lab.LabRunner;
import dev.podlane.lab.Observation;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.Network;
import dev.podlane.tools.NeedsTool;
import dev.podlane.trace.Networks;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Probe.Exchange;
import dev.podlane.trace.Probe.Exchange.Close;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Whole connections through a router with a narrow link, on the kernel and in the model. */
@NeedsTool({"ip", "iptables", "python3"})
@Timeout(60)
@ResourceLock("kernel")
class ConnectionsOnKernelTest {
  private static final List<Exchange> EXCHANGES =
      List.of(
          new Exchange(0, 0, Close.FIN),
          new Exchange(100, 1_000, Close.FIN),
          new Exchange(3_000, 20_000, Close.FIN),
          new Exchange(100_000, 10, Close.RST),
          new Exchange(10, 100_000, Close.KEEP));

  @BeforeAll
  static void namespacesCanBeMade() throws IOException {
    Namespaces.require("ConnectionsOnKernelTest");
  }

  @Test
  void onAWideLink() throws Exception {
    assertThat(check(1_500, "", "")).allMatch(each -> each.startsWith("result=delivered"));
  }

  @Test
  void onANarrowLinkPathMtuDiscoveryFindsTheSize() throws Exception {
    assertThat(check(1_400, "", "")).allMatch(each -> each.startsWith("result=delivered"));
  }

  @Test
  void whereTheErrorsAreFilteredLargeRequestsHang() throws Exception {
    assertThat(check(1_400, "-A INPUT -p icmp -j DROP", ""))
        .contains("result=timeout exchanged=0/0")
        .contains("result=delivered exchanged=100/1000");
  }

  @Test
  void whereTheRouterRejectsDataTheConnectionIsReset() throws Exception {
    String rule = "-A FORWARD -i a -p tcp --tcp-flags PSH PSH -j REJECT --reject-with tcp-reset";
    List<LabProbe> probes =
        List.of(
            LabProbe.of(probe(new Exchange(100, 10, Close.FIN))),
            LabProbe.of(probe(new Exchange(0, 10, Close.FIN))));
    assertThat(check(network(1_500, "", rule), probes))
        .containsExactly("result=reset", "result=delivered exchanged=0/10");
  }

  @Test
  void whereOnlyTheServerWasResetTheClientHearsOfItByItsNextSegment() throws Exception {
    String rule =
        "-A FORWARD -i b -p tcp --tcp-flags SYN,RST NONE -j REJECT --reject-with tcp-reset";
    List<LabProbe> probes = List.of(LabProbe.of(probe(new Exchange(100, 10, Close.FIN))));
    assertThat(check(network(1_500, "", rule), probes)).containsExactly("result=reset");
  }

  @Test
  void whereNoPlainAckPassesDataThatComesTwiceIsAcknowledged() throws Exception {
    String rule = "-A FORWARD -i b -p tcp -m length ! --length 60:100 -j DROP";
    List<LabProbe> probes = List.of(LabProbe.of(probe(new Exchange(34, 3_750, Close.FIN))));
    assertThat(check(network(1_500, "", rule), probes))
        .containsExactly("result=timeout exchanged=34/0");
  }

  @Test
  void whereTheLastAckOfTheHandshakeIsDroppedNobodyAccepts() throws Exception {
    String rule = "-A FORWARD -i a -p tcp --tcp-flags SYN,ACK ACK -j DROP";
    List<LabProbe> probes = List.of(LabProbe.of(probe(null)));
    assertThat(check(network(1_500, "", rule), probes)).containsExactly("result=delivered");
  }

  private static List<String> check(int narrow, String ofClient, String ofRouter) throws Exception {
    List<LabProbe> probes = new ArrayList<>();
    EXCHANGES.forEach(each -> probes.add(LabProbe.of(probe(each))));
    return check(network(narrow, ofClient, ofRouter), probes);
  }

  private static List<String> check(Network network, List<LabProbe> probes) throws Exception {
    LabRun run = LabRunner.run(network, probes, false, Duration.ofSeconds(50));
    List<Observation> predicted = Predictions.of(network, probes, run.sentMillis());
    assertThat(Predictions.differences(probes, predicted, run.observations())).isEmpty();
    assertThat(run.observations()).allMatch(each -> each.paths().containsKey("connection"));
    return run.observations().stream().map(ConnectionsOnKernelTest::told).toList();
  }

  private static String told(Observation observation) {
    String exchanged = observation.outcome().get("exchanged");
    return "result="
        + observation.outcome().get("result")
        + (exchanged == null ? "" : " exchanged=" + exchanged);
  }

  private static Probe probe(@Nullable Exchange exchange) {
    return Probe.from("client")
        .tcp(Ip.parse("10.2.0.2"), 80)
        .withTimeoutMillis(2_500)
        .withExchange(exchange);
  }

  private static Network network(int narrow, String ofClient, String ofRouter) {
    return Networks.of(
        """
        namespaces:
          client:
            devices: {eth0: {type: veth, peer: "router:a", addr: 10.1.0.2/24}}
            routes: [default via 10.1.0.1]
            iptables: |
              *filter
              %s
              COMMIT
          router:
            devices:
              a: {type: veth, addr: 10.1.0.1/24}
              b: {type: veth, peer: "far:b", addr: 10.3.0.1/24, mtu: %d}
            routes: [10.2.0.0/24 via 10.3.0.2]
            sysctls: {net.ipv4.ip_forward: 1}
            iptables: |
              *filter
              -A FORWARD -m conntrack --ctstate INVALID -j DROP
              %s
              COMMIT
          far:
            devices:
              b: {type: veth, addr: 10.3.0.2/24, mtu: %d}
              c: {type: veth, addr: 10.2.0.1/24}
            routes: [default via 10.3.0.1]
            sysctls: {net.ipv4.ip_forward: 1}
          server:
            devices: {eth0: {type: veth, peer: "far:c", addr: 10.2.0.2/24}}
            routes: [default via 10.2.0.1]
            listen: [{proto: tcp, port: 80, name: www}]
        """
            .formatted(ofClient, narrow, ofRouter, narrow));
  }
}
