package dev.podlane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code podlane findings} and {@code podlane reach}. */
class FindingsCommandTest {
  private static final String MANIFESTS =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: b, labels: {app: cart}}
      spec: {containers: [{name: c, image: x, ports: [{containerPort: 80}]}]}
      ---
      apiVersion: v1
      kind: Service
      metadata: {name: cart}
      spec:
        selector: {app: crat}
        ports: [{port: 80}]
      """;

  @TempDir Path folder = Path.of("");

  private String file() throws IOException {
    return Files.writeString(folder.resolve("shop.yaml"), MANIFESTS).toString();
  }

  @Test
  void aFindingIsPrintedAsACompilerWould() throws IOException {
    Typed typed = Typed.of("findings", file());

    assertThat(typed.status()).isZero();
    assertThat(typed.out())
        .contains("shop.yaml:10: error: Service default/cart")
        .contains("[service.selects-nothing]\n")
        .contains("10 |   selector: {app: crat}\n   |   ^^^^^^^^ wants app=cart, found app=crat\n")
        .contains("  = shows it on a cluster: kubectl -n default get pods -l app=crat\n")
        .contains("  = mends it: {\"object\":")
        .endsWith("1 error, 0 warnings, 0 notes\n");
  }

  @Test
  void aProblemIsToldOnceOnly() throws IOException {
    String node = "{apiVersion: v1, kind: Node, metadata: {name: n%d}, spec: {podCIDR: 10.1.%s}}";
    String two = node.formatted(1, "0.0/16") + "\n---\n" + node.formatted(2, "2.0/24");
    Path file = Files.writeString(folder.resolve("nodes.yaml"), two);
    Typed typed = Typed.of("findings", file.toString());

    assertThat(typed.out()).contains("[node.blocks-overlap]");
    assertThat(typed.err()).doesNotContain("overlaps");
    assertThat(Typed.of("reach", file.toString()).err()).contains("overlaps");
  }

  @ParameterizedTest
  @CsvSource({"error, 1", "warning, 1", "note, 1"})
  void severityDecidesTheStatus(String severity, int status) throws IOException {
    assertThat(Typed.of("findings", file(), "--fail-on", severity).status()).isEqualTo(status);
  }

  @Test
  void withoutFindingsItIsZero() throws IOException {
    Path sound = Files.writeString(folder.resolve("x.yaml"), MANIFESTS.replace("crat", "cart"));

    Typed typed = Typed.of("findings", sound.toString(), "--fail-on", "note");

    assertThat(typed.status()).as(typed.out()).isZero();
    assertThat(typed.out()).isEqualTo("0 errors, 0 warnings, 0 notes\n");
  }

  @Test
  void programsGetJsonAndSarif() throws IOException {
    JsonNode json = JsonMapper.shared().readTree(Typed.of("findings", file(), "-o", "json").out());
    JsonNode sarif =
        JsonMapper.shared().readTree(Typed.of("findings", file(), "-o", "sarif").out());

    assertThat(json.at("/findings/0/code").asString()).isEqualTo("service.selects-nothing");
    assertThat(json.at("/findings/0/edit/value/app").asString()).isEqualTo("cart");
    JsonNode result = sarif.at("/runs/0/results/0");
    assertThat(result.at("/ruleId").asString()).isEqualTo("service.selects-nothing");
    assertThat(result.at("/locations/0/physicalLocation/region/startLine").asInt()).isEqualTo(10);
  }

  @Test
  void reachIsATableOfSendersAndReceivers() throws IOException {
    Typed typed = Typed.of("reach", file(), "--no-exposure", "--port", "80");

    assertThat(typed.status()).as(typed.err()).isZero();
    assertThat(typed.out()).contains("default/b  ·\n", "1   default/b, tcp port 80\n");
  }

  @Test
  void reachHasTheJsonOfTheRestInterface() throws IOException {
    Typed typed = Typed.of("reach", file(), "-o", "json");

    JsonNode pairs = JsonMapper.shared().readTree(typed.out());
    assertThat(pairs.path("pods").asInt()).isEqualTo(1);
    assertThat(pairs.path("cells").size()).isPositive();
  }

  @Test
  void reachSaysWhatItCannotUse() throws IOException {
    assertThat(Typed.of("reach", file(), "--port", "70000").status()).isEqualTo(2);
    assertThat(Typed.of("reach", file(), "--focus", "policy:nosuch").status()).isEqualTo(2);
    assertThat(Typed.of("reach", file(), "--group", "colour").status()).isEqualTo(2);
  }
}
