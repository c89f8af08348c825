package dev.podlane.trace.netfilter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.iptables.RestoreReader;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.conntrack.ConnectionView;
import dev.podlane.net.conntrack.Tuple;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.ns.Network;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Segment;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.NetworkBuilder;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Skb;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.step.ConnectionStep;
import dev.podlane.trace.step.LinkStep;
import dev.podlane.trace.walk.Walker;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever a router translates a connection to, its client sees answers from where it sent to, and
 * ICMP errors that quote what it sent.
 */
class TranslationTest {
  private static final int PROBES = 60;

  /** Errors for want of a route come once a second. */
  private static final long BETWEEN_MILLIS = 2_000;

  private static final List<String> DESTINATIONS =
      List.of("10.9.0.1", "10.9.0.2", "10.2.0.2", "10.2.0.3", "10.1.0.1");
  private static final List<String> TO =
      List.of(
          "DNAT --to-destination 10.2.0.2",
          "DNAT --to-destination 10.2.0.2-10.2.0.3",
          "DNAT --to-destination 10.2.0.3:80",
          "DNAT --to-destination 10.2.0.2:7000-7009",
          "DNAT --to-destination 10.2.0.2:7000-7009 --random",
          "DNAT --to-destination 10.2.0.9",
          "REDIRECT",
          "REDIRECT --to-ports 80",
          "ACCEPT");
  private static final List<String> FROM =
      List.of(
          "MASQUERADE",
          "MASQUERADE --random",
          "MASQUERADE --to-ports 3000-3999",
          "SNAT --to-source 10.2.0.1",
          "SNAT --to-source 10.2.0.1:3000-3999",
          "SNAT --to-source 10.2.0.1 --random-fully",
          "ACCEPT");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void theWayBackRestoresWhatWasSent(long seed) {
    Random random = new Random(seed);
    Set<Outcome.Result> results = EnumSet.noneOf(Outcome.Result.class);
    int translated = 0;
    int errors = 0;
    for (int round = 0; round < 4; round++) {
      Network network = network(random);
      Memory memory = new Memory();
      for (int i = 0; i < PROBES; i++) {
        memory.pass(BETWEEN_MILLIS);
        Trace trace = Walker.walk(network, probe(random), memory);

        for (Hop hop : trace.hops()) {
          assertAddressedAsSent(trace, hop);
          for (Hop.StepRecord each : hop.steps()) {
            translated += each.step() instanceof ConnectionStep.Translated ? 1 : 0;
            errors += each.step() instanceof ConnectionStep.ErrorTranslated ? 1 : 0;
          }
        }
        results.add(trace.outcome().result());
        assertThat(trace.outcome().result())
            .as("%s%n%s", trace, network.namespace("r").orElseThrow().ruleset())
            .isNotIn(Outcome.Result.UNKNOWN, Outcome.Result.LOCAL_ERROR, Outcome.Result.TIMEOUT);
        assertNobodySharesATuple(memory.newestConnections("r", Integer.MAX_VALUE));
      }
    }
    assertThat(results)
        .contains(
            Outcome.Result.DELIVERED,
            Outcome.Result.REFUSED,
            Outcome.Result.ICMP_UNREACHABLE,
            Outcome.Result.TTL_EXCEEDED);
    assertThat(translated).isGreaterThan(PROBES);
    assertThat(errors).isGreaterThan(10);
  }

  private static void assertAddressedAsSent(Trace trace, Hop hop) {
    assertThat(hop.steps()).as("%s%n", trace).isNotEmpty();
    Hop.StepRecord first = hop.steps().get(0);
    boolean answers =
        (hop.flow() == Flow.REPLY || hop.flow() == Flow.ERROR) && isOfThisProbe(trace, hop);
    boolean arrives = hop.namespace().equals("a") && first.step() instanceof LinkStep.FrameReceived;
    Skb skb = first.after();
    if (!answers || !arrives || skb == null || !(skb.payload() instanceof IpPacket packet)) {
      return;
    }
    IpPacket request = sentBy(trace);
    if (packet.segment() instanceof Icmp.Problem problem) {
      assertSame(problem.quoted(), request);
      assertThat(packet.destination()).isEqualTo(request.source());
    } else {
      assertThat(packet.source()).isEqualTo(request.destination());
      assertThat(packet.destination()).isEqualTo(request.source());
      assertThat(ports(packet.segment(), true)).isEqualTo(ports(request.segment(), false));
    }
  }

