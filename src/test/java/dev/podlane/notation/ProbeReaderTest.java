package dev.podlane.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Document;
import dev.podlane.document.Fields;
import dev.podlane.document.Limits;
import dev.podlane.document.MapValue;
import dev.podlane.document.Problem;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeReaderTest {
  private final List<Problem> problems = new ArrayList<>();

  private Optional<ProbeCase> read(String text) {
    Document document = Documents.parse("probe.yaml", text, Limits.DEFAULT).get(0);
    return ProbeReader.read(Fields.of(document.place(), (MapValue) document.root(), problems::add));
  }

  @Test
  void everythingThatCanBeSaid() {
    ProbeCase probe =
        read("{name: all, src: a/b, src_ip: 10.0.0.1, sport: 4000, dst: 10.0.0.2, proto: udp,"
                + " port: 53, ttl: 3, size: 100, df: do, cold: false, repeat: 4, timeout: 2.5,"
                + " seed: 9, before: [{ns: a/b, cmd: ip link}], after: [{ns: c, cmd: ip addr}]}")
            .orElseThrow();
    assertThat(problems).isEmpty();
    assertThat(probe.probe())
        .isEqualTo(
            Probe.from("a/b")
                .udp(Ip.parse("10.0.0.2"), 53)
                .withSource(Ip.parse("10.0.0.1"))
                .withSourcePort(4000)
                .withTtl(3)
                .withPayload(100)
                .warm()
                .withSeed(9)
                .withTimeoutMillis(2_500)
                .withDiscovery(Probe.Discovery.DO));
    assertThat(probe.repeat()).isEqualTo(4);
    assertThat(probe.before()).containsExactly(new ProbeCase.CommandLine("a/b", "ip link"));
    assertThat(probe.after()).containsExactly(new ProbeCase.CommandLine("c", "ip addr"));
  }

  @Test
  void whatIsMeantWhenNothingIsSaid() {
    Probe probe = read("{src: a, dst: 10.0.0.2}").orElseThrow().probe();
    assertThat(probe.protocol()).isEqualTo(Protocol.ICMP);
    assertThat(probe.cold()).isTrue();
    assertThat(probe.ttl()).isEqualTo(64);
    assertThat(probe.timeoutMillis()).isEqualTo(1_500);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{dst: 10.0.0.2} | linux.probe-no-source []",
        "{src: a} | linux.probe-no-destination []",
        "{src: a, dst: web-1} | linux.bad-address [web-1]",
        "{src: a, dst: 10.0.0.2, proto: tcp} | linux.bad-port []",
        "{src: a, dst: 10.0.0.2, proto: tcp, port: 70000} | linux.probe-out-of-range"
            + " [port, 70000, 1, 65535]",
        "{src: a, dst: 10.0.0.2, proto: sctp} | linux.bad-protocol [sctp]",
        "{src: a, dst: 10.0.0.2, ttl: 0} | linux.probe-out-of-range [ttl, 0, 1, 255]",
        "{src: a, dst: 10.0.0.2, timeout: forever} | linux.probe-out-of-range"
            + " [timeout, forever, 0, 3600]",
        "{src: a, dst: 10.0.0.2, df: maybe} | linux.probe-bad-df [maybe]",
        "{src: a, dst: 10.0.0.2, before: [{cmd: ip link}]} | linux.probe-bad-command []",
        "{src: a, dst: 10.0.0.2, prot: tcp} | linux.unknown-field [prot]"
      })
  void whatIsWrong(String text, String expected) {
    read(text);
    assertThat(problems).map(each -> each.code() + " " + each.args()).contains(expected);
  }
}
