package dev.podlane.trace.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.conntrack.Side;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Networks;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.TraceText;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.step.ConnectionStep;
import dev.podlane.trace.walk.Walker;
import org.junit.jupiter.api.Test;

/** An echo gets another identifier where its own is taken. */
class TakenIdentifiersTest {
  private static final String LOOP =
      """
      namespaces:
        client:
          devices: {eth0: {type: veth, peer: "r:c", addr: 10.9.0.2/24}}
          routes: [default via 10.9.0.1]
        r:
          devices:
            c: {type: veth, addr: 10.9.0.1/24}
            eth0: {type: veth, peer: "n:eth0", addr: 10.1.0.1/24}
          routes: [10.100.0.0/24 via 10.1.0.10]
          sysctls: {net.ipv4.ip_forward: 1, net.ipv4.conf.eth0.accept_local: 1}
          iptables: ['*nat', '-A POSTROUTING -s 10.9.0.0/24 -j MASQUERADE', 'COMMIT']
        n:
          devices: {eth0: {type: veth, addr: 10.1.0.10/24}}
          routes: [default via 10.1.0.1]
          sysctls: {net.ipv4.ip_forward: 1}
      """;

  /**
   * The router meets its own masqueraded echo again. Its identifier is changed already where
   * destinations are translated, since both sides share it (nf_nat_l4proto_unique_tuple), so that
   * an error from there comes in the name of the destination, as in random network 7322380 on Linux
   * 6.18.
   */
  @Test
  void itIsChangedBeforeRouting() {
    Probe probe = Probe.from("client").ping(Ip.parse("10.100.0.2")).withTtl(9);
    Trace trace = Walker.walk(Networks.of(LOOP), probe, new Memory());

    assertThat(TraceText.steps(trace, ConnectionStep.Translated.class))
        .extracting(ConnectionStep.Translated::side)
        .startsWith(Side.SOURCE, Side.DESTINATION)
        .containsOnlyOnce(Side.SOURCE);
    assertThat(TraceText.path(trace, Flow.ERROR)).contains("r/lo>64");
    assertThat(TraceText.steps(trace, ConnectionStep.ErrorTranslated.class)).isNotEmpty();
  }
}
