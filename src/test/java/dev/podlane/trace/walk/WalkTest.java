package dev.podlane.trace.walk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.RouteEdits;
import dev.podlane.net.route.RouteDecision;
import dev.podlane.net.route.RouteType;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.NetworkBuilder;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.TraceText;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.IpStep;
import dev.podlane.trace.step.NeighbourStep;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Walks through two nodes and a gateway. */
class WalkTest {
  private static final String CROSS =
      "n1p1/eth0>64 n1/veth1<64!other n1/cbr0<64 n1/eth0>63 lan/p1<63!other lan/pgw>63"
          + " gw/eth0<63 gw/eth0>62 lan/pgw<62!other lan/p2>62 n2/eth0<62 n2/cbr0>61"
          + " n2/veth1>61 n2p1/eth0<61";

  private final NetworkBuilder twoNodes = NetworkBuilder.twoNodes();

  private static Trace walk(Network network, String from, Protocol what, String to, int port) {
    return Walker.walk(network, Probe.of(from, what, Ip.parse(to), port), new Memory());
  }

  @Test
  void crossesTwoNodesAndComesBack() {
    Trace trace = walk(twoNodes.build(), "n1p1", Protocol.TCP, "10.0.2.2", 80);

    assertThat(trace.outcome().result()).isEqualTo(Result.DELIVERED);
    assertThat(TraceText.path(trace, Flow.REQUEST)).isEqualTo(CROSS);
    assertThat(TraceText.path(trace, Flow.REPLY))
        .isEqualTo(
            "n2p1/eth0>64 n2/veth1<64!other n2/cbr0<64 n2/eth0>63 lan/p2<63!other lan/pgw>63"
                + " gw/eth0<63 gw/eth0>62 lan/pgw<62!other lan/p1>62 n1/eth0<62 n1/cbr0>61"
                + " n1/veth1>61 n1p1/eth0<61");
    assertThat(TraceText.paths(trace, Flow.REDIRECT)).isEmpty();
    Outcome.Server server = trace.outcome().server();
    assertThat(server).isNotNull();
    assertThat(server.listener()).isEqualTo("n2p1-80");
    assertThat(server.seesSource()).isEqualTo(Ip.parse("10.0.1.2"));
  }

  @Test
  void theGatewayMatchesTheBlockOfTheOtherNode() {
    Trace trace = walk(twoNodes.build(), "n1p1", Protocol.TCP, "10.0.2.2", 80);

    List<RouteDecision> atGateway =
        trace.hops().stream()
            .filter(hop -> hop.namespace().equals("gw") && hop.flow() == Flow.REQUEST)
            .flatMap(hop -> hop.steps().stream())
            .filter(stepRecord -> stepRecord.step() instanceof IpStep.RouteLookup)
            .map(stepRecord -> ((IpStep.RouteLookup) stepRecord.step()).decision())
            .toList();
    assertThat(atGateway).hasSize(1);
    RouteDecision.Unicast way = (RouteDecision.Unicast) atGateway.get(0);
    assertThat(way.row().destination()).hasToString("10.0.2.0/24");
    assertThat(way.nextHop()).hasToString("10.100.0.3");
  }

  @ParameterizedTest
  @CsvSource({
    "n1p1, ICMP, 10.0.1.3, 0, DELIVERED, n1p1/eth0>64 n1/veth1<64!other n1/veth2>64 n1p2/eth0<64",
    "n1p1, ICMP, 10.0.1.1, 0, DELIVERED, n1p1/eth0>64 n1/veth1<64!other n1/cbr0<64",
    "n1p1, ICMP, 10.100.0.2, 0, DELIVERED, n1p1/eth0>64 n1/veth1<64!other n1/cbr0<64",
    "n1, ICMP, 10.0.1.2, 0, DELIVERED, n1/cbr0>64 n1/veth1>64 n1p1/eth0<64",
    "n1p1, TCP, 127.0.0.1, 80, DELIVERED, n1p1/lo>64 n1p1/lo<64",
    "n1p1, TCP, 127.0.0.1, 81, REFUSED, n1p1/lo>64 n1p1/lo<64",
    "n1p1, UDP, 10.0.1.3, 54, ICMP_UNREACHABLE,"
        + " n1p1/eth0>64 n1/veth1<64!other n1/veth2>64 n1p2/eth0<64",
    "n1p1, ICMP, 10.0.1.99, 0, ICMP_UNREACHABLE, ''",
    "gw, ICMP, 10.0.9.9, 0, LOCAL_ERROR, ''",
  })
  void rowsOfPackets(String from, Protocol what, String to, int port, Result result, String path) {
    Trace trace = walk(twoNodes.build(), from, what, to, port);

    assertThat(trace.outcome().result()).isEqualTo(result);
    assertThat(TraceText.path(trace, Flow.REQUEST)).isEqualTo(path);
  }

