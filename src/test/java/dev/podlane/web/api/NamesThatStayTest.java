package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * The calls and names that programs outside rely on, written down against commit a84a189. Fields
 * may be added; none of these may be renamed, moved or given another type.
 */
class NamesThatStayTest extends ApiTest {
  private static final String NODES =
      """
      apiVersion: v1
      kind: Node
      metadata: {name: node-1}
      spec: {podCIDR: 10.0.1.0/24}
      ---
      apiVersion: v1
      kind: Pod
      metadata: {name: web}
      spec: {nodeName: node-1, containers: [{name: nginx, image: nginx, ports: [{containerPort: 80}]}]}
      """;
  private static final String TCP =
      "{\"from\": \"default/web-1\", \"to\": \"10.0.2.2\", \"protocol\": \"tcp\", \"port\": 80}";
  private static final String PING = "{\"from\": \"default/web-1\", \"to\": \"default/web-2\"}";

  private String added() {
    return post("/api/clusters?name=Shop", YAML, NODES).json().path("id").asString();
  }

  @Test
  void aClusterIsAddedByPostingDocuments() {
    Reply reply = post("/api/clusters?name=Shop", YAML, NODES);

    assertThat(reply.status()).isEqualTo(201);
    String id = reply.json().path("id").asString();
    assertThat(id).isNotEmpty();
    assertThat(reply.header("Location")).endsWith("/api/clusters/" + id);
    assertThat(reply.json().path("name").asString()).isEqualTo("Shop");
    assertThat(reply.json().at("/counts/nodes").asInt()).isEqualTo(1);
    assertThat(reply.json().at("/counts/pods").asInt()).isEqualTo(1);
    assertThat(reply.json().path("problems").isArray()).isTrue();
    assertThat(reply.json().path("assumptions").isArray()).isTrue();
    assertThat(reply.header("ETag")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/yaml", "application/x-yaml", "text/yaml", "text/plain"})
  void yamlIsTakenUnderItsUsualMediaTypes(String type) {
    assertThat(post("/api/clusters?name=x", type, NODES).status()).isEqualTo(201);
  }

  @Test
  void jsonIsTakenToo() {
    String list =
        "{\"apiVersion\": \"v1\", \"kind\": \"List\", \"items\": [{\"apiVersion\": \"v1\","
            + " \"kind\": \"Node\", \"metadata\": {\"name\": \"n\"}, \"spec\": {\"podCIDR\":"
            + " \"10.1.0.0/24\"}}]}";
    Reply reply = post("/api/clusters?name=x", JSON, list);
    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.json().at("/counts/nodes").asInt()).isEqualTo(1);
  }

  @Test
  void oneProbeIsAnsweredByItsTrace() {
    Reply reply = probe("article", TCP);

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().propertyNames())
        .contains("probe", "outcome", "hops", "paths", "connections");
    JsonNode outcome = reply.json().path("outcome");
    assertThat(outcome.path("result").asString()).isEqualTo("delivered");
    assertThat(outcome.path("sentence").asString()).isNotEmpty();
    assertThat(outcome.at("/server/ns").asString()).isEqualTo("default/web-2");
    assertThat(outcome.at("/server/listener").asString()).isEqualTo("nginx");
    assertThat(outcome.at("/server/local").asString()).isEqualTo("10.0.2.2:80");
    assertThat(outcome.at("/server/sees_src").asString()).isEqualTo("10.0.1.2");
    assertThat(outcome.at("/server/sees_sport").asInt()).isPositive();
  }

  @Test
  void pathsAreTheFirstPacketEachWay() {
    JsonNode paths = probe("article", TCP).json().path("paths");

    assertThat(paths.path("request").asString())
        .startsWith("{10.0.1.2:")
        .contains(">10.0.2.2:80} default/web-1/eth0>64 ", " gateway/eth0>62 ")
        .endsWith(" default/web-2/eth0<61");
    assertThat(paths.path("reply").asString())
        .startsWith("{10.0.2.2:80>10.0.1.2:")
        .endsWith(" default/web-1/eth0<61");
    assertThat(paths.path("arp").asString()).startsWith("{who-has 10.0.1.1 tell 10.0.1.2} ");
  }

