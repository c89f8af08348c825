package dev.podlane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.archive.Packed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code podlane trace}, on files of every form. */
class TraceCommandTest {
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
      spec: {containers: [{name: c, image: x, ports: [{name: web, containerPort: 80}]}]}
      """;

  private static final String SERVICE =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: b}
      spec:
        selector: {app: c}
        ports: [{port: 80, targetPort: 80}]
      """;

  @TempDir Path folder = Path.of("");

  @BeforeEach
  void write() throws IOException {
    Files.createDirectories(folder.resolve("k8s/deep/.git"));
    Files.writeString(folder.resolve("k8s/pods.yaml"), PODS);
    Files.writeString(folder.resolve("k8s/deep/service.yml"), SERVICE);
    Files.writeString(folder.resolve("k8s/deep/.git/broken.yaml"), "a: [");
    Files.writeString(folder.resolve("k8s/README.md"), "a: [");
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void theWalkAndItsOutcomeArePrinted() {
    Typed typed = Typed.of("trace", at("k8s"), "--from", "a", "--to", "b", "--port", "80");

    assertThat(typed.err()).isEmpty();
    assertThat(typed.status()).isZero();
    assertThat(typed.out())
        .startsWith("a → b, tcp port 80: delivered\n")
        .contains("listens on tcp port 80", "\nrequest: {", "default/b/eth0<");
  }

  @Test
  void aPortMayBeNamed() {
    Typed typed = Typed.of("trace", at("k8s"), "--from", "a", "--to", "b", "--port", "web");

    assertThat(typed.status()).as(typed.err()).isZero();
  }

  @Test
  void theCauseNamesFileAndLine() {
    Typed typed = Typed.of("trace", at("k8s"), "--from", "a", "--to", "svc:b");

    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.out())
        .contains(
            "(expected delivered)",
            "cause: no-endpoints, Service default/b, spec.selector ("
                + at("k8s/deep/service.yml")
                + ":5)");
  }

  @ParameterizedTest
  @CsvSource({"refused, 0", "timeout, 1", "REFUSED, 0"})
  void theStatusSaysWhetherTheResultIsTheExpectedOne(String expected, int status) {
    Typed typed =
        Typed.of(
            "trace", at("k8s"), "--from", "a", "--to", "b", "--port", "81", "--expect", expected);

    assertThat(typed.status()).as(typed.out()).isEqualTo(status);
  }

  @Test
  void jsonIsThatOfTheRestInterface() {
    Typed typed =
        Typed.of("trace", at("k8s"), "--from", "a", "--to", "b", "--port", "80", "-o", "json");

    JsonNode trace = JsonMapper.shared().readTree(typed.out());
    assertThat(trace.at("/outcome/result").asString()).isEqualTo("delivered");
    assertThat(trace.at("/probe/port").asInt()).isEqualTo(80);
    assertThat(trace.at("/paths/request").asString()).startsWith("{");
    assertThat(trace.at("/detail").asString()).isEqualTo("stages");
    assertThat(trace.at("/hops").size()).isPositive();
  }

  @Test
  void sarifPointsAtWhatDecided() {
    Typed typed = Typed.of("trace", at("k8s"), "--from", "a", "--to", "svc:b", "-o", "sarif");

    JsonNode run = JsonMapper.shared().readTree(typed.out()).at("/runs/0");
    JsonNode place = run.at("/results/0/locations/0/physicalLocation");
    assertThat(run.at("/results/0/ruleId").asString()).isEqualTo("outcome/no-endpoints");
    assertThat(run.at("/tool/driver/rules/0/id").asString()).isEqualTo("outcome/no-endpoints");
    assertThat(place.at("/artifactLocation/uri").asString()).endsWith("k8s/deep/service.yml");
    assertThat(place.at("/region/startLine").asInt()).isEqualTo(5);
  }

  @Test
  void standardInputSeveralFilesAndArchivesAreRead() throws IOException {
    byte[] zip = Packed.zip("m/pods.yaml", PODS, "m/s.yaml", SERVICE);
    Path packed = Files.write(folder.resolve("m.zip"), zip);
    byte[] pods = PODS.getBytes(StandardCharsets.UTF_8);

    Typed two =
        Typed.withInput(
            pods, "trace", at("k8s/deep/service.yml"), "-", "--from", "a", "--to", "svc:b");
    Typed archive = Typed.of("trace", packed.toString(), "--from", "a", "--to", "svc:b");
    Typed both =
        Typed.withInput(zip, "trace", "-", at("k8s/pods.yaml"), "--from", "a", "--to", "svc:b");

    assertThat(two.out()).contains("spec.selector (" + at("k8s/deep/service.yml") + ":5)");
    assertThat(archive.out()).contains("spec.selector (m/s.yaml:5)");
    assertThat(both.out()).contains("spec.selector (stdin/m/s.yaml:5)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: [|1: error",
        "a: x\u0001y|bad.yaml:1: error",
        "text: of nothing|error",
      })
  void hostileInputIsRefusedWithItsPlace(String text, String said) throws IOException {
    Path file = Files.writeString(folder.resolve("bad.yaml"), text);

    Typed typed = Typed.of("trace", file.toString(), "--from", "a", "--to", "b");

    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err()).contains("bad.yaml").contains(said);
  }

  @Test
  void aDamagedArchiveIsRefused() throws IOException {
    byte[] zip = Packed.zip("m/pods.yaml", PODS, "m/s.yaml", SERVICE);
    Path file = Files.write(folder.resolve("bad.zip"), Arrays.copyOf(zip, zip.length / 3));

    Typed typed = Typed.of("trace", file.toString(), "--from", "a", "--to", "b");

    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err()).contains("bad.zip is not an archive that can be read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "trace|Missing required",
        "trace x.yaml --from a --to b|no file or folder x.yaml",
        "trace K8S --from a --to b --port 0|--port",
        "trace K8S --to b|--from",
        "trace K8S --from a --to nobody|--to: There is nothing called nobody",
        "trace K8S --from a --to b --expect fine|--expect",
        "trace K8S --from a --to b -o xml|xml",
        "trcae|trace",
      })
  void whatCannotBeDoneIsSaidAndIsTwo(String line, String said) {
    Typed typed = Typed.of(line.replace("K8S", at("k8s")).split(" ", -1));

    assertThat(typed.status()).isEqualTo(2);
    assertThat(typed.err()).contains(said);
    assertThat(typed.out()).isEmpty();
  }

  @Test
  void anErrorIsSaidAndWithStrictItIsTwo() throws IOException {
    Files.writeString(folder.resolve("k8s/broken.yaml"), "kind: Pod\n\tapiVersion: v1\n");
    String[] words = {"trace", at("k8s"), "--from", "a", "--to", "b", "--port", "80", "--strict"};

    Typed plain = Typed.of(Arrays.copyOf(words, words.length - 1));
    Typed strict = Typed.of(words);

    assertThat(plain.status()).isZero();
    assertThat(plain.err()).contains("broken.yaml:2: error: ", "(document ");
    assertThat(strict.status()).isEqualTo(2);
    assertThat(strict.out()).isEmpty();
    assertThat(strict.err()).contains("broken.yaml:2: error: ", "--strict");
  }

  @Test
  void aLinkInAFolderIsNotFollowed() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.yaml"), "password: hunter2\n");
    Files.createSymbolicLink(folder.resolve("k8s/link.yaml"), secret);

    Typed typed = Typed.of("trace", at("k8s"), "--from", "a", "--to", "b", "--port", "80");

    assertThat(typed.status()).isZero();
    assertThat(typed.err()).isEmpty();
  }
}
