package dev.podlane.trace.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Network;
import dev.podlane.net.packet.IpInIp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.wire.Wire;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Networks;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Sighting;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.IpStep;
import dev.podlane.trace.step.TunnelStep;
import dev.podlane.trace.walk.Walker;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** IPv4 in IPv4 (RFC 2003), as net/ipv4/ipip.c and net/ipv4/ip_tunnel.c do it. */
class IpipTest {
  /** Two nodes that reach each other's pods as Calico with IPIP lets them. */
  private static Network network(String left, String right) {
    return Networks.of(
        """
        namespaces:
          pod:
            devices: {eth0: {type: veth, peer: "a:v0", addr: 10.1.0.2/24}}
            routes: [default via 10.1.0.1]
          a:
            devices:
              v0: {type: veth, addr: 10.1.0.1/24}
              eth0: {type: veth, peer: "b:eth0", addr: 172.18.0.2/24}
              tunl0: {type: ipip, addr: 10.1.0.9/32, mtu: 1480%s}
            routes: [10.2.0.0/24 via 172.18.0.3 dev tunl0 onlink]
            sysctls: {net.ipv4.ip_forward: 1}
          b:
            devices:
              eth0: {type: veth, addr: 172.18.0.3/24}
              v0: {type: veth, peer: "far:eth0", addr: 10.2.0.1/24}%s
            routes: [%s]
            sysctls: {net.ipv4.ip_forward: 1}
          far:
            devices: {eth0: {type: veth, addr: 10.2.0.2/24, mtu: 1480}}
            routes: [default via 10.2.0.1]
            listen: [{proto: tcp, port: 80, name: web}]
        """
            .formatted(
                left,
                right.isEmpty() ? "" : "\n      " + right,
                right.isEmpty()
                    ? "10.1.0.0/24 via 172.18.0.2"
                    : "10.1.0.0/24 via 172.18.0.2 dev tunl0 onlink"));
  }

  private static final String RIGHT = "tunl0: {type: ipip, addr: 10.2.0.9/32, mtu: 1480}";

  private static Trace walk(Network network, Probe probe) {
    return Walker.walk(network, probe, new Memory());
  }

  private static Probe tcp() {
    return Probe.of("pod", Protocol.TCP, Ip.parse("10.2.0.2"), 80);
  }

  private static List<IpPacket> between(Trace trace) {
    return Sighting.of(trace, Flow.REQUEST).stream()
        .flatMap(List::stream)
        .filter(seen -> seen.namespace().equals("a") && seen.device().equals("eth0") && seen.out())
        .map(seen -> seen.packet().payload())
        .filter(IpPacket.class::isInstance)
        .map(IpPacket.class::cast)
        .toList();
  }

  @Test
  void aPacketGainsAHeaderAndLosesItAgain() {
    Trace trace = walk(network("", RIGHT), tcp());

    assertThat(trace.outcome().result()).isEqualTo(Outcome.Result.DELIVERED);
    assertThat(trace.hops())
        .flatExtracting(Hop::steps)
        .extracting(Hop.StepRecord::step)
        .contains(
            new TunnelStep.Encapsulated(
                "tunl0", TunnelStep.NO_VNI, Ip.parse("172.18.0.2"), Ip.parse("172.18.0.3")),
            new TunnelStep.Decapsulated("tunl0", TunnelStep.NO_VNI, Ip.parse("172.18.0.2")));
    IpPacket outer = between(trace).get(0);
    IpPacket inner = ((IpInIp) outer.segment()).packet();
    assertThat(outer.segment().protocol()).isEqualTo(4);
    assertThat(outer.length()).isEqualTo(inner.length() + 20);
    assertThat(inner.source()).hasToString("10.1.0.2");
  }

  @Test
  void aTapSeesWholePackets() {
    Trace trace = walk(network("", RIGHT), tcp());
    int wrapped = 0;
    int inside = 0;
    for (List<Sighting> packet : Sighting.of(trace, Flow.REQUEST)) {
      for (Sighting seen : packet) {
        byte[] octets = Wire.of(seen.packet().frame());
        boolean isIp = seen.packet().payload() instanceof IpPacket;
        wrapped += isIp && octets[14 + 9] == 4 ? 1 : 0;
        inside += seen.device().equals("tunl0") ? 1 : 0;
      }
    }
    // out of one eth0 and into the other; out of one tunl0 and into the other, for each packet
    assertThat(inside).isPositive().isEqualTo(wrapped);
  }

  @Test
  void theOuterTimeToLiveIsTheInnerOneAndDfIsInherited() {
    Trace trace = walk(network("", RIGHT), tcp());
    IpPacket outer = between(trace).get(0);
    IpPacket inner = ((IpInIp) outer.segment()).packet();
    assertThat(inner.ttl()).isEqualTo(63);
    assertThat(outer.ttl()).isEqualTo(63);
    assertThat(outer.dontFragment()).isEqualTo(inner.dontFragment());
  }

  @ParameterizedTest
  @CsvSource({"', remote: 172.18.0.3', true", "', remote: 172.18.0.3, pmtudisc: false', false"})
  void aDeviceWithEndsSetsDfUnlessItIsToldNotTo(String left, boolean df) {
    Probe ping =
        Probe.of("a", Protocol.ICMP, Ip.parse("10.2.0.2"), 0).withDiscovery(Probe.Discovery.DONT);
    Trace trace = walk(network(left, RIGHT), ping);
    assertThat(trace.outcome().result()).isEqualTo(Outcome.Result.DELIVERED);
    assertThat(between(trace).get(0).dontFragment()).isEqualTo(df);
  }

  @Test
  void withoutADeviceTheProtocolIsNotKnown() {
    Trace trace = walk(network("", ""), tcp());
    assertThat(trace.hops())
        .flatExtracting(Hop::steps)
        .extracting(Hop.StepRecord::step)
        .contains(new IpStep.Dropped(DropReason.IPIP_UNKNOWN, null));
    assertThat(trace.outcome().result()).isNotEqualTo(Outcome.Result.DELIVERED);
  }

  @ParameterizedTest
  @CsvSource({
    "'tunl0: {type: ipip, remote: 172.18.0.77, addr: 10.2.0.9/32}', false",
    "'tunl0: {type: ipip, local: 172.18.0.3, addr: 10.2.0.9/32}', true",
    "'tunl0: {type: ipip, local: 172.18.0.3, remote: 172.18.0.2, addr: 10.2.0.9/32}', true",
    "'tunl0: {type: ipip, local: 172.18.0.4, addr: 10.2.0.9/32}', false",
  })
  void onlyADeviceWhoseEndsFitTakesAPacket(String right, boolean takes) {
    Trace trace = walk(network("", right), tcp());
    assertThat(trace.outcome().result() == Outcome.Result.DELIVERED).isEqualTo(takes);
  }

  @Test
  void whatDoesNotFitIsToldToTheSender() {
    Network network = network("", RIGHT);
    Probe ping =
        Probe.of("pod", Protocol.ICMP, Ip.parse("10.2.0.2"), 0)
            .withPayload(1_470)
            .withDiscovery(Probe.Discovery.DO);
    Trace trace = walk(network, ping);
    assertThat(trace.outcome().result()).isNotEqualTo(Outcome.Result.DELIVERED);
    assertThat(trace.hops())
        .flatExtracting(Hop::steps)
        .extracting(Hop.StepRecord::step)
        .contains(new IpStep.TooBig("tunl0", 1_480, 1_498));
  }
}