  @Test
  void errorsHaveAPathOfTheirOwn() {
    JsonNode trace =
        probe("article", "{\"from\": \"web-1\", \"to\": \"10.0.2.2\", \"ttl\": 2}").json();

    assertThat(trace.at("/outcome/result").asString()).isEqualTo("ttl_exceeded");
    assertThat(trace.at("/outcome/errno").asString()).isEqualTo("EHOSTUNREACH");
    assertThat(trace.at("/paths/errors").asString()).contains("default/web-1/eth0<");
  }

  @Test
  void severalProbesAreAnsweredByTraces() {
    JsonNode several = probe("article", "{\"probes\": [" + PING + ", " + TCP + "]}").json();

    assertThat(several.path("traces").size()).isEqualTo(2);
    assertThat(several.at("/traces/1/outcome/result").asString()).isEqualTo("delivered");
    assertThat(several.at("/traces/0/probe/protocol").asString()).isEqualTo("icmp");
  }

  @ParameterizedTest
  @CsvSource({
    "tcp, 81, refused, ECONNREFUSED",
    "udp, 81, icmp_unreachable, ECONNREFUSED",
    "icmp, , delivered, ",
    "sctp, 81, unknown, ",
  })
  void resultsAreTheOldWords(String protocol, Integer port, String result, String errno) {
    String wanted = port == null ? "" : ", \"port\": " + port;
    JsonNode trace =
        probe(
                "article",
                "{\"from\": \"web-1\", \"to\": \"10.0.2.2\", \"protocol\": \"%s\"%s}"
                    .formatted(protocol, wanted))
            .json();

    assertThat(trace.at("/outcome/result").asString()).isEqualTo(result);
    assertThat(trace.at("/outcome/errno").asString("")).isEqualTo(errno == null ? "" : errno);
  }

  @Test
  void aCommandIsRunInANamespaceAndTakenBack() {
    String id = added();
    String path = "/api/clusters/" + id;

    Reply shown =
        post(path + "/console", JSON, "{\"namespace\": \"node-1\", \"command\": \"ip route\"}");
    assertThat(shown.status()).isEqualTo(200);
    assertThat(shown.json().path("text").asString()).contains("10.0.1.0/24 dev cbr0");
    assertThat(shown.json().path("changed").asBoolean(true)).isFalse();
    assertThat(shown.json().path("exitCode").asInt(-1)).isZero();

    String delete = "{\"namespace\": \"node-1\", \"command\": \"ip route del 10.0.1.0/24\"}";
    assertThat(post(path + "/console", JSON, delete).json().path("changed").asBoolean()).isTrue();
    JsonNode edits = get(path + "/edits").json().path("edits");
    assertThat(edits.size()).isEqualTo(1);
    assertThat(edits.at("/0/namespace").asString()).isEqualTo("node-1");
    assertThat(edits.at("/0/command").asString()).isEqualTo("ip route del 10.0.1.0/24");
    assertThat(send("DELETE", path + "/edits/last", null).status()).isEqualTo(200);
    assertThat(get(path + "/edits").json().path("edits").size()).isZero();
  }

  @Test
  void clustersAreReadListedReplacedAndForgotten() {
    String id = added();
    String path = "/api/clusters/" + id;

    assertThat(get(path).json().path("id").asString()).isEqualTo(id);
    assertThat(get("/api/clusters").json().path("clusters").findValuesAsString("id")).contains(id);
    assertThat(get(path + "/manifests").raw().body()).contains("kind: Pod");
    assertThat(get(path + "/topology").status()).isEqualTo(200);
    assertThat(get(path + "/namespaces/default/web").status()).isEqualTo(200);
    Reply replaced = send("PUT", path, NODES, "Content-Type", YAML);
    assertThat(replaced.status()).isEqualTo(200);
    assertThat(send("DELETE", path, null).status()).isEqualTo(204);
    assertThat(get(path).status()).isEqualTo(404);
  }

  @Test
  void errorsAreProblems() {
    Reply reply = probe("article", "{\"from\": \"web-1\", \"to\": \"nobody\"}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    assertThat(reply.json().propertyNames()).contains("title", "status", "detail", "problems");
    assertThat(reply.json().at("/problems/0").propertyNames())
        .containsAll(List.of("severity", "code", "message"));
  }

  @Test
  void healthIsWhereItWas() {
    Reply health = get("/actuator/health");
    assertThat(health.status()).isEqualTo(200);
    assertThat(health.json().path("status").asString()).isEqualTo("UP");
  }
}
