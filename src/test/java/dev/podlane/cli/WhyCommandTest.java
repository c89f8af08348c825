package dev.podlane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code podlane why}: file, line and carets below what decided. */
class WhyCommandTest {
  private static final String PODS =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: a, labels: {app: a}}
      spec: {containers: [{name: c, image: x}]}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: b, labels: {app: b}}
      spec: {containers: [{name: c, image: x, ports: [{containerPort: 80}]}]}
      """;

  private static final String POLICY =
      """
      apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata: {name: b}
      spec:
        podSelector: {matchLabels: {app: b}}
        ingress:
        - from:
          - podSelector:
              matchLabels: {app: front}
          ports:
          - port: 80
      """;

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void write() throws IOException {
    Files.writeString(folder.resolve("pods.yaml"), PODS);
    Files.writeString(folder.resolve("policy.yaml"), POLICY);
  }

  private Typed why(String... more) {
    String[] words = new String[8 + more.length];
    System.arraycopy(
        new String[] {"why", folder.toString(), "--from", "a", "--to", "b", "--port", "80"},
        0,
        words,
        0,
        8);
    System.arraycopy(more, 0, words, 8, more.length);
    return Typed.of(words);
  }

  @Test
  void theFieldThatFailedIsMarkedInItsFile() {
    Typed typed = why();

    assertThat(typed.status()).as(typed.err()).isEqualTo(1);
    assertThat(typed.out())
        .startsWith("a → b, tcp port 80: timeout (expected delivered)\n")
        .contains(
            "decided (policy.isolated)\n  --> "
                + folder.resolve("policy.yaml")
                + ":8 NetworkPolicy default/b, spec.ingress[0].from[0].podSelector\n"
                + "  |\n"
                + "8 |     - podSelector:\n"
                + "  |       ^^^^^^^^^^^ wants app=front, found app=a\n"
                + "9 |         matchLabels: {app: front}\n");
  }

  @Test
  void whatHelpsWasTried() {
    Typed typed = why("--expect", "timeout");

    assertThat(typed.status()).isZero();
    assertThat(typed.out()).contains("\nhelp: ", "\n  then: delivered. ");
  }

  @Test
  void whatAllowsIsShownToo() throws IOException {
    Files.writeString(folder.resolve("policy.yaml"), POLICY.replace("front", "a"));

    Typed typed = why();

    assertThat(typed.status()).isZero();
    assertThat(typed.out())
        .contains("allows packets to the destination\n", "policy.yaml:8 NetworkPolicy default/b")
        .doesNotContain("help:");
  }

  @Test
  void everyFormNamesThePolicy() {
    JsonNode json = JsonMapper.shared().readTree(why("-o", "json").out());
    JsonNode sarif = JsonMapper.shared().readTree(why("-o", "sarif").out());
    String markdown = why("-o", "markdown").out();

    assertThat(json.at("/outcome/cause/object/name").asString()).isEqualTo("b");
    assertThat(json.at("/policies/verdict").asString()).isEqualTo("deny");
    assertThat(json.at("/remedies/0/result").asString()).isEqualTo("delivered");
    assertThat(json.at("/remedies/0/edits/0").has("value")).isTrue();
    assertThat(sarif.at("/runs/0/results/0/ruleId").asString())
        .isEqualTo("outcome/policy.isolated");
    assertThat(markdown).contains("### a → b, tcp port 80: timeout", "```\n", "^^^^^^^^^^^");
  }
}
