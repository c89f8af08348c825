package dev.podlane.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Problem;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Outcome.Result;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expectation documents, right and wrong. */
class ExpectationsTest {
  private final List<Problem> problems = new ArrayList<>();

  private List<Expectation> read(String spec) {
    String text = "apiVersion: podlane.dev/v1\nkind: Expectation\nmetadata: {name: n}\n" + spec;
    return Expectations.read(Documents.parse("e.yaml", text), problems::add);
  }

  @Test
  void oneIsRead() {
    List<Expectation> read =
        read("spec: {from: a, to: 'svc:b', protocol: UDP, port: 53, result: icmp-unreachable}");

    assertThat(problems).isEmpty();
    assertThat(read).hasSize(1);
    Expectation one = read.get(0);
    assertThat(one.name()).isEqualTo("n");
    assertThat(one.from()).isEqualTo("a");
    assertThat(one.to()).isEqualTo("svc:b");
    assertThat(one.protocol()).isEqualTo(Protocol.UDP);
    assertThat(one.port()).isEqualTo("53");
    assertThat(one.result()).isEqualTo(Result.ICMP_UNREACHABLE);
    assertThat(one.reason()).isNull();
  }

  @Test
  void severalAreReadEachAtItsPlace() {
    List<Expectation> read =
        read(
            """
            spec:
              expectations:
              - {from: a, to: b, result: delivered}
              - {from: a, to: b, port: web, result: timeout, reason: policy}
            """);

    assertThat(problems).isEmpty();
    assertThat(read).extracting(each -> each.place().line()).containsExactly(6, 7);
    assertThat(read)
        .extracting(each -> each.place().path())
        .containsExactly("spec.expectations[0]", "spec.expectations[1]");
    assertThat(read.get(1).reason()).isEqualTo("policy");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "|field.missing|spec",
        "spec: {}|field.missing|spec.from",
        "spec: {from: a, to: b}|field.missing|spec.result",
        "spec: {from: '', to: b, result: timeout}|field.missing|spec.from",
        "spec: {from: 5, to: b, result: timeout}|field.quote|spec.from",
        "spec: {from: a, to: b, result: fine}|expectation.result|spec.result",
        "spec: {from: a, to: b, result: timeout, port: 0}|expectation.port|spec.port",
        "spec: {from: a, to: b, result: timeout, port: 65536}|expectation.port|spec.port",
        "spec: {from: a, to: b, result: timeout, port: [1]}|expectation.port|spec.port",
        "spec: {from: a, to: b, result: timeout, protocol: sctp}|expectation.choice|spec.protocol",
        "spec: {from: a, to: b, result: timeout, prot: 80}|expectation.unknown-field|spec.prot",
        "spec: {expectations: [x]}|field.not-map|spec.expectations[0]",
      })
  void aProblemHasItsPath(String spec, String code, String path) {
    List<Expectation> read = read(spec == null ? "" : spec);

    assertThat(problems).extracting(Problem::code).contains(code);
    assertThat(problems).extracting(problem -> problem.place().path()).contains(path);
    assertThat(read).hasSize(code.equals("expectation.unknown-field") ? 1 : 0);
  }

  @Test
  void tooManyAreLeftOutAndSaid() {
    String one = "  - {from: a, to: b, result: delivered}\n";

    List<Expectation> read = read("spec:\n  expectations:\n" + one.repeat(1_002));

    assertThat(read).hasSize(Expectations.MOST);
    assertThat(problems)
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.code()).isEqualTo("expectation.too-many");
              assertThat(problem.args()).containsExactly("1000", "2");
            });
  }
}
