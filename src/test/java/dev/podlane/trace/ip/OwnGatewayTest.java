package dev.podlane.trace.ip;

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
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.cause.Causes;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.step.SocketStep;
import dev.podlane.trace.walk.Walker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes through an address of the host itself, as seen on Linux 6.18 (`podlane lab`). */
class OwnGatewayTest {
  private static final Network NETWORK =
      Networks.of(
          """
          namespaces:
            a:
              sysctls: {net.ipv4.ip_forward: 1, net.ipv4.icmp_ratelimit: 0}
              devices:
                eth0: {peer: "b:eth0", addr: 10.1.0.1/24}
                eth1: {peer: "c:eth0", addr: 10.2.0.1/24}
              routes:
                - 9.9.9.0/24 via 127.0.0.1
                - 9.8.0.0/24 via 10.1.0.1
                - 9.7.0.0/24 via 0.0.0.0 dev eth0
                - 9.6.0.0/24 via 10.2.0.1
              listen: [{proto: udp, port: 53, name: dns}]
            b:
              devices: {eth0: {addr: [10.1.0.2/24, 9.8.0.2/32, 9.7.0.2/32]}}
              routes: [default via 10.1.0.1]
            c:
              devices: {eth0: {addr: [10.2.0.2/24, 9.6.0.2/32]}}
              routes: [default via 10.2.0.1]
          """);

  private static Trace ping(String from, String to) {
    return Walker.walk(NETWORK, Probe.of(from, Protocol.ICMP, Ip.parse(to), 0), new Memory());
  }

  @ParameterizedTest
  @CsvSource({"a, 9.8.0.2", "c, 9.8.0.2", "b, 9.6.0.2", "c, 9.7.0.2"})
  void theDestinationIsLookedForOnTheLink(String from, String to) {
    assertThat(ping(from, to).outcome().result()).isEqualTo(Outcome.Result.DELIVERED);
  }

  @Test
  void whoeverIsNotThereIsAskedForAndNotFound() {
    Trace trace = ping("c", "9.8.0.9");

    assertThat(trace.outcome().icmp()).isEqualTo(new Outcome.IcmpError(3, 1, Ip.parse("10.2.0.1")));
    assertThat(Causes.of(trace)).map(Cause::code).contains(Cause.Code.NEIGHBOUR);
  }

  @Test
  void whatIsForwardedOutByLoGoesRoundUntilItsTimeToLiveEnds() {
    Trace trace = ping("b", "9.9.9.9");

    assertThat(trace.outcome().result()).isEqualTo(Outcome.Result.TTL_EXCEEDED);
    assertThat(TraceText.path(trace, Flow.REQUEST)).contains("a/lo>62 a/lo<62 a/lo>61");
  }

  @Test
  void whatTheHostItselfSendsOutByLoIsForItselfButNoAnswerCanBeMade() {
    Probe probe = Probe.of("a", Protocol.UDP, Ip.parse("9.9.9.9"), 53);
    Trace trace = Walker.walk(NETWORK, probe, new Memory());

    assertThat(TraceText.steps(trace, SocketStep.SocketDelivered.class)).hasSize(1);
    assertThat(trace.outcome().result()).isEqualTo(Outcome.Result.TIMEOUT);
  }
}