  @Test
  void aMissingRouteAtTheGatewayIsNetUnreachable() {
    Network network =
        twoNodes
            .change(
                "gw", ns -> RouteEdits.remove(ns, "main", Prefix.parse("10.0.2.0/24"), row -> true))
            .build();

    Trace trace = walk(network, "n1p1", Protocol.TCP, "10.0.2.2", 80);

    assertThat(trace.outcome().icmp())
        .isEqualTo(new Outcome.IcmpError(3, 0, Ip.parse("10.100.0.1")));
    assertThat(trace.outcome().errno()).isEqualTo("ENETUNREACH");
    assertThat(trace.outcome().end())
        .isEqualTo(
            new Outcome.End(
                Flow.REQUEST, "gw", null, new Outcome.Reason.Drop(DropReason.NO_ROUTE)));
  }

  @Test
  void noAnswerToArpTakesThreeRequestsAndThreeSeconds() {
    Trace trace = walk(twoNodes.build(), "n1p1", Protocol.ICMP, "10.0.2.99", 0);

    assertThat(trace.outcome().icmp())
        .isEqualTo(new Outcome.IcmpError(3, 1, Ip.parse("10.100.0.3")));
    List<Long> asked =
        trace.hops().stream()
            .filter(hop -> hop.namespace().equals("n2") && hop.flow() == Flow.ARP)
            .filter(
                hop ->
                    hop.steps().get(0).step() instanceof NeighbourStep.ArpRequestSent sent
                        && sent.device().equals("cbr0"))
            .map(Hop::timeMillis)
            .toList();
    assertThat(asked).containsExactly(0L, 1_020L, 2_040L);
  }

  @Test
  void arpIsAskedOnlyInRequestDirection() {
    Trace trace = walk(twoNodes.build(), "n1p1", Protocol.ICMP, "10.0.2.2", 0);

    assertThat(TraceText.steps(trace, NeighbourStep.ArpRequestSent.class))
        .extracting(sent -> sent.sender() + " asks for " + sent.target())
        .containsExactly(
            "10.0.1.2 asks for 10.0.1.1",
            "10.100.0.2 asks for 10.100.0.1",
            "10.100.0.1 asks for 10.100.0.3",
            "10.0.2.1 asks for 10.0.2.2");
  }

  @Test
  void aWarmProbeAsksNobody() {
    Memory memory = new Memory();
    Network network = twoNodes.build();
    Probe cold = Probe.of("n1p1", Protocol.ICMP, Ip.parse("10.0.2.2"), 0);
    Probe warm = cold.warm().withTimeoutMillis(1500);

    Walker.walk(network, cold, memory);
    Trace second = Walker.walk(network, warm, memory);

    assertThat(second.outcome().result()).isEqualTo(Result.DELIVERED);
    assertThat(TraceText.steps(second, NeighbourStep.ArpRequestSent.class)).isEmpty();
    assertThat(TraceText.path(second, Flow.REQUEST)).isEqualTo(CROSS);
  }

  @Test
  void twoBridgesJoinedTwiceNeverEnd() {
    NetworkBuilder loop = new NetworkBuilder().namespace("a").namespace("b");
    loop.bridge("a", "br", "10.0.0.1/24").bridge("b", "br", "10.0.0.2/24");
    loop.veth("a", "x", "b", "x").enslave("a", "x", "br").enslave("b", "x", "br");
    loop.veth("a", "y", "b", "y").enslave("a", "y", "br").enslave("b", "y", "br");

    Trace trace = walk(loop.build(), "a", Protocol.ICMP, "10.0.0.9", 0);

    assertThat(trace.outcome().result()).isEqualTo(Result.LOOP);
    assertThat(trace.outcome().end()).isNotNull();
    assertThat(trace.outcome().end().reason()).isInstanceOf(Outcome.Reason.Loop.class);
  }

  @Test
  void noSynIsRepeatedWhileTheFirstStillWaitsForArp() {
    Trace trace = walk(twoNodes.build(), "n1p1", Protocol.TCP, "10.0.1.99", 80);

    assertThat(trace.outcome().icmp()).isEqualTo(new Outcome.IcmpError(3, 1, Ip.parse("10.0.1.2")));
    assertThat(TraceText.paths(trace, Flow.ERROR)).containsExactly("n1p1/lo>64 n1p1/lo<64");
  }

  @Test
  void aBlackholeIsSilent() {
    Network network = twoNodes.refuse("gw", RouteType.BLACKHOLE, "10.0.2.2/32").build();

    Trace trace = walk(network, "n1p1", Protocol.ICMP, "10.0.2.2", 0);

    assertThat(trace.outcome().result()).isEqualTo(Result.TIMEOUT);
    assertThat(TraceText.paths(trace, Flow.ERROR)).isEmpty();
  }

  @Test
  void theTreeIsWellFormed() {
    Trace trace = walk(twoNodes.build(), "n1p1", Protocol.UDP, "10.0.2.3", 54);

    for (Hop hop : trace.hops()) {
      assertThat(hop.steps()).isNotEmpty();
      if (hop.parent() != null) {
        Hop parent = trace.hops().get(hop.parent().hop());
        assertThat(parent.id()).isLessThan(hop.id());
        assertThat(hop.parent().step()).isBetween(0, parent.steps().size() - 1);
      }
    }
    List<Integer> seqs =
        trace.hops().stream()
            .flatMap(hop -> hop.steps().stream().map(Hop.StepRecord::seq))
            .sorted(Comparator.naturalOrder())
            .toList();
    assertThat(seqs).isEqualTo(IntStream.range(0, seqs.size()).boxed().toList());
  }
}
