package dev.podlane.trace.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.conntrack.ConnectionView;
import dev.podlane.net.packet.Tcp;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Networks;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Probe.Exchange;
import dev.podlane.trace.Probe.Exchange.Close;
import dev.podlane.trace.Sighting;
import dev.podlane.trace.Trace;
import dev.podlane.trace.TraceText;
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.cause.Causes;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.step.IcmpStep;
import dev.podlane.trace.step.SocketStep;
import dev.podlane.trace.walk.Walker;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** TCP connections beyond the SYN-ACK. */
class ConnectionTest {
  private static final String PLAIN = "";
  private final Memory memory = new Memory();

  /** A client and a server with an MTU of 1500, and a router with a narrow link to the server. */
  private static String network(int narrow, String rules) {
    return """
    namespaces:
      client:
        devices: {eth0: {type: veth, peer: "router:a", addr: 10.1.0.2/24}}
        routes: [default via 10.1.0.1]
        %s
      router:
        devices:
          a: {type: veth, addr: 10.1.0.1/24}
          b: {type: veth, addr: 10.2.0.1/24, mtu: %d}
        sysctls: {net.ipv4.ip_forward: 1}
        iptables: |
          *filter
          -A FORWARD -m conntrack --ctstate INVALID -j DROP
          %s
          COMMIT
      server:
        devices: {eth0: {type: veth, peer: "router:b", addr: 10.2.0.2/24}}
        routes: [default via 10.2.0.1]
        listen: [{proto: tcp, port: 80, name: www}]
    """
        .formatted(
            rules.startsWith("client:")
                ? "iptables: |\n          *filter\n          "
                    + rules.substring(7)
                    + "\n          COMMIT"
                : "",
            narrow,
            rules.startsWith("client:") ? "" : rules);
  }

  private Trace walk(int narrow, String rules, @Nullable Exchange exchange) {
    Probe probe = Probe.from("client").tcp(Ip.parse("10.2.0.2"), 80).withExchange(exchange);
    return Walker.walk(Networks.of(network(narrow, rules)), probe, memory);
  }

  private List<String> tracked() {
    return memory.newestConnections("router", 9).stream()
        .map(ConnectionView::state)
        .map(String::valueOf)
        .toList();
  }

  private static List<Integer> sent(Trace trace) {
    return TraceText.steps(trace, SocketStep.SegmentSent.class).stream()
        .map(SocketStep.SegmentSent::octets)
        .filter(octets -> octets > 0)
        .toList();
  }

  @Test
  void theAckThatCompletesTheHandshakeIsWalked() {
    Trace trace = walk(1500, PLAIN, null);

    assertThat(trace.outcome().result()).isEqualTo(Result.DELIVERED);
    assertThat(TraceText.path(trace, Flow.CONNECTION))
        .isEqualTo(TraceText.path(trace, Flow.REQUEST));
    assertThat(TraceText.steps(trace, SocketStep.ConnectionAccepted.class)).hasSize(1);
    assertThat(tracked()).containsExactly("ESTABLISHED");
  }

  @Test
  void requestAndAnswerGoInSegmentsAndBothEndsClose() {
    Trace trace = walk(1500, PLAIN, new Exchange(3_000, 5_000, Close.FIN));

    assertThat(trace.outcome().exchanged()).isEqualTo(new Outcome.Exchanged(3_000, 5_000));
    assertThat(trace.outcome().result()).isEqualTo(Result.DELIVERED);
    assertThat(sent(trace)).containsExactly(1448, 1448, 104, 1448, 1448, 1448, 656);
    assertThat(tracked()).containsExactly("TIME_WAIT");
  }

  @Test
  void aResetEndsWhatIsTracked() {
    walk(1500, PLAIN, new Exchange(100, 100, Close.RST));
    assertThat(tracked()).containsExactly("CLOSE");
  }

  @Test
  void aConnectionThatIsKeptStaysEstablished() {
    walk(1500, PLAIN, new Exchange(100, 100, Close.KEEP));
    assertThat(tracked()).containsExactly("ESTABLISHED");
  }

  @Test
  void whatIsTooBigForTheWayIsSentAgainInSmallerSegments() {
    Trace trace = walk(1400, PLAIN, new Exchange(3_000, 10, Close.FIN));

    assertThat(trace.outcome().exchanged()).isEqualTo(new Outcome.Exchanged(3_000, 10));
    assertThat(sent(trace)).containsExactly(1448, 1448, 104, 1348, 1348, 304, 10);
    assertThat(TraceText.steps(trace, IcmpStep.PathMtuLearned.class)).isNotEmpty();
  }

