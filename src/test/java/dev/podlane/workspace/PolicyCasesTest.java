package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.object.PodNetworkKind;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.cause.Causes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The cases in src/test/resources/netpol: every probe has the verdict that is stated there. */
final class PolicyCasesTest {
  private static final Path CASES = Path.of("src/test/resources/netpol");

  private static final Set<String> WITHOUT_WALKS = Set.of("h-self-via-service.json");

  private static final String CALICO =
      """
      ---
      {"apiVersion": "podlane.dev/v1", "kind": "ClusterNetwork", "metadata": {"name": "c"},
       "spec": {"podNetwork": "calico", "gatewayRoutes": [%s]}}
      """;

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
    JsonNode one = read(file);
    Workspace workspace = opened(file, one);
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

  /**
   * A walk ends at a policy exactly where the policies deny it, whether or not somebody listens;
   * those through a Service's own client are the agent's affair, which exempts nothing.
   */
  @ParameterizedTest
  @MethodSource("cases")
  void everyWalkMeetsThePolicies(String file) throws IOException {
    JsonNode one = read(file);
    compare(file, one, opened(file, one));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyWalkMeetsThePoliciesInFelixsChains(String file) throws IOException {
    JsonNode one = read(file);
    Workspace workspace = opened(file, one, CALICO.formatted(routes(one)));
    assertThat(workspace.cluster().orElseThrow().network().podNetwork())
        .isEqualTo(PodNetworkKind.CALICO);
    compare(file, one, workspace);
  }

  private static void compare(String file, JsonNode one, Workspace workspace) {
    CauseOrigins origins = new CauseOrigins(workspace);
    List<String> wrong = new ArrayList<>();
    int compared = 0;
    for (JsonNode probe : one.path("probes")) {
      String expected = probe.path("expect").asString();
      if (!isWalked(probe)) {
        continue;
      }
      Walked walked = workspace.walk(List.of(request(probe))).get(0);
      compared++;
      String code =
          Causes.of(walked.trace()).map(cause -> origins.of(walked, cause).code()).orElse("");
      boolean isDenied = code.equals(PolicyFacts.DENIED) || code.equals(PolicyFacts.ISOLATED);
      if (isDenied != expected.equals("deny")
          || walked.unsimulated().stream().anyMatch(PolicyCasesTest::isOfPolicies)) {
        wrong.add(probe + " is " + code + " " + walked.trace().outcome().result());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(compared > 0 || WITHOUT_WALKS.contains(file)).isTrue();
  }

  /** A host outside may listen or not, whatever the policies say. */
  private static boolean isOfPolicies(Unsimulated each) {
    return each.effect() != Unsimulated.Effect.OUTSIDE;
  }

  /** Neither of IPv6 nor of SCTP is there a walk, and a mixed answer is several. */
  private static boolean isWalked(JsonNode probe) {
    return !probe.path("protocol").asString().equals("SCTP")
        && !probe.path("family").asString("").equals("IPv6")
        && !probe.path("certainty").asString("").equals("implementation-defined")
        && !probe.path("expect").asString().equals("mixed");
  }

  private static JsonNode read(String file) throws IOException {
    return new JsonMapper().readTree(Files.readString(CASES.resolve(file)));
  }

  /** The way of hosts outside to pods, which Calico leaves to the network around it. */
  private static String routes(JsonNode one) {
    List<String> routes = new ArrayList<>();
    for (JsonNode each : one.path("manifests")) {
      if (each.path("kind").asString().equals("Node")) {
        String block = each.path("spec").path("podCIDR").asString();
        String address = each.path("status").path("addresses").path(0).path("address").asString();
        routes.add("\"" + block + " via " + address + "\"");
      }
    }
    return String.join(", ", routes);
  }

  private static Workspace opened(String file, JsonNode one) {
    return opened(file, one, "");
  }

  private static Workspace opened(String file, JsonNode one, String network) {
    StringBuilder documents = new StringBuilder(network);
    one.path("manifests").forEach(each -> documents.append("---\n").append(each).append('\n'));
    return Workspace.open(file, documents.toString());
  }

  private static ProbeRequest request(JsonNode probe) {
    Protocol protocol = Protocol.valueOf(probe.path("protocol").asString());
    String from = probe.path("from").asString();
    String to = probe.path("to").asString();
    Integer port = probe.path("port").asInt();
    return new ProbeRequest(from, to, protocol, port, 64, true, 0);
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
