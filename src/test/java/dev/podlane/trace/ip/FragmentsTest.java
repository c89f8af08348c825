package dev.podlane.trace.ip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Network;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Networks;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Sighting;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Packets fragmented, reassembled and fragmented again on the way, as seen on Linux 6.18. */
class FragmentsTest {
  @Test
  void aBridgeThatGatheredThemForgetsTheirSizeWhenItRoutes() {
    assertThat(lengthsLeaving(1, 1_282)).containsExactly(1310);
  }

  /** As random network 7325284: the way has room for 1,500 octets. */
  @Test
  void aBridgeThatGatheredThemSendsThemAsTheyCameIfTheWholeIsTooLong() {
    assertThat(lengthsLeaving(1, 1_545)).containsExactly(1276, 317);
  }

  @Test
  void aHostThatGatheredThemItselfSendsNoneLonger() {
    assertThat(lengthsLeaving(0, 1_282)).containsExactly(1276, 54);
  }

  @Test
  void aBridgeWithNetfilterCutsWhatIsTooLongForAPort() {
    assertThat(answerOverBridge(1)).containsExactly(1_276, 236);
  }

  @Test
  void aBridgeWithoutNetfilterDropsWhatIsTooLongForAPort() {
    assertThat(answerOverBridge(0)).isEmpty();
  }

  /** As random network 800165 on Linux 6.18: three fragments, although two would do. */
  @Test
  void aRouterThatGatheredThemForItsRulesSendsThemAsTheyCame() {
    Network network =
        Networks.of(
            """
            namespaces:
              a:
                devices: {eth0: {type: veth, peer: "r:a", addr: 10.1.0.2/24}}
                routes: [default via 10.1.0.1]
              r:
                devices:
                  a: {type: veth, addr: 10.1.0.1/24}
                  b: {type: veth, peer: "t:a", addr: 10.2.0.1/24, mtu: 1400}
                routes: [10.3.0.0/24 via 10.2.0.2]
                sysctls: {net.ipv4.ip_forward: 1}
              t:
                devices:
                  a: {type: veth, addr: 10.2.0.2/24, mtu: 1400}
                  eth0: {type: veth, peer: "b:eth0", addr: 10.3.0.1/24}
                sysctls: {net.ipv4.ip_forward: 1}
                iptables: |
                  *filter
                  -A FORWARD -m conntrack --ctstate INVALID -j DROP
                  COMMIT
              b:
                devices: {eth0: {type: veth, addr: 10.3.0.2/24}}
            """);
    Probe probe = probe("a", "10.3.0.2", Protocol.UDP, 1_508);
    Trace trace = Walker.walk(network, probe, new Memory());
    assertThat(lengths(trace, Flow.REQUEST, "t")).containsExactly(1_396, 124, 56);
  }

  /** As random network 7310822: its way was wider, until a rule translated its address. */
  @Test
  void aSocketThatOnlyWantsPathMtuDiscoveryHasItsPacketsCutAtHome() {
    Probe wants = probe("a", "10.9.0.1", Protocol.UDP, 1_276);
    List<IpPacket> sent = leavingTranslated(wants);
    assertThat(sent).extracting(IpPacket::length).containsExactly(1_276, 48);
    assertThat(sent).noneMatch(IpPacket::dontFragment);
    assertThat(leavingTranslated(wants.withDiscovery(Probe.Discovery.DO))).isEmpty();
  }

  /** As random network 7313427: a rule lowers the TTL of the longer fragment alone. */
  @Test
  void theWholeHasTheTtlOfItsFirstFragment() {
    Network network =
        Networks.of(
            """
            namespaces:
              a:
                devices: {eth0: {type: veth, peer: "r:a", addr: 10.1.0.2/24}}
                routes: [default via 10.1.0.1]
              r:
                devices:
                  a: {type: veth, addr: 10.1.0.1/24}
                  b: {type: veth, peer: "b:eth0", addr: 10.2.0.1/24}
                sysctls: {net.ipv4.ip_forward: 1}
                iptables: ["*mangle", "-A FORWARD -m length --length 1000: -j TTL --ttl-set 9", "COMMIT"]
              b:
                devices: {eth0: {type: veth, addr: 10.2.0.2/24}}
                routes: [default via 10.2.0.1]
            """);
    Trace trace = Walker.walk(network, probe("b", "10.1.0.2", Protocol.ICMP, 1_520), new Memory());
    assertThat(trace.outcome().replyTtl()).isEqualTo(9);
  }

  /** The fragments that leave for what an address is translated to, by a narrow device. */
  private static List<IpPacket> leavingTranslated(Probe probe) {
    Network network =
        Networks.of(
            """
            namespaces:
              a:
                devices:
                  eth0: {type: veth, peer: "r:eth0", addr: 10.1.0.2/24}
                  eth1: {type: veth, peer: "b:eth0", addr: 10.2.0.1/24, mtu: 1280}
                routes: [default via 10.1.0.1]
                iptables:
                  - "*nat"
                  - "-A OUTPUT -d 10.9.0.1 -p udp -j DNAT --to-destination 10.2.0.2"
                  - COMMIT
              r:
                devices: {eth0: {type: veth, addr: 10.1.0.1/24}}
              b:
                devices: {eth0: {type: veth, addr: 10.2.0.2/24, mtu: 1280}}
            """);
    return Sighting.of(Walker.walk(network, probe, new Memory()), Flow.REQUEST).stream()
        .flatMap(List::stream)
        .filter(each -> each.namespace().equals("a") && each.device().equals("eth1"))
        .map(each -> each.packet().ip())
        .toList();
  }

  /** The lengths of what answers a ping, at a pod whose MTU is less than that of the other. */
  private static List<Integer> answerOverBridge(int callIptables) {
    Network network =
        Networks.of(
            """
            namespaces:
              a:
                devices: {eth0: {type: veth, peer: "node:a", addr: 10.1.0.2/24, mtu: 1280}}
              b:
                devices: {eth0: {type: veth, peer: "node:b", addr: 10.1.0.3/24}}
              node:
                devices:
                  cbr0: {type: bridge}
                  a: {type: veth, master: cbr0, mtu: 1280}
                  b: {type: veth, master: cbr0}
                sysctls: {net.bridge.bridge-nf-call-iptables: %d}
            """
                .formatted(callIptables));
    Probe probe = probe("a", "10.1.0.3", Protocol.ICMP, 1_464);
    return lengths(Walker.walk(network, probe, new Memory()), Flow.REPLY, "a");
  }

  private static List<Integer> lengthsLeaving(int callIptables, int payload) {
    Probe probe = probe("pod", "10.2.0.2", Protocol.UDP, payload);
    Trace trace = Walker.walk(network(callIptables), probe, new Memory());
    return lengths(trace, Flow.REQUEST, "node");
  }

  private static List<Integer> lengths(Trace trace, Flow flow, String namespace) {
    return Sighting.of(trace, flow).stream()
        .flatMap(List::stream)
        .filter(each -> each.namespace().equals(namespace) && each.device().equals("eth0"))
        .map(each -> each.packet().ip().length())
        .toList();
  }

  private static Probe probe(String from, String to, Protocol protocol, int payload) {
    return Probe.of(from, protocol, Ip.parse(to), protocol == Protocol.ICMP ? 0 : 53)
        .withPayload(payload);
  }

  private static Network network(int callIptables) {
    return Networks.of(
        """
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
            .formatted(callIptables));
  }
}
