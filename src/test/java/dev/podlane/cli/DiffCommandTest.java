package dev.podlane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code podlane diff}. */
class DiffCommandTest {
  private static final String PODS =
      """
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: a}
      spec:
        selector: {matchLabels: {app: a}}
        template:
          metadata: {labels: {app: a}}
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
          - podSelector: {matchLabels: {app: a}}
          ports:
          - port: 80
      """;

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: b}
      spec:
        selector: {app: b}
        ports: [{port: 8080, targetPort: 80}]
      """;

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void write() throws IOException {
    for (String side : new String[] {"a", "b"}) {
      Files.createDirectories(folder.resolve(side));
      write(side, "pods.yaml", PODS);
      write(side, "policy.yaml", POLICY);
      write(side, "service.yaml", SERVICE);
    }
  }

  private void write(String side, String name, String text) throws IOException {
    Files.writeString(folder.resolve(side).resolve(name), text);
  }

  private void withoutPolicies() throws IOException {
    for (String side : new String[] {"a", "b"}) {
      Files.delete(folder.resolve(side).resolve("policy.yaml"));
    }
  }

  private Typed diff(String... options) {
    String[] words = new String[3 + options.length];
    words[0] = "diff";
    words[1] = folder.resolve("a").toString();
    words[2] = folder.resolve("b").toString();
    System.arraycopy(options, 0, words, 3, options.length);
    return Typed.of(words);
  }

  @Test
  void linesAndOrderAreNoDifference() throws IOException {
    write("b", "pods.yaml", "# a comment\n\n" + PODS);

    Typed typed = diff("--fail-on", "any");

    assertThat(typed.status()).as(typed.err()).isZero();
    assertThat(typed.out())
        .isEqualTo(
            "0 lost, 0 new, 0 other; of 4 pairs the changed objects concern 0, and 0 pairs and"
                + " expectations were walked\n");
  }

  @ParameterizedTest
  @CsvSource({"lost, 1", "new, 0", "any, 1", "'new,lost', 1"})
  void aPolicyThatAllowsAnotherLabelLosesPodAndService(String failOn, int status)
      throws IOException {
    write("b", "policy.yaml", POLICY.replace("{app: a}", "{app: aa}"));

    Typed typed = diff("--fail-on", failOn);

    assertThat(typed.status()).as(typed.err()).isEqualTo(status);
    assertThat(typed.out())
        .contains(
            "lost  default/a → default/b, tcp port 80\n",
            "lost  default/a → svc:default/b, tcp port 8080\n",
            "NetworkPolicy default/b",
            "2 lost, 0 new, 0 other");
  }

  @Test
  void onlyConcernedPairsAreCompared() throws IOException {
    withoutPolicies();
    write("b", "service.yaml", SERVICE.replace("8080", "8081"));

    Typed typed = diff();

    assertThat(typed.status()).isZero();
    assertThat(typed.out())
        .contains("lost  default/a → svc:default/b, tcp port 8080\n")
        .contains("new   default/a → svc:default/b, tcp port 8081\n")
        .contains("after:  not there")
        .contains("the changed objects concern 4");
  }

  @Test
  void markdownIsATable() throws IOException {
    withoutPolicies();
    write("b", "service.yaml", SERVICE.replace("app: b", "app: x"));

    Typed typed = diff("-o", "markdown");

    assertThat(typed.out())
        .startsWith("### 2 lost, 0 new, 0 other")
        .contains(
            "| Probe | Before | After | Why |\n| --- | --- | --- | --- |\n"
                + "| default/a → svc:default/b, tcp port 8080 | ")
        .contains("service.yaml:5");
  }

  @Test
  void sarifPointsIntoTheFilesAfter() throws IOException {
    withoutPolicies();
    write("b", "service.yaml", SERVICE.replace("app: b", "app: x"));

    Typed typed = diff("-o", "sarif");

    JsonNode run = JsonMapper.shared().readTree(typed.out()).at("/runs/0");
    assertThat(run.at("/results")).hasSize(2);
    JsonNode place = run.at("/results/0/locations/0/physicalLocation");
    assertThat(run.at("/results/0/ruleId").asString()).isEqualTo("diff/lost");
    assertThat(run.at("/results/0/level").asString()).isEqualTo("error");
    assertThat(place.at("/artifactLocation/uri").asString()).endsWith("/b/service.yaml");
    assertThat(place.at("/region/startLine").asInt()).isEqualTo(5);
  }
}