  private static boolean isOfThisProbe(Trace trace, Hop hop) {
    Hop.Parent parent = hop.parent();
    return hop.flow() != Flow.EARLIER
        && (parent == null || isOfThisProbe(trace, trace.hops().get(parent.hop())));
  }

  private static IpPacket sentBy(Trace trace) {
    return trace.hops().stream()
        .filter(hop -> hop.namespace().equals("a") && hop.flow() == Flow.REQUEST)
        .flatMap(hop -> hop.steps().stream())
        .map(Hop.StepRecord::after)
        .filter(skb -> skb != null && skb.payload() instanceof IpPacket)
        .map(skb -> (IpPacket) skb.payload())
        .findFirst()
        .orElseThrow();
  }

  private static void assertSame(IpPacket quoted, IpPacket sent) {
    assertThat(quoted.source()).isEqualTo(sent.source());
    assertThat(quoted.destination()).isEqualTo(sent.destination());
    assertThat(ports(quoted.segment(), false)).isEqualTo(ports(sent.segment(), false));
  }

  private static List<Integer> ports(Segment segment, boolean swapped) {
    if (segment instanceof Icmp.Echo echo) {
      return List.of(echo.identifier(), echo.sequence());
    }
    return swapped
        ? List.of(segment.destinationPort(), segment.sourcePort())
        : List.of(segment.sourcePort(), segment.destinationPort());
  }

  /** Else an answer could not be told from another's. */
  private static void assertNobodySharesATuple(List<ConnectionView> connections) {
    Set<Tuple> tuples = new HashSet<>();
    for (ConnectionView each : connections) {
      assertThat(tuples.add(each.original())).as("%s", each).isTrue();
      assertThat(tuples.add(each.reply())).as("%s", each).isTrue();
    }
  }

  /** A client, a router that translates, and a server that has two addresses. */
  private static Network network(Random random) {
    NetworkBuilder network = new NetworkBuilder().namespace("a").namespace("r").namespace("b");
    network.veth("a", "eth0", "r", "eth0").veth("r", "eth1", "b", "eth0");
    network.address("a", "eth0", "10.1.0.2/24").address("r", "eth0", "10.1.0.1/24");
    network.address("r", "eth1", "10.2.0.1/24");
    network.address("b", "eth0", "10.2.0.2/24").address("b", "eth0", "10.2.0.3/24");
    network.route("a", "default", "10.1.0.1").route("b", "default", "10.2.0.1");
    network.sysctl("r", "net.ipv4.ip_forward", 1).sysctl("r", "net.ipv4.icmp_ratelimit", 0);
    network.sysctl("b", "net.ipv4.icmp_ratelimit", 0);
    for (String host : List.of("r", "b")) {
      network.listen(host, Protocol.TCP, "0.0.0.0", 80);
      network.listen(host, Protocol.UDP, "0.0.0.0", 80);
    }
    return network.change("r", ns -> ns.withRuleset(rules(random))).build();
  }

  private static Ruleset rules(Random random) {
    RestoreReader rules = new RestoreReader(Ruleset.NONE, true);
    rules.line("*nat");
    for (String protocol : List.of("tcp", "udp", "icmp")) {
      for (String destination : DESTINATIONS) {
        rule(rules, "-A PREROUTING -i eth0 -d " + destination, protocol, any(random, TO));
      }
      rule(rules, "-A POSTROUTING -o eth1", protocol, any(random, FROM));
    }
    rules.line("COMMIT");
    rules.end();
    return rules.rules();
  }

  /** Ports are no matter of ICMP: iptables refuses them there. */
  private static void rule(RestoreReader rules, String where, String protocol, String target) {
    boolean hasPorts = target.matches(".*(:|ports).*");
    rules.line(
        where
            + (" -p " + protocol + " -j ")
            + (protocol.equals("icmp") && hasPorts ? "ACCEPT" : target));
  }

  private static <T> T any(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Few source ports, so that connections get in each other's way. */
  private static Probe probe(Random random) {
    Protocol protocol = any(random, List.of(Protocol.TCP, Protocol.UDP, Protocol.ICMP));
    return Probe.of("a", protocol, Ip.parse(any(random, DESTINATIONS)), 80 + random.nextInt(2))
        .withSourcePort(3_000 + random.nextInt(20))
        .withTtl(random.nextInt(6) == 0 ? 1 : 64)
        .withPayload(8)
        .warm()
        .withSeed(random.nextInt(5));
  }
}
