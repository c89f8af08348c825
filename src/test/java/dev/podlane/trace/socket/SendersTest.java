package dev.podlane.trace.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Networks;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.TraceText;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The errors that senders get, and their rates, as seen on Linux 6.18. */
class SendersTest {
  private static final Ip SERVER = Ip.parse("10.2.0.2");

  @Test
  void aCallFailsWhenTheOtherEndOfTheCableTakesNoFrameSoLong() {
    Network network = network(1_280, 1_500);
    Memory memory = new Memory();
    Walker.walk(network, ping(56, true), memory);

    Outcome outcome = Walker.walk(network, ping(1_400, false), memory).outcome();

    assertThat(outcome.result()).isEqualTo(Outcome.Result.LOCAL_ERROR);
    assertThat(outcome.errno()).isEqualTo("ENOBUFS");
  }

  @Test
  void whileTheAddressOfTheNextHopIsNotKnownTheCallHasEndedAlready() {
    Outcome outcome = Walker.walk(network(1_280, 1_500), ping(1_400, true), new Memory()).outcome();

    assertThat(outcome.result()).isEqualTo(Outcome.Result.TIMEOUT);
  }

  @Test
  void errorsOfPathMtuDiscoveryTakeNothingFromOthers() {
    Network network = network(1_500, 1_280);
    Memory memory = new Memory();
    for (int time = 0; time < 12; time++) {
      Outcome outcome = Walker.walk(network, ping(1_400, true), memory).outcome();
      assertThat(outcome.result()).isEqualTo(Outcome.Result.FRAG_NEEDED);
    }
  }

  @Test
  void whoAsksByArpIsBelievedThoughAnotherHadTheAddressAMomentAgo() {
    Network network =
        Networks.of(
            """
            namespaces:
              lan:
                infra: true
                devices:
                  br0: {type: bridge}
                  a: {type: veth, master: br0, peer: "one:eth0"}
                  b: {type: veth, master: br0, peer: "twin:eth0"}
                  c: {type: veth, master: br0, peer: "router:eth0"}
              one: {devices: {eth0: {type: veth, addr: 10.1.0.2/24}}}
              twin: {devices: {eth0: {type: veth, addr: 10.1.0.2/24}}}
              router: {devices: {eth0: {type: veth, addr: 10.1.0.1/24}}}
            """);
    Memory memory = new Memory();
    for (String from : List.of("one", "twin")) {
      Probe probe = Probe.from(from).ping(Ip.parse("10.1.0.1")).warm();
      Outcome outcome = Walker.walk(network, probe, memory).outcome();
      assertThat(outcome.result()).as(from).isEqualTo(Outcome.Result.DELIVERED);
    }
  }

  @ParameterizedTest
  @CsvSource({"6168, 6", "0, 12"})
  void whatTheRateMaskDoesNotNameIsNotLimited(int mask, int told) {
    String settings = "sysctls: {net.ipv4.ip_forward: 1, net.ipv4.icmp_ratemask: " + mask + "}";
    Network network = network(1_500, 1_500, settings);
    Memory memory = new Memory();
    int errors = 0;
    for (int time = 0; time < 12; time++) {
      Probe probe = Probe.from("client").ping(SERVER).withTtl(1).warm().withTimeoutMillis(10);
      Outcome outcome = Walker.walk(network, probe, memory).outcome();
      errors += outcome.result() == Outcome.Result.TTL_EXCEEDED ? 1 : 0;
    }
    assertThat(errors).isEqualTo(told);
  }

  @Test
  void aSegmentSentAgainTakesTheWayThatARedirectNamed() {
    Network network =
        Networks.of(
            """
            namespaces:
              lan:
                infra: true
                devices:
                  br0: {type: bridge}
                  a: {type: veth, master: br0, peer: "client:eth0"}
                  b: {type: veth, master: br0, peer: "near:eth0"}
                  c: {type: veth, master: br0, peer: "far:eth0"}
              client:
                devices: {eth0: {type: veth, addr: 10.1.0.2/24}}
                routes: [default via 10.1.0.1]
              near:
                devices: {eth0: {type: veth, addr: 10.1.0.1/24}}
                routes: [10.2.0.0/24 via 10.1.0.3]
                sysctls: {net.ipv4.ip_forward: 1}
              far:
                devices: {eth0: {type: veth, addr: 10.1.0.3/24}}
                routes: [blackhole 10.2.0.0/24]
                sysctls: {net.ipv4.ip_forward: 1}
            """);
    Trace trace = Walker.walk(network, Probe.of("client", Protocol.TCP, SERVER, 80), new Memory());

    List<String> ways = TraceText.paths(trace, Flow.REQUEST);
    assertThat(ways).hasSizeGreaterThan(3);
    assertThat(ways.get(0)).contains("near/eth0>");
    assertThat(ways.get(ways.size() - 1)).contains("far/eth0<").doesNotContain("near/eth0");
  }

  private static Probe ping(int payload, boolean cold) {
    return Probe.from("client").ping(SERVER).withPayload(payload).withCold(cold);
  }

  private static Network network(int near, int far) {
    return network(near, far, "sysctls: {net.ipv4.ip_forward: 1}");
  }

  private static Network network(int near, int far, String settings) {
    return Networks.of(
        """
        namespaces:
          client:
            devices: {eth0: {type: veth, peer: "router:eth0", addr: 10.1.0.2/24}}
            routes: [default via 10.1.0.1]
          router:
            devices:
              eth0: {type: veth, addr: 10.1.0.1/24, mtu: %d}
              eth1: {type: veth, peer: "server:eth0", addr: 10.2.0.1/24, mtu: %d}
            %s
          server:
            devices: {eth0: {type: veth, addr: 10.2.0.2/24}}
            routes: [default via 10.2.0.1]
        """
            .formatted(near, far, settings));
  }
}
