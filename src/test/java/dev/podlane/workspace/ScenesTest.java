package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Problem;
import dev.podlane.document.Severity;
import dev.podlane.net.addr.Protocol;
import dev.podlane.notation.PathLines;
import dev.podlane.scenario.Samples;
import dev.podlane.trace.Floods;
import dev.podlane.trace.Flow;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scene shows its point: what its probes meet is what its description says. */
class ScenesTest {
  private static Workspace open(String sample) {
    return Workspace.open(sample + ".yaml", Samples.text(sample).orElseThrow());
  }

  private static Trace walk(String sample, int nth) {
    Samples.Suggestion each = Samples.suggestions(sample).get(nth - 1);
    ProbeRequest request =
        new ProbeRequest(
            each.from(),
            each.to(),
            Protocol.valueOf(each.protocol().toUpperCase(Locale.ROOT)),
            each.port() == 0 ? null : each.port(),
            Probe.DEFAULT_TTL,
            true,
            0,
            each.size() == 0 ? null : each.size(),
            Probe.Discovery.valueOf(each.df().toUpperCase(Locale.ROOT)),
            Floods.COUNTED,
            /* sourcePort= */ 0,
            /* exchange= */ null,
            /* afterMillis= */ null,
            /* via= */ null,
            /* endpoint= */ null,
            /* http= */ null);
    return open(sample).walk(List.of(request)).get(0).trace();
  }

