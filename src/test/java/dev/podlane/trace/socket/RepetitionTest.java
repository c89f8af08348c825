package dev.podlane.trace.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.conntrack.ConnectionView;
import dev.podlane.net.packet.IpPacket;
import dev.podlane.net.packet.Tcp;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Hop;
import dev.podlane.trace.Networks;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Probe.Exchange;
import dev.podlane.trace.Probe.Exchange.Close;
import dev.podlane.trace.Sighting;
import dev.podlane.trace.Trace;
import dev.podlane.trace.TraceText;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.step.IcmpStep;
import dev.podlane.trace.step.SocketStep;
import dev.podlane.trace.walk.Walker;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** SYNs, SYN-ACKs and datagrams that are sent again; all as Linux 6.18 was seen to do. */
class RepetitionTest {
  private static final int PATIENCE = 3_950;
  private final Memory memory = new Memory();

  private static String network(String ofClient, String ofServer) {
    return """
    namespaces:
      client:
        devices: {eth0: {type: veth, peer: "server:eth0", addr: 10.1.0.10/24}}
        iptables: |
          *filter
          -A FORWARD -m conntrack --ctstate NEW -j ACCEPT
          %s
          COMMIT
      server:
        devices: {eth0: {type: veth, addr: 10.1.0.1/24}}
        iptables: |
          *filter
          -A FORWARD -m conntrack --ctstate NEW -j ACCEPT
          %s
          COMMIT
        listen:
          - {proto: tcp, port: 80, name: www}
          - {proto: udp, port: 53, name: dns}
    """
        .formatted(ofClient, ofServer);
  }

  private Trace walk(String network, Probe probe) {
    return Walker.walk(Networks.of(network), probe.withTimeoutMillis(PATIENCE), memory);
  }

  private static Probe syn() {
    return Probe.from("client").tcp(Ip.parse("10.1.0.1"), 80);
  }

  /** The moments at which the server let SYN-ACKs of a flow out. */
  private static List<Long> answers(Trace trace, Flow flow) {
    return trace.hops().stream()
        .filter(hop -> hop.namespace().equals("server") && hop.flow() == flow)
        .filter(hop -> hop.steps().stream().anyMatch(step -> isSynAck(hop, step)))
        .map(Hop::timeMillis)
        .toList();
  }

  private static boolean isSynAck(Hop hop, Hop.StepRecord step) {
    return Sighting.of(hop, step)
        .filter(Sighting::out)
        .filter(seen -> seen.packet().payload() instanceof IpPacket)
        .filter(seen -> seen.packet().ip().segment() instanceof Tcp tcp && isSynAck(tcp))
        .isPresent();
  }

  private static boolean isSynAck(Tcp segment) {
    return segment.flags() == Tcp.Flags.SYN_ACK;
  }

  private ConnectionView tracked(String namespace) {
    return memory.newestConnections(namespace, 1).get(0);
  }

  @Test
  void anAnsweredSynStartsTheTimerOfItsAnswerAnew() {
    Trace trace = walk(network("-A INPUT -j DROP", ""), syn());

    assertThat(answers(trace, Flow.REPLY)).containsExactly(0L, 1_020L, 1_020L, 2_040L, 3_060L);
  }

  @Test
  void aConnectionWhoseAnswerCannotBeSentAgainIsGivenUp() {
    String dropsThree = "-A OUTPUT -p tcp -m limit --limit 1/hour --limit-burst 3 -j DROP";

    Trace trace = walk(network("-A INPUT -j DROP", dropsThree), syn());

    assertThat(answers(trace, Flow.REPLY)).containsExactly(2_040L, 2_040L, 3_060L);
  }

  @Test
  void aHalfOpenConnectionOutlastsItsProbe() {
    String network = network("-A INPUT -p tcp -j DROP", "");
    walk(network, syn());
    Probe next = Probe.from("client").udp(Ip.parse("10.1.0.9"), 9).warm();

    Trace trace = walk(network, next);

    // the SYN of 3,060 ms was answered; the timer had fired once, so 2,040 ms later
    assertThat(answers(trace, Flow.EARLIER)).containsExactly(3_060L + 2_040 - PATIENCE - 20);
  }

  @Test
  void aClientThatIsGoneResetsIt() {
    walk(network("-A INPUT -p tcp -j DROP", ""), syn());
    Probe next = Probe.from("client").udp(Ip.parse("10.1.0.9"), 9).warm();

    Trace reset = walk(network("", ""), next);
    Trace after = walk(network("", ""), next);

    assertThat(answers(reset, Flow.EARLIER)).hasSize(1);
    assertThat(answers(after, Flow.EARLIER)).isEmpty();
  }

