package dev.podlane.trace.ip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.Networks;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.Probe;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
import org.junit.jupiter.api.Test;

/** Metrics and kinds of routes as packets meet them; the first three equal the kernel's runs. */
final class RouteMetricsTest {
  private static final String YAML =
      """
      apiVersion: podlane.dev/v1
      kind: LinuxNetwork
      metadata: {name: metrics}
      spec:
        namespaces:
          r:
            sysctls: {net.ipv4.ip_forward: 1}
            devices: {in0: {peer: "a:eth0", addr: 10.1.0.1/24}, out0: {peer: "b:eth0", addr: 10.2.0.1/24}}
            routes: [%s]
            ipset: [create known hash:net timeout 0, add known 10.1.0.0/24 timeout 10]
            iptables: ["*filter", "-A FORWARD -m set --match-set known src -p udp -j ACCEPT", "-A FORWARD -p udp --dport domain -j DROP", COMMIT]
          a: {devices: {eth0: {addr: 10.1.0.9/24}}, routes: [default via 10.1.0.1]}
          b:
            devices: {eth0: {addr: [10.2.0.9/24, 10.3.0.9/24]}}
            routes: [default via 10.2.0.1]
            listen: [{proto: udp, port: 53, name: dns}]
      """;

  private static Network network(String route) {
    return Networks.of(YAML.formatted(route));
  }

  private static Outcome outcome(Network network, int size, Probe.Discovery discovery) {
    return Walker.walk(network, probe(size, discovery), new Memory()).outcome();
  }

  private static Probe probe(int size, Probe.Discovery discovery) {
    return Probe.of("a", Protocol.UDP, Ip.parse("10.3.0.9"), 53)
        .withPayload(size)
        .withDiscovery(discovery);
  }

  @Test
  void theMtuOfARouteBoundsWhatIsForwarded() {
    Network narrow = network("10.3.0.0/24 via 10.2.0.9 mtu 1400");
    assertThat(outcome(narrow, 1380, Probe.Discovery.DO).result()).isEqualTo(Result.FRAG_NEEDED);
    assertThat(outcome(narrow, 1370, Probe.Discovery.DO).result()).isEqualTo(Result.DELIVERED);
    assertThat(outcome(narrow, 1380, Probe.Discovery.DONT).result()).isEqualTo(Result.DELIVERED);
  }

  @Test
  void aRouteForAnotherServiceIsPassedOver() {
    Network other = network("10.3.0.0/24 via 10.2.0.9, blackhole 10.3.0.0/24 tos 8");
    assertThat(outcome(other, 10, Probe.Discovery.DONT).result()).isEqualTo(Result.DELIVERED);
  }

  @Test
  void aHashChoosesAmongSeveralWays() {
    Network several = network("10.3.0.0/24 nexthop via 10.2.0.9 nexthop via 10.2.0.8");
    assertThat(outcome(several, 10, Probe.Discovery.DONT).result()).isEqualTo(Result.UNKNOWN);
    Network elsewhere =
        network("10.4.0.0/24 nexthop via 10.2.0.9 nexthop via 10.2.0.8, 10.3.0.0/24 via 10.2.0.9");
    assertThat(outcome(elsewhere, 10, Probe.Discovery.DONT).result()).isEqualTo(Result.DELIVERED);
  }

  @Test
  void entriesOfSetsTimeOut() {
    Network network = network("10.3.0.0/24 via 10.2.0.9");
    Memory memory = new Memory();
    Probe probe = probe(10, Probe.Discovery.DONT);
    assertThat(Walker.walk(network, probe, memory).outcome().result()).isEqualTo(Result.DELIVERED);
    memory.passTo(9_900);
    assertThat(Walker.walk(network, probe, memory).outcome().result()).isEqualTo(Result.DELIVERED);
    memory.passTo(10_100);
    assertThat(Walker.walk(network, probe, memory).outcome().result()).isEqualTo(Result.TIMEOUT);
  }
}
