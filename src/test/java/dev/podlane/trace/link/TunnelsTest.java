package dev.podlane.trace.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Networks;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.TraceText;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.IcmpStep;
import dev.podlane.trace.step.IpStep;
import dev.podlane.trace.step.TunnelStep;
import dev.podlane.trace.walk.Walker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The less usual behaviour of vxlan devices, as seen on Linux 6.18. */
class TunnelsTest {
  @Test
  void aFrameForThisVeryHostComesInWithoutADatagram() {
    Network network =
        Networks.of(
            """
            namespaces:
              node:
                devices:
                  eth0: {type: dummy, addr: 10.1.0.1/24}
                  vx0:
                    type: vxlan
                    id: 1
                    local: 10.1.0.1
                    addr: 10.9.0.1/24
                    fdb: [{mac: "02:99:00:00:00:02", dst: 10.1.0.1}]
                    neigh: [{ip: 10.9.0.2, mac: "02:99:00:00:00:02"}]
                sysctls: {net.ipv4.ip_forward: 1}
            """);
    Probe probe = Probe.of("node", Protocol.ICMP, Ip.parse("10.9.0.2"), 0);

    Trace trace = Walker.walk(network, probe, new Memory());

    assertThat(trace.hops())
        .flatExtracting(Hop::steps)
        .extracting(Hop.StepRecord::step)
        .hasAtLeastOneElementOfType(TunnelStep.Bypassed.class)
        .doesNotHaveAnyElementsOfTypes(TunnelStep.Encapsulated.class)
        // the way that was found for it is one out
        .contains(new IpStep.Dropped(DropReason.NO_ROUTE, "vx0"));
  }

  @Test
  void whatIsForwardedSoRunsInCirclesUntilItsTimeToLiveEnds() {
    Network network =
        Networks.of(
            """
            namespaces:
              pod:
                devices: {eth0: {type: veth, peer: "node:veth0", addr: 10.2.0.2/24}}
                routes: [default via 10.2.0.1]
              node:
                devices:
                  veth0: {type: veth, addr: 10.2.0.1/24}
                  eth0: {type: dummy, addr: 10.1.0.1/24}
                  vx0:
                    type: vxlan
                    id: 1
                    local: 10.1.0.1
                    addr: 10.9.0.1/24
                    fdb: [{mac: "02:99:00:00:00:02", dst: 10.1.0.1}]
                    neigh: [{ip: 10.9.0.2, mac: "02:99:00:00:00:02"}]
                sysctls: {net.ipv4.ip_forward: 1}
            """);
    Probe probe = Probe.from("pod").ping(Ip.parse("10.9.0.2")).withTtl(255);

    Trace trace = Walker.walk(network, probe, new Memory());

    assertThat(trace.outcome().result()).isEqualTo(Outcome.Result.TTL_EXCEEDED);
    assertThat(TraceText.steps(trace, TunnelStep.Bypassed.class)).hasSize(254);
  }

  /** Seen on 6.18: the rule drops the datagrams of node's own pings, and no others. */
  @ParameterizedTest
  @CsvSource({
    "node, --socket-exists, TIMEOUT",
    "node, ! --socket-exists, DELIVERED",
    "pod, --socket-exists, DELIVERED",
    "pod, ! --socket-exists, TIMEOUT",
  })
  void aDatagramHasTheSocketOfWhatItCarries(String from, String owner, Outcome.Result result) {
    Network network =
        Networks.of(
            """
            namespaces:
              pod:
                devices: {eth0: {type: veth, peer: "node:veth0", addr: 10.2.0.2/24}}
                routes: [default via 10.2.0.1]
              node:
                devices:
                  veth0: {type: veth, addr: 10.2.0.1/24}
                  eth0: {type: veth, peer: "other:eth0", addr: 10.1.0.1/24}
                  vx0:
                    type: vxlan
                    id: 1
                    local: 10.1.0.1
                    mac: "02:99:00:00:00:01"
                    remote: 10.1.0.2
                    addr: 10.9.0.1/24
                    neigh: [{ip: 10.9.0.2, mac: "02:99:00:00:00:02"}]
                sysctls: {net.ipv4.ip_forward: 1}
                iptables: ['*mangle', '-A POSTROUTING -p udp -m owner OWNER -j DROP', 'COMMIT']
              other:
                devices:
                  eth0: {type: veth, addr: 10.1.0.2/24}
                  vx0:
                    type: vxlan
                    id: 1
                    mac: "02:99:00:00:00:02"
                    local: 10.1.0.2
                    remote: 10.1.0.1
                    addr: 10.9.0.2/24
                    neigh: [{ip: 10.9.0.1, mac: "02:99:00:00:00:01"}]
                routes: [10.2.0.0/24 via 10.9.0.1]
            """
                .replace("OWNER", owner));
    Ip address = Ip.parse("10.9.0.2");
    Trace trace = Walker.walk(network, Probe.from(from).ping(address), new Memory());

    assertThat(trace.outcome().result()).isEqualTo(result);
  }

  /**
   * Seen on 6.18: while the kernel sends its own answer to a ping, no error is sent about the
   * datagram that carries it (icmp_xmit_lock); about one with another's answer it is.
   */
  @ParameterizedTest
  @CsvSource({"node, 10.9.0.2, 0", "node, 10.2.0.2, 1", "other, 10.9.0.1, 1"})
  void noErrorIsSentAboutTheDatagramOfAnAnswerThatIsBeingSent(String from, String to, int errors) {
    Network network =
        Networks.of(
            """
            namespaces:
              pod:
                devices: {eth0: {type: veth, peer: "other:veth0", addr: 10.2.0.2/24}}
                routes: [default via 10.2.0.1]
              node:
                devices:
                  eth0: {type: veth, peer: "other:eth0", addr: 10.1.0.1/24}
                  vx0:
                    type: vxlan
                    id: 1
                    local: 10.1.0.1
                    mac: "02:99:00:00:00:01"
                    remote: 10.1.0.2
                    addr: 10.9.0.1/24
                    neigh: [{ip: 10.9.0.2, mac: "02:99:00:00:00:02"}]
                routes: [10.2.0.0/24 via 10.9.0.2]
              other:
                devices:
                  veth0: {type: veth, addr: 10.2.0.1/24}
                  eth0: {type: veth, addr: 10.1.0.2/24}
                  vx0:
                    type: vxlan
                    id: 1
                    mac: "02:99:00:00:00:02"
                    local: 10.1.0.2
                    remote: 10.1.0.1
                    addr: 10.9.0.2/24
                    neigh: [{ip: 10.9.0.1, mac: "02:99:00:00:00:01"}]
                sysctls: {net.ipv4.ip_forward: 1}
                iptables:
                  - '*filter'
                  - '-A OUTPUT -d 10.1.0.1 -j REJECT --reject-with icmp-host-unreachable'
                  - 'COMMIT'
            """);
    Trace trace = Walker.walk(network, Probe.from(from).ping(Ip.parse(to)), new Memory());

    assertThat(trace.outcome().result()).isEqualTo(Outcome.Result.TIMEOUT);
    assertThat(TraceText.steps(trace, IcmpStep.IcmpErrorSent.class)).hasSize(errors);
    assertThat(TraceText.steps(trace, IcmpStep.IcmpErrorSuppressed.class)).hasSize(1 - errors);
  }
}