  @Test
  void aHalfOpenConnectionIsForkedWithItsMemory() {
    String network = network("-A INPUT -p tcp -j DROP", "");
    walk(network, syn());
    Memory fork = memory.fork();
    Probe next = Probe.from("client").udp(Ip.parse("10.1.0.9"), 9).warm();
    walk(network, next);

    Trace trace = Walker.walk(Networks.of(network), next.withTimeoutMillis(PATIENCE), fork);

    assertThat(answers(trace, Flow.EARLIER)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    // the SYN that is sent again neither counts nor renews: 120 seconds from the first on
    "client, INPUT, -A INPUT -j REJECT, SYN_SENT, 117",
    // nor does one after the answer, here rejected on its way out
    "server, OUTPUT, '', SYN_RECV, 57",
  })
  void aRepeatedSynIsNotCounted(String at, String chain, String ofOther, String state, int left) {
    String few =
        "-A %s -m connbytes --connbytes 0:60 --connbytes-mode bytes --connbytes-dir original -j REJECT"
            .formatted(chain);
    boolean isClient = at.equals("client");
    String network = network(isClient ? few : ofOther, isClient ? ofOther : few);

    Trace trace = walk(network, syn());

    assertThat(trace.outcome().result()).isEqualTo(Result.TIMEOUT);
    assertThat(tracked(at).state()).hasToString(state);
    assertThat(tracked(at).secondsLeft()).isBetween(left - 1L, (long) left);
  }

  @Test
  void datagramsBothWaysAreAStreamAfterTwoSeconds() {
    String network = network("", "");
    Probe probe = Probe.from("client").udp(Ip.parse("10.1.0.1"), 53).withSourcePort(5_353).warm();
    walk(network, probe);
    walk(network, probe);
    assertThat(tracked("client").assured()).isFalse();
    assertThat(tracked("client").secondsLeft()).isEqualTo(30);

    memory.pass(2_000);
    walk(network, probe);

    assertThat(tracked("client").assured()).isTrue();
    assertThat(tracked("client").secondsLeft()).isEqualTo(120);
  }

  @ParameterizedTest
  @EnumSource(Probe.Discovery.class)
  void segmentsAreFragmentedUnlessTheirSocketForbidsIt(Probe.Discovery discovery) {
    Probe probe = syn().withDiscovery(discovery).withExchange(new Exchange(2_000, 10, Close.FIN));

    Trace trace = walk(network("", ""), probe);

    boolean forbids = discovery == Probe.Discovery.DO || discovery == Probe.Discovery.WANT;
    assertThat(fromClient(trace)).isNotEmpty().allMatch(packet -> packet.dontFragment() == forbids);
  }

  private static List<IpPacket> fromClient(Trace trace) {
    return trace.hops().stream()
        .filter(hop -> hop.namespace().equals("client"))
        .flatMap(hop -> hop.steps().stream().flatMap(step -> Sighting.of(hop, step).stream()))
        .filter(seen -> seen.out() && seen.packet().payload() instanceof IpPacket)
        .map(seen -> seen.packet().ip())
        .toList();
  }

  /** The server gets an error about the reset of a port where nobody listens, and has no socket. */
  @Test
  void nobodyIsConnectedToAPortThatNobodyBound() {
    String network =
        network(
            "-A INPUT -p tcp --tcp-flags RST RST -j REJECT",
            "-A INPUT -m socket --nowildcard -j DROP");
    Trace trace = walk(network, Probe.from("client").tcp(Ip.parse("10.1.0.1"), 81));
    assertThat(trace.outcome().result()).isEqualTo(Result.TIMEOUT);
    assertThat(trace.hops())
        .anyMatch(hop -> hop.namespace().equals("server") && hop.flow() == Flow.ERROR);
  }

  /**
   * The first SYN finds only a listener on every address, which does not count; a repeated one
   * finds the request socket, as in random network 7319048 on Linux 6.18.
   */
  @Test
  void aRepeatedSynFindsTheSocketOfItsHalfOpenConnection() {
    String network =
        network(
            "-A INPUT -p tcp --tcp-flags SYN,ACK SYN,ACK -j DROP",
            "-A INPUT -m socket -j REJECT --reject-with icmp-port-unreachable");
    Trace trace = walk(network, Probe.from("client").tcp(Ip.parse("10.1.0.1"), 80));
    assertThat(TraceText.steps(trace, IcmpStep.IcmpErrorSent.class)).isNotEmpty();
    assertThat(TraceText.steps(trace, SocketStep.SocketDelivered.class)).hasSize(1);
  }
}