  @Test
  void withoutTheErrorItConnectsAndThenHangs() {
    Trace trace = walk(1400, "client:-A INPUT -p icmp -j DROP", new Exchange(3_000, 10, Close.FIN));

    assertThat(trace.outcome().result()).isEqualTo(Result.TIMEOUT);
    assertThat(trace.outcome().exchanged()).isEqualTo(new Outcome.Exchanged(0, 0));
    Cause cause = Causes.of(trace).orElseThrow();
    assertThat(cause.code()).isEqualTo(Cause.Code.MTU);
    assertThat(cause.namespace()).isEqualTo("router");
    assertThat(cause.device()).isEqualTo("b");
    assertThat(cause.flow()).isEqualTo(Flow.CONNECTION);
  }

  @Test
  void aSmallRequestPassesWhereALargeOneHangs() {
    String silent = "client:-A INPUT -p icmp -j DROP";
    Trace trace = walk(1400, silent, new Exchange(1_000, 1_000, Close.FIN));
    assertThat(trace.outcome().result()).isEqualTo(Result.DELIVERED);
  }

  @Test
  void aRejectedSegmentResetsTheConnection() {
    String rule = "-A FORWARD -p tcp --tcp-flags PSH PSH -j REJECT --reject-with tcp-reset";
    Trace trace = walk(1500, rule, new Exchange(100, 10, Close.FIN));

    assertThat(trace.outcome().result()).isEqualTo(Result.RESET);
    assertThat(trace.outcome().errno()).isEqualTo("ECONNRESET");
    assertThat(Causes.of(trace).orElseThrow().code()).isEqualTo(Cause.Code.RULE);
  }

  @Test
  void whereOnlyTheServerWasResetTheNextSegmentMeetsNoSocket() {
    String rule =
        "-A FORWARD -i b -p tcp --tcp-flags SYN,RST NONE -j REJECT --reject-with tcp-reset";
    Trace trace = walk(1500, rule, new Exchange(100, 10, Close.FIN));

    assertThat(TraceText.steps(trace, SocketStep.ResetReceived.class)).hasSize(2);
    assertThat(TraceText.steps(trace, SocketStep.SocketMissing.class)).hasSize(1);
    assertThat(trace.outcome().result()).isEqualTo(Result.RESET);
    assertThat(trace.outcome().errno()).isEqualTo("ECONNRESET");
  }

  @Test
  void aLostSegmentIsSentAgain() {
    String rule =
        "-A FORWARD -i a -p tcp --tcp-flags PSH PSH -m statistic --mode nth --every 3 --packet 0 -j"
            + " DROP";
    Trace trace = walk(1500, rule, new Exchange(4_000, 10, Close.FIN));

    assertThat(trace.outcome().exchanged()).isEqualTo(new Outcome.Exchanged(4_000, 10));
    assertThat(TraceText.steps(trace, SocketStep.SegmentSent.class))
        .anyMatch(SocketStep.SegmentSent::again);
  }

  @Test
  void aLostAckIsAskedForAgain() {
    String rule =
        "-A FORWARD -i a -p tcp --tcp-flags SYN,ACK,PSH ACK -m statistic --mode nth --every 9"
            + " --packet 0 -j DROP";
    Trace trace = walk(1500, rule, new Exchange(100, 10, Close.FIN));

    assertThat(trace.outcome().result()).isEqualTo(Result.DELIVERED);
    assertThat(TraceText.steps(trace, SocketStep.ConnectionAccepted.class)).hasSize(1);
    assertThat(TraceText.steps(trace, SocketStep.SegmentSent.class).get(0).flags())
        .isEqualTo(Tcp.Flags.ACK);
  }

  /**
   * As in random network 7321069 on Linux 6.18: no plain ACK passes, but one that tells of data
   * which came twice is 64 octets long.
   */
  @Test
  void dataThatComesTwiceIsAcknowledgedSelectively() {
    String rule = "-A FORWARD -i b -p tcp -m length ! --length 60:100 -j DROP";
    Trace trace = walk(1500, rule, new Exchange(34, 3_750, Close.FIN));

    assertThat(trace.outcome().result()).isEqualTo(Result.TIMEOUT);
    assertThat(trace.outcome().exchanged()).isEqualTo(new Outcome.Exchanged(34, 0));
  }

  @Test
  void whatComesOutOfOrderIsAcknowledgedSelectively() {
    String rule = "-A FORWARD -i a -m statistic --mode nth --every 9 --packet 2 -j DROP";
    Trace trace = walk(1500, rule, new Exchange(4_000, 10, Close.FIN));

    assertThat(trace.outcome().exchanged()).isEqualTo(new Outcome.Exchanged(4_000, 10));
    assertThat(Sighting.of(trace, Flow.CONNECTION))
        .flatExtracting(each -> each)
        .map(each -> ((Tcp) each.packet().ip().segment()).numbers().selective())
        .contains(List.of(new Tcp.Octets(1_449, 2_897)), List.of(new Tcp.Octets(1_449, 4_001)));
  }
}
