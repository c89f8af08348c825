package dev.podlane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code podlane check}. */
class CheckCommandTest {
  private static final String PODS =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: a}
      spec: {containers: [{name: c, image: x}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: b}
      spec: {containers: [{name: c, image: x, ports: [{containerPort: 80}]}]}
      """;

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("pods.yaml"), PODS);
  }

  private static String expecting(String... each) {
    return "apiVersion: podlane.dev/v1\nkind: Expectation\nmetadata: {name: n}\nspec:\n"
        + "  expectations:\n  - {"
        + String.join("}\n  - {", each)
        + "}\n";
  }

  private Typed check(String expectations, String... options) {
    String[] words = new String[4 + options.length];
    words[0] = "check";
    words[1] = folder.resolve("pods.yaml").toString();
    words[2] = "--expectations";
    words[3] = "-";
    System.arraycopy(options, 0, words, 4, options.length);
    return Typed.withInput(expectations.getBytes(StandardCharsets.UTF_8), words);
  }

  @Test
  void metExpectationsAreZero() {
    Typed typed =
        check(
            expecting(
                "from: a, to: b, port: 80, result: delivered",
                "from: a, to: b, port: 81, result: refused, reason: no-socket"));

    assertThat(typed.status()).as(typed.err()).isZero();
    assertThat(typed.out()).contains("2 expectations: 2 met, 0 not, 0 could not be checked");
  }

  @Test
  void anUnmetOneIsOneAndSaysWhy() {
    Typed typed =
        check(
            expecting(
                "from: a, to: b, port: 80, result: delivered",
                "from: a, to: b, port: 81, result: delivered"));

    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.out())
        .contains("FAILED n: a → b, tcp port 81: refused (expected delivered)")
        .contains("cause: no-socket, Pod default/b", "pods.yaml:9")
        .contains("expected in stdin:7");
  }

  @Test
  void anotherReasonIsNotTheExpectedOne() {
    Typed typed = check(expecting("from: a, to: b, port: 81, result: refused, reason: policy"));

    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.out()).contains("(expected refused, policy)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from: a, to: nobody, port: 80, result: delivered|There is nothing called nobody",
        "from: a, to: b, port: 80, result: fine|result cannot be fine",
        "from: a, to: b, result|result is missing",
      })
  void anExpectationThatCannotBeCheckedIsTwo(String wrong, String said) {
    Typed typed = check(expecting("from: a, to: b, port: 80, result: delivered", wrong));

    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.out() + typed.err()).contains(said).contains("stdin:7");
    assertThat(typed.out()).contains("ok     n: a → b, tcp port 80: delivered");
  }

  @Test
  void aDocumentOfAnotherKindIsNoExpectation() {
    Typed typed = check(expecting("from: a, to: b, result: delivered").replace("tation", "tion"));

    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err()).contains("stdin:1: error: This is no Expectation");
  }

  @Test
  void withoutAnyItIsTwo() {
    Typed typed = Typed.of("check", folder.resolve("pods.yaml").toString());

    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err()).contains("--expectations");
  }

  @Test
  void theyMayStandAmongTheManifests() throws IOException {
    Files.writeString(
        folder.resolve("e.yaml"), expecting("from: a, to: b, port: 81, result: delivered"));

    Typed json = Typed.of("check", folder.toString(), "-o", "json");
    Typed sarif = Typed.of("check", folder.toString(), "-o", "sarif");
    Typed markdown = Typed.of("check", folder.toString(), "-o", "markdown");

    JsonNode one = JsonMapper.shared().readTree(json.out()).at("/expectations/0");
    assertThat(json.status()).as(json.err()).isEqualTo(1);
    assertThat(one.at("/ok").asBoolean(true)).isFalse();
    assertThat(one.at("/expect").asString()).isEqualTo("delivered");
    assertThat(one.at("/outcome/result").asString()).isEqualTo("refused");
    JsonNode result = JsonMapper.shared().readTree(sarif.out()).at("/runs/0/results/0");
    assertThat(result.at("/ruleId").asString()).isEqualTo("outcome/no-socket");
    assertThat(result.at("/relatedLocations/0/physicalLocation/artifactLocation/uri").asString())
        .endsWith("/e.yaml");
    assertThat(markdown.out()).contains("| ❌ | a → b, tcp port 81 | delivered | refused | ");
  }
}