  private static String told(Outcome outcome) {
    StringBuilder text = new StringBuilder(outcome.result().text());
    Outcome.Server server = outcome.server();
    Outcome.IcmpError icmp = outcome.icmp();
    if (server != null) {
      text.append(" by ").append(server.listener()).append(" sees ").append(server.seesSource());
    }
    if (icmp != null) {
      text.append(' ').append(icmp.type()).append('/').append(icmp.code());
      text.append(" from ").append(icmp.from());
    }
    if (outcome.replyTtl() != null) {
      text.append(" ttl ").append(outcome.replyTtl());
    }
    return text.toString();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          docker-one           | 1 | delivered by web sees 10.100.0.9
          docker-one           | 2 | delivered by httpd sees 10.100.0.2
          docker-one           | 3 | delivered ttl 64
          docker-one           | 4 | delivered by docker-proxy/web sees 127.0.0.1
          docker-two           | 1 | delivered by scrapyd sees 172.17.0.2
          docker-two           | 2 | delivered ttl 64
          docker-joined        | 1 | delivered by web sees 127.0.0.1
          docker-joined        | 2 | delivered by scrapyd sees 172.17.0.3
          docker-joined        | 3 | delivered by web sees 172.17.0.3
          pod-pause            | 1 | icmp_unreachable 3/1 from 10.0.1.3
          pod-pause            | 2 | delivered by nginx sees 10.0.1.3
          docker-conflict      | 1 | timeout
          docker-conflict      | 2 | delivered by p1 sees 172.17.0.2
          docker-conflict      | 3 | icmp_unreachable 3/1 from 172.17.0.2
          docker-conflict-masq | 1 | delivered by sshd sees 10.100.0.2
          docker-conflict-masq | 2 | delivered by p1 sees 172.17.0.2
          docker-conflict-masq | 3 | icmp_unreachable 3/1 from 172.17.0.2
          docker0-nodes        | 1 | delivered by nginx sees 172.17.0.2
          docker0-nodes        | 2 | icmp_unreachable 3/1 from 172.17.0.2
          docker0-nodes        | 3 | delivered ttl 63
          vxlan                | 1 | delivered ttl 62
          vxlan                | 2 | delivered by n2p1 sees 10.244.1.2
          mtu                  | 1 | delivered ttl 62
          mtu                  | 2 | frag_needed 3/4 from 10.244.1.1
          mtu                  | 3 | delivered ttl 62
          services             | 1 | delivered by nginx sees 10.244.1.10
          services             | 2 | delivered by nginx sees 10.244.1.10
          services             | 3 | delivered by nginx sees 10.244.1.1
          services             | 4 | delivered by nginx sees 10.244.2.1
          services             | 5 | delivered by nginx sees 10.100.0.2
          services             | 6 | icmp_unreachable 3/0 from 100.64.0.2
          services             | 7 | timeout
          services-nftables    | 1 | delivered by nginx sees 10.244.1.10
          services-nftables    | 2 | delivered by nginx sees 10.244.2.1
          services-nftables    | 3 | icmp_unreachable 3/3 from 10.244.1.1
          names                | 1 | delivered by nginx sees 10.244.1.10
          names                | 2 | delivered by proxy sees 10.244.1.10
          names                | 3 | delivered by proxy sees 203.0.113.9
          pod-networks         | 1 | delivered by nginx sees 10.244.1.10
          pod-networks         | 2 | delivered by nginx sees 10.244.1.10
          pod-networks         | 3 | delivered by nginx sees 10.100.0.2
          policies             | 1 | delivered by postgres sees 10.0.1.3
          policies             | 2 | timeout
          policies             | 3 | delivered by metrics sees 10.100.0.2
          policies             | 4 | delivered by nginx sees 10.0.2.3
          """)
  void aProbeMeetsWhatItIsThereToShow(String sample, int nth, String expected) {
    assertThat(told(walk(sample, nth).outcome())).isEqualTo(expected);
  }

  /** As in the recording c-docker-conflict-rp0, with the names and wires of the scene. */
  @Test
  void withoutRulesTheAnswerGoesToTheWrongContainer() {
    Trace trace = walk("docker-conflict", 1);

    assertThat(shape(PathLines.line(trace, Flow.REQUEST)))
        .isEqualTo(
            "{172.17.0.2:P>10.100.0.3:22} host-1/p1/eth0>64 host-1/VETH<64!other host-1/docker0<64"
                + " host-1/eth0>63 lan/p-host-1<63!other lan/p-host-2>63 host-2/eth0<63");
    assertThat(shape(PathLines.line(trace, Flow.REPLY)))
        .startsWith(
            "{10.100.0.3:22>172.17.0.2:P} host-2/docker0>64 host-2/VETH>64 host-2/q1/eth0<64");
  }

  /** As in the recording c-docker-conflict-masq. */
  @Test
  void withDockersRulesTheAnswerComesBack() {
    Trace trace = walk("docker-conflict-masq", 1);

    assertThat(shape(PathLines.line(trace, Flow.REQUEST)))
        .isEqualTo(
            "{172.17.0.2:P>10.100.0.3:22} host-1/p1/eth0>64 host-1/VETH<64!other host-1/docker0<64"
                + " {10.100.0.2:P>10.100.0.3:22} host-1/eth0>63 lan/p-host-1<63!other"
                + " lan/p-host-2>63 host-2/eth0<63");
    assertThat(shape(PathLines.line(trace, Flow.REPLY)))
        .isEqualTo(
            "{10.100.0.3:22>10.100.0.2:P} host-2/eth0>64 lan/p-host-2<64!other lan/p-host-1>64"
                + " host-1/eth0<64 {10.100.0.3:22>172.17.0.2:P} host-1/docker0>63 host-1/VETH>63"
                + " host-1/p1/eth0<63");
  }

  private static String shape(String line) {
    return line.replaceAll(":[3-6][0-9]{4}", ":P").replaceAll("veth[0-9a-f]+", "VETH");
  }

  @ParameterizedTest
  @CsvSource({
    "host-1/web, 10.100.0.2, 8080, delivered by docker-proxy/web sees 172.17.0.2",
    "client, 172.17.0.2, 80, local_error",
  })
  void thePublishedPortFromElsewhere(String from, String to, int port, String expected) {
    ProbeRequest request =
        new ProbeRequest(from, to, Protocol.TCP, port, Probe.DEFAULT_TTL, true, 0);

    Trace trace = open("docker-one").walk(List.of(request)).get(0).trace();

    assertThat(told(trace.outcome())).isEqualTo(expected);
  }

  /** Docker 28 drops what comes for a container's own address by another way than its bridge. */
  @Test
  void aRouteToTheContainersIsNoWayIn() {
    String text =
        Samples.text("docker-one").orElseThrow() + "  routes: [172.17.0.0/24 via 10.100.0.2]\n";
    ProbeRequest request = new ProbeRequest("client", "172.17.0.2", Protocol.TCP, 80, 64, true, 0);

    Trace open = Workspace.open("", text).walk(List.of(request)).get(0).trace();

    assertThat(told(open.outcome())).isEqualTo("timeout");
    assertThat(open.outcome().end()).extracting(Outcome.End::namespace).isEqualTo("host-1");
  }

  @ParameterizedTest
  @MethodSource("dev.podlane.scenario.Samples#names")
  void aSampleIsWithoutErrors(String sample) {
    // nodes with the same docker0 are wrong, and that is their point
    List<String> meant =
        sample.equals("docker0-nodes") ? List.of("node.blocks", "pod.ip-twice") : List.of();

    assertThat(open(sample).problems())
        .filteredOn(problem -> problem.severity() == Severity.ERROR)
        .extracting(Problem::code)
        .isEqualTo(meant);
  }

  @Test
  void scenesTellWhatHappened() {
    assertThat(open("docker-joined").problems())
        .extracting(problem -> problem.code() + " " + problem.place().path())
        .containsExactly("compile.docker-bind-failed spec.containers[1]");
    assertThat(open("pod-pause").problems())
        .extracting(problem -> problem.code() + " " + problem.args())
        .contains(
            "pod.event-restarted [default/api-1, api, 10.0.1.3]",
            "pod.event-pause [default/web-1, 10.0.1.2, 10.0.1.4]");
  }
}
