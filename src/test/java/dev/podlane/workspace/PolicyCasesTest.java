package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The cases in src/test/resources/netpol: every probe has the verdict that is stated there. */
final class PolicyCasesTest {
  private static final Path CASES = Path.of("src/test/resources/netpol");

  static Stream<String> cases() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyProbeHasItsVerdict(String file) throws IOException {
    JsonNode one = new JsonMapper().readTree(Files.readString(CASES.resolve(file)));
    StringBuilder documents = new StringBuilder();
    one.path("manifests").forEach(each -> documents.append("---\n").append(each).append('\n'));
    Workspace workspace = Workspace.open(file, documents.toString());
    Reachability policies = Reachability.of(workspace).orElseThrow();
    assertThat(policies.isEnforced()).isTrue();
    List<String> wrong = new ArrayList<>();
    int unexplained = 0;
    for (JsonNode probe : one.path("probes")) {
      PolicyAnswer answer = policies.answer(probe(probe));
      String verdict = answer.verdict().name().toLowerCase(Locale.ROOT);
      if (!verdict.equals(probe.path("expect").asString())) {
        wrong.add(probe + " is " + verdict + " by " + answer.because());
      }
      unexplained += verdict.equals("deny") && answer.because().isEmpty() ? 1 : 0;
    }
    assertThat(one.path("probes").size()).isPositive();
    assertThat(wrong).isEmpty();
    assertThat(unexplained).isZero();
  }

  private static PolicyProbe probe(JsonNode probe) {
    String family = probe.path("family").asString("");
    return new PolicyProbe(
        probe.path("from").asString(),
        probe.path("to").asString(),
        Protocol.valueOf(probe.path("protocol").asString()),
        probe.path("port").asString(),
        family.isEmpty() ? null : Ip.Family.valueOf(family.toUpperCase(Locale.ROOT)));
  }
}
