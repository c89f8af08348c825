package dev.podlane.trace.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.Flow;
import dev.podlane.trace.NetworkBuilder;
import dev.podlane.trace.Networks;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Outcome.Bound;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Sighting;
import dev.podlane.trace.Trace;
import dev.podlane.trace.TraceText;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.record.Budget;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.IpStep;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No network makes a walk take more than its budget, and the outcome says which bound ended it. */
class BoundsTest {
  private static Trace ping(Network network, String from, String to, int payload) {
    Probe probe =
        Probe.from(from)
            .ping(Ip.parse(to))
            .withPayload(payload)
            .withDiscovery(Probe.Discovery.DONT);
    return Walker.walk(network, probe, new Memory());
  }

  private static Outcome.Reason.Limit limit(Trace trace) {
    assertThat(trace.outcome().result()).isEqualTo(Result.UNKNOWN);
    return (Outcome.Reason.Limit) Objects.requireNonNull(trace.outcome().end()).reason();
  }

  /** Each chain jumps so many times to the next one: the rules asked are width to the depth. */
  private static Network jumps(int depth, int width) {
    StringBuilder rules = new StringBuilder("'*filter', ':OUTPUT ACCEPT'");
    for (int i = 0; i < depth; i++) {
      rules.append(", ':C" + i + " - [0:0]'");
    }
    rules.append(", '-A OUTPUT -j C0'");
    for (int i = 0; i < depth; i++) {
      String what = i < depth - 1 ? "-j C" + (i + 1) : "-m mark --mark 0x1 -j DROP";
      rules.append((", '-A C" + i + " " + what + "'").repeat(width));
    }
    return Networks.of(
        """
        namespaces:
          a:
            devices: {eth0: {addr: 10.0.0.1/24, peer: 'b:eth0'}}
            iptables: [%s, 'COMMIT']
          b: {devices: {eth0: {addr: 10.0.0.2/24}}}
        """
            .formatted(rules));
  }

  @ParameterizedTest
  @CsvSource({"8, 8", "12, 10", "15, 3", "3, 120"})
  void rulesWhoseJumpsMultiply(int depth, int width) {
    Trace trace = ping(jumps(depth, width), "a", "10.0.0.2", 56);

    assertThat(limit(trace).bound()).isEqualTo(Bound.RULES);
    assertThat(Objects.requireNonNull(trace.outcome().end()).namespace()).isEqualTo("a");
    assertThat(trace.hops()).hasSize(1);
  }

  @Test
  void jumpsThatAreManyButNotTooMany() {
    Trace trace = ping(jumps(5, 8), "a", "10.0.0.2", 56);

    assertThat(trace.outcome().result()).isEqualTo(Result.DELIVERED);
  }

  /**
   * Each of two routers takes the other for its gateway, and one raises the TTL that both lower.
   */
  @ParameterizedTest
  @CsvSource({"2, LOOP", "1, TTL_EXCEEDED"})
  void aTtlThatIsRaisedLetsPacketsLoop(int raised, Result result) {
    Network network =
        Networks.of(
            """
            namespaces:
              client:
                devices: {eth0: {addr: 10.1.0.10/24, peer: 'a:eth1'}}
                routes: [default via 10.1.0.1]
              a:
                devices:
                  eth0: {addr: 10.0.0.1/24, peer: 'b:eth0'}
                  eth1: {addr: 10.1.0.1/24}
                routes: [default via 10.0.0.2]
                sysctls: {net.ipv4.ip_forward: 1}
                iptables: ['*mangle', '-A PREROUTING -j TTL --ttl-inc %d', 'COMMIT']
              b:
                devices: {eth0: {addr: 10.0.0.2/24}}
                routes: [default via 10.0.0.1]
                sysctls: {net.ipv4.ip_forward: 1}
            """
                .formatted(raised));

    Trace trace = ping(network, "client", "192.0.2.1", 56);

    assertThat(trace.outcome().result()).isEqualTo(result);
    assertThat(trace.hops()).hasSizeLessThan(3_000);
  }

  /** Tunnel k between two hosts runs over tunnel k - 1. */
  private static Network tunnels(int depth) {
    StringBuilder text = new StringBuilder("namespaces:\n");
    for (int host = 1; host <= 2; host++) {
      int other = 3 - host;
      text.append("  h" + host + ":\n    devices:\n");
      text.append("      eth0: {addr: 10.0.0." + host + "/24");
      text.append(host == 1 ? ", peer: 'h2:eth0'}\n" : "}\n");
      for (int i = 0; i < depth; i++) {
        text.append("      vx" + i + ": {type: vxlan, id: " + (100 + i) + ", learning: true");
        text.append(", local: 10." + i + ".0." + host + ", remote: 10." + i + ".0." + other);
        text.append(", dstport: " + (4789 + i) + ", mtu: 1500");
        text.append(", addr: 10." + (i + 1) + ".0." + host + "/24}\n");
      }
    }
    return Networks.of(text.toString());
  }

