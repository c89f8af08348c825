package dev.podlane.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Problems of users: each question has the right end, and the words lead to what is wrong. */
class ProblemCasesTest {
  private static final Path CASES = Path.of("src/test/resources/problems");
  private static final Set<String> BY_RULE =
      Set.of("policy", "policy.isolated", "rule", "no-local-endpoints", "source-range");

  @TempDir Path folder = Path.of("");

  /** A question of a case. */
  record Asked(String name, int number, JsonNode whole, JsonNode probe) {
    @Override
    public String toString() {
      return name + " " + number;
    }
  }

  static List<Asked> questions() {
    List<Asked> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(CASES)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).sorted().toList()) {
        JsonNode whole = JsonMapper.shared().readTree(Files.readString(file));
        for (int i = 0; i < whole.path("probes").size(); i++) {
          String name = file.getFileName().toString().replace(".json", "");
          all.add(new Asked(name, i, whole, whole.path("probes").get(i)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private JsonNode why(Asked asked) throws IOException {
    Path file = folder.resolve("cluster.yaml");
    StringBuilder text = new StringBuilder(asked.whole().path("manifests").asString());
    if (asked.probe().has("config")) {
      ObjectNode network = JsonMapper.shared().createObjectNode();
      network.put("apiVersion", "podlane.dev/v1").put("kind", "ClusterNetwork");
      network.putObject("metadata").put("name", "cluster");
      network.set("spec", asked.probe().path("config"));
      text.append("\n---\n").append(network);
    }
    Files.writeString(file, text.toString());
    JsonNode probe = asked.probe();
    String port = probe.path("port").asString();
    String to =
        switch (probe.path("kind").asString()) {
          case "http" ->
              "http://%s:%s%s"
                  .formatted(probe.path("host").asString(), port, probe.path("path").asString());
          case "dns" -> "dns:" + probe.path("name").asString();
          default -> probe.path("to").asString();
        };
    List<String> words =
        new ArrayList<>(List.of("why", file.toString(), "--from", probe.path("from").asString()));
    words.addAll(List.of("--to", to, "-o", "json"));
    if (!to.startsWith("http:")) {
      String protocol = probe.path("protocol").asString().toLowerCase(Locale.ROOT);
      words.addAll(List.of("--port", port, "--protocol", protocol));
    }
    Typed typed = Typed.of(words.toArray(new String[0]));
    assertThat(typed.status()).as(typed.err()).isLessThan(Status.COULD_NOT);
    return JsonMapper.shared().readTree(typed.out());
  }

  @ParameterizedTest
  @MethodSource("questions")
  void endsAsItShould(Asked asked) throws IOException {
    JsonNode outcome = why(asked).path("outcome");
    String expected = asked.probe().path("expect").asString();
    String result = outcome.path("result").asString();
    String code = outcome.at("/cause/code").asString("");
    boolean isByRule = BY_RULE.contains(code);
    boolean isMet =
        switch (expected) {
          case "dropped" -> result.equals("timeout") && isByRule;
          case "timeout" -> result.equals("timeout") && !isByRule;
          case "refused" ->
              result.equals("refused") || outcome.path("errno").asString("").equals("ECONNREFUSED");
          case "resolves" -> !result.equals("nxdomain") && !code.equals("dns");
          default ->
              expected.startsWith("http-")
                  ? outcome.at("/http/status").asString("").equals(expected.substring(5))
                  : result.equals(expected);
        };
    assertThat(isMet).as("%s, not %s", expected, outcome).isTrue();
    if (asked.probe().has("backends")) {
      List<String> backends =
          outcome
              .path("backends")
              .valueStream()
              .map(each -> each.path("pod").asString() + ":" + each.path("port").asInt())
              .toList();
      assertThat(backends)
          .containsExactlyInAnyOrderElementsOf(
              asked.probe().path("backends").valueStream().map(JsonNode::asString).toList());
    }
  }

  /** A part of the sentence that a user reads first, and of the first change that is proposed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "np-dns-two-peers-not-one 0|own namespace example only, and kube-system/coredns-7d4 is in"
            + " kube-system|spec.egress[0].to of NetworkPolicy example/allow-cluster-dns to"
            + " [{\"namespaceSelector\"",
        "np-ingress-controller-own-ns-selector 0|nearest miss is NetworkPolicy"
            + " payment/allow-ingress-nginx|spec.ingress[0].from[0].namespaceSelector",
        "np-namespace-name-label 0|wants a namespace with name=kube-system, and kube-system has no"
            + " label name|{\"kubernetes.io/metadata.name\": \"kube-system\"}",
        "np-egress-service-port 0|after the Service's port was translated to the pod's, TCP"
            + " 8080|ports[0].port of NetworkPolicy default/np-backend to 8080",
        "np-default-deny-egress-dns 2|no rule lets it reach kube-system/coredns-7d4 with UDP"
            + " 53|spec.egress[1] of NetworkPolicy payments/client-to-ledger",
        "anp-pass-then-networkpolicy 1|BaselineAdminNetworkPolicy default denies it|of"
            + " BaselineAdminNetworkPolicy default",
        "svc-chart-renamed-component-label 0|wants component=controller, and"
            + " app.kubernetes.io/component=controller is there|spec.selector of Service",
        "svc-nodeport-local-wrong-node 1|node-2 has no endpoint of it; there are some on"
            + " node-1|spec.externalTrafficPolicy",
        "dns-hostnetwork-clusterfirst 1|ClusterFirstWithHostNet would ask the"
            + " cluster|spec.dnsPolicy of Pod default/deployment2",
        "svc-headless-port-remap 0|its port 4001 is not translated to their port"
            + " 2379|spec.clusterIP",
        "node-forward-drop 0|the policy is DROP|spec.forwardPolicy",
        "gw-allowed-routes-default-same 0|only routes of the Gateway's own namespace"
            + " may|spec.listeners[0].allowedRoutes",
      })
  void theWordsLeadToIt(String asked, String sentence, String remedy) throws IOException {
    Asked question =
        questions().stream()
            .filter(each -> each.toString().equals(asked))
            .findFirst()
            .orElseThrow();
    JsonNode why = why(question);

    assertThat(why.at("/outcome/sentence").asString()).contains(sentence);
    assertThat(why.at("/remedies/0/sentences/0").asString()).contains(remedy);
    // policies that had a say are told, also about the question for a name
    boolean isPolicy = why.at("/outcome/cause/code").asString("").startsWith("policy");
    assertThat(why.at("/policies/because").isEmpty()).isEqualTo(!isPolicy);
  }
}
