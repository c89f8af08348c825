package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Secrets are kept nowhere: not in an answer, not in the store's file. */
class RedactedTest extends ApiTest {
  private static final List<String> SECRETS =
      List.of("aHVudGVyMg-secret", "plain-hunter2", "env-hunter2", "last-hunter2");
  private static final String DOCUMENTS =
      """
      apiVersion: v1
      kind: Secret
      metadata:
        name: login
      data:
        password: aHVudGVyMg-secret
      stringData:
        token: plain-hunter2
      ---
      apiVersion: v1
      kind: Pod
      metadata:
        name: web-1
        annotations:
          kubectl.kubernetes.io/last-applied-configuration: |
            {"spec": "last-hunter2"}
      spec:
        containers:
          - name: nginx # stays
            image: nginx
            env:
              - name: PASSWORD
                value: env-hunter2
              - name: CALICO_IPV4POOL_CIDR
                value: 10.9.0.0/16
            ports:
              - containerPort: 80
      """;

  @Test
  void secretsAreInNoAnswerAndInNoFile() throws IOException {
    Reply created = post("/api/clusters?name=secret", YAML, DOCUMENTS);
    assertThat(created.status()).isEqualTo(201);
    assertThat(created.json().at("/redacted/secrets").asInt()).isEqualTo(2);
    assertThat(created.json().at("/redacted/env").asInt()).isEqualTo(1);
    assertThat(created.json().at("/redacted/lastApplied").asInt()).isEqualTo(1);
    assertThat(created.json().at("/kept/env/0").asString()).isEqualTo("CALICO_IPV4POOL_CIDR");
    String id = created.json().path("id").asString();

    for (String path :
        List.of("", "/manifests", "/topology", "/namespaces/default/web-1", "/namespaces/node-1")) {
      assertThat(get("/api/clusters/" + id + path).raw().body()).doesNotContain(SECRETS);
    }
    String file = storeFile();
    assertThat(file).contains("nginx # stays");
    assertThat(file).doesNotContain(SECRETS);
  }

  @Test
  void theDocumentsSayWhatIsMissingAndCanBeSentAgain() {
    String id = post("/api/clusters", YAML, DOCUMENTS).json().path("id").asString();

    Reply manifests = get("/api/clusters/" + id + "/manifests");

    assertThat(manifests.header("Content-Type")).startsWith("application/yaml");
    assertThat(manifests.header("Podlane-Redacted")).isEqualTo("secrets=2, env=1, lastApplied=1");
    assertThat(manifests.raw().body()).startsWith("apiVersion: v1\nkind: Secret\n");
    Reply again = post("/api/clusters", YAML, manifests.raw().body());
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json().path("counts"))
        .isEqualTo(get("/api/clusters/" + id).json().path("counts"));
    String second = again.json().path("id").asString();
    assertThat(get("/api/clusters/" + second + "/manifests").raw().body())
        .isEqualTo(manifests.raw().body());
  }

  @Test
  void whatIsReadBackAndSentAgainStaysAsItIsLineByLine() {
    String text =
        """
        # my cluster

        apiVersion: v1
        kind: Pod
        metadata: {name: a, labels: {app: "x"}}   # flow style stays
        spec: {containers: [{name: c, image: nginx, ports: [{containerPort: 70000}]}]}
        ---
        apiVersion: v1
        kind: Secret   # comment
        metadata: {name: s}
        data:
          a: aHVudGVy
        ---
        apiVersion: v1
        kind: Service
        metadata: {name: {{ x }}}
        ---
        # the last one
        apiVersion: v1
        kind: Pod
        metadata: {name: B_B}
        spec: {containers: [{name: c, image: nginx}]}
        """;
    Reply created = post("/api/clusters", YAML, text);
    String path = "/api/clusters/" + created.json().path("id").asString();
    String kept = get(path + "/manifests").raw().body();
    assertThat(kept)
        .startsWith("# my cluster\n\napiVersion: v1\n")
        .contains("metadata: {name: a, labels: {app: \"x\"}}   # flow style stays")
        .contains("# the last one\n")
        .hasLineCount((int) text.lines().count());

    Reply replaced = send("PUT", path, kept, "Content-Type", YAML);
    assertThat(get(path + "/manifests").raw().body()).isEqualTo(kept);
    List<String> lines = lines(replaced);
    assertThat(lines(created)).contains("6", "16", "21");
    assertThat(lines).as("13: the document that was not kept").contains("6", "13", "21");
    Reply again = send("PUT", path, kept, "Content-Type", YAML);
    assertThat(lines(again)).isEqualTo(lines);
    assertThat(get(path + "/manifests").raw().body()).isEqualTo(kept);
  }

  private static List<String> lines(Reply reply) {
    return reply.json().path("problems").findValuesAsString("line");
  }

  @Test
  void programsMayAskForJson() {
    String id = post("/api/clusters", YAML, DOCUMENTS).json().path("id").asString();

    Reply manifests = get("/api/clusters/" + id + "/manifests", "Accept", JSON);

    assertThat(manifests.json().at("/redacted/env").asInt()).isEqualTo(1);
    assertThat(manifests.json().path("documents").asString()).contains("kind: Secret");
  }

  private static String storeFile() throws IOException {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.list(DATA)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".db")).toList()) {
        all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString();
  }
}