  /** As seen on Linux 6.18: three tunnels deep goes through, four do not. */
  @ParameterizedTest
  @CsvSource({"1, DELIVERED", "2, DELIVERED", "3, DELIVERED", "4, ICMP_UNREACHABLE"})
  void tunnelsInTunnelsGoAsDeepAsOnLinux(int depth, Result result) {
    Trace trace = ping(tunnels(depth), "h1", "10." + depth + ".0.2", 56);

    assertThat(trace.outcome().result()).isEqualTo(result);
    assertThat(TraceText.steps(trace, IpStep.Dropped.class))
        .extracting(IpStep.Dropped::reason)
        .filteredOn(reason -> reason == DropReason.TUNNELS_NESTED)
        .hasSize(depth < 4 ? 0 : 4);
  }

  @Test
  void fiftyTunnelsInOneAnother() {
    Trace trace = ping(tunnels(50), "h1", "10.50.0.2", 56);

    assertThat(trace.hops()).hasSizeLessThan(500);
  }

  private static final String NARROW =
      """
      namespaces:
        a:
          devices: {eth0: {addr: 10.0.0.1/24, mtu: 65535, peer: 'm:a'}}
          routes: ['default via 10.0.0.2']
        m:
          sysctls: {net.ipv4.ip_forward: 1}
          devices:
            a: {addr: 10.0.0.2/24, mtu: 65535}
            b: {addr: 10.0.1.1/24, mtu: 68, peer: 'c:eth0'}
        c:
          devices: {eth0: {addr: 10.0.1.2/24, mtu: 68}}
          routes: ['default via 10.0.1.1']
      """;

  @Test
  void aPacketCutIntoAThousandParts() {
    Trace trace = ping(Networks.of(NARROW), "a", "10.0.1.2", 65_000);

    assertThat(trace.outcome().result()).isEqualTo(Result.DELIVERED);
    assertThat(TraceText.steps(trace, IpStep.Reassembled.class)).isNotEmpty();
  }

  @Test
  void aWalkEndsOnceNobodyWantsIt() {
    AtomicInteger asked = new AtomicInteger();
    Budget budget = Budget.ofRun(1, 0, () -> asked.incrementAndGet() < 3);
    Probe probe = Probe.of("a", Protocol.ICMP, Ip.parse("10.0.0.2"), 0);

    assertThatExceptionOfType(Budget.Cancelled.class)
        .isThrownBy(() -> Walker.walk(jumps(8, 8), probe, new Memory(), budget));
    assertThat(asked).hasValue(3);
  }

  @Test
  void computingTimeIsBoundedForAllWalksOfARunTogether() {
    Budget budget = Budget.ofRun(-200, 10, () -> true);
    Probe probe = Probe.of("a", Protocol.ICMP, Ip.parse("10.0.0.2"), 0);

    Trace trace = Walker.walk(jumps(5, 5), probe, new Memory(), budget);

    assertThat(limit(trace).bound()).isEqualTo(Bound.MILLISECONDS);
  }

  /** A long way, each hop of which causes the next: nothing may call itself once per hop. */
  @Test
  void aWayOfThousandsOfHopsCanBeRead() {
    NetworkBuilder network = new NetworkBuilder().namespace("first").namespace("last");
    int bridges = 6_000;
    for (int i = 0; i < bridges; i++) {
      network.namespace("r" + i).bridge("r" + i, "br");
    }
    for (int i = 0; i <= bridges; i++) {
      String left = i == 0 ? "first" : "r" + (i - 1);
      String right = i == bridges ? "last" : "r" + i;
      network.veth(left, "out", right, "in");
    }
    for (int i = 0; i < bridges; i++) {
      network.enslave("r" + i, "in", "br").enslave("r" + i, "out", "br");
    }
    network.address("first", "out", "10.0.0.1/24").address("last", "in", "10.0.0.2/24");

    Trace trace = ping(network.build(), "first", "10.0.0.2", 56);

    assertThat(trace.outcome().result()).isEqualTo(Result.DELIVERED);
    assertThat(Sighting.of(trace, Flow.REQUEST).get(0)).hasSize(2 * bridges + 2);
  }
}
