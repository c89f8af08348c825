package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Networks made to explode a walk are answered, in few octets, and as what they are. */
class BoundedAnswersTest extends ApiTest {
  private String network(String namespaces) {
    Reply reply =
        post(
            "/api/clusters",
            YAML,
            """
            apiVersion: podlane.dev/v1
            kind: LinuxNetwork
            metadata: {name: hostile}
            spec:
              namespaces:
            """
                + namespaces.indent(4));
    assertThat(reply.status()).isEqualTo(201);
    return reply.json().get("id").asString();
  }

  private String joinedTwice() {
    return network(
        """
        src: {devices: {eth0: {addr: 10.0.0.1/24}}}
        a:
          devices:
            br0: {type: bridge}
            s: {master: br0, peer: 'src:eth0'}
            p: {master: br0, peer: 'b:p'}
            q: {master: br0, peer: 'b:q'}
        b: {devices: {br1: {type: bridge}, p: {master: br1}, q: {master: br1}}}
        """);
  }

  @Test
  void aLoopIsNamed() {
    Reply reply = probe(joinedTwice(), "{\"from\": \"src\", \"to\": \"10.0.0.9\"}");

    JsonNode outcome = reply.json().get("outcome");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(outcome.get("result").asString()).isEqualTo("loop");
    assertThat(outcome.path("reason").asString()).isEqualTo("loop");
    assertThat(outcome.get("sentence").asString())
        .contains("a/br0 and b/br1 are connected twice", "stopped after");
    assertThat(outcome.path("loop").path("round")).hasSize(2);
    assertThat(outcome.path("loop").path("copies").asInt()).isBetween(1, 10);
    assertThat(reply.raw().body().length()).isLessThan(100_000);
  }

  @Test
  void aThousandProbesAndNotOneMore() {
    String id = joinedTwice();
    String one = "{\"from\": \"src\", \"to\": \"10.0.0.9\"}";
    List<String> thousand = new ArrayList<>(Collections.nCopies(1_000, one));

    Reply all = probe(id, "{\"probes\": [" + String.join(",", thousand) + "]}");
    thousand.add(one);
    Reply more = probe(id, "{\"probes\": [" + String.join(",", thousand) + "]}");

    assertThat(all.status()).isEqualTo(200);
    assertThat(all.json().get("traces")).hasSize(1_000);
    assertThat(all.raw().body().length()).isLessThan(16 << 20);
    assertThat(all.json().get("traces"))
        .allSatisfy(trace -> assertThat(trace.at("/outcome/result").asString()).isEqualTo("loop"));
    assertThat(all.json().get("traces").get(999).path("omitted").path("steps").asInt())
        .isPositive();
    assertThat(more.status()).isEqualTo(400);
    assertThat(more.code()).isEqualTo("api.field.size");
  }

  @Test
  void aNameThatMeansNothingIsSaidBeforeAnyProbeIsSent() {
    Reply reply =
        probe(
            joinedTwice(),
            "{\"probes\": [{\"from\": \"src\", \"to\": \"10.0.0.9\"},"
                + " {\"from\": \"nobody\", \"to\": \"10.0.0.9\"}]}");

    assertThat(reply.status()).isEqualTo(400);
  }

  @Test
  void rulesThatMultiplyAreUnknownAndSayTheBound() {
    StringBuilder rules = new StringBuilder("'*filter', ':OUTPUT ACCEPT'");
    for (int i = 0; i < 9; i++) {
      rules.append(", ':C" + i + " - [0:0]'");
    }
    rules.append(", '-A OUTPUT -j C0'");
    for (int i = 0; i < 8; i++) {
      rules.append((", '-A C" + i + " -j C" + (i + 1) + "'").repeat(8));
    }
    String id =
        network(
            """
            a:
              devices: {eth0: {addr: 10.0.0.1/24, peer: 'b:eth0'}}
              iptables: [%s, 'COMMIT']
            b: {devices: {eth0: {addr: 10.0.0.2/24}}}
            """
                .formatted(rules));

    JsonNode outcome = probe(id, "{\"from\": \"a\", \"to\": \"10.0.0.2\"}").json().get("outcome");

    assertThat(outcome.get("result").asString()).isEqualTo("unknown");
    assertThat(outcome.path("limit").path("of").asString()).isEqualTo("rules");
    assertThat(outcome.get("sentence").asString())
        .contains("more than " + outcome.path("limit").path("most").asString() + " rules");
  }

  @Test
  void aTopologyIsCutAndWhatIsLeftOutIsCounted() {
    StringBuilder namespaces = new StringBuilder();
    for (int i = 0; i < 8_000; i++) {
      namespaces.append("n".repeat(240)).append(i).append(": {}\n");
    }
    String id = network(namespaces.toString());

    Reply topology = get("/api/clusters/" + id + "/topology?detail=full");
    Reply script = get("/api/clusters/" + id + "/lab.sh");

    assertThat(topology.status()).isEqualTo(200);
    assertThat(topology.raw().body().length()).isBetween(4 << 20, 10 << 20);
    JsonNode json = topology.json();
    assertThat(json.at("/omitted/namespaces").asInt()).isPositive();
    assertThat(json.get("namespaces").size() + json.at("/omitted/namespaces").asInt())
        .isEqualTo(8_000);
    assertThat(script.status()).isEqualTo(413);
    assertThat(script.code()).isEqualTo("api.export.namespaces");
  }

  @Test
  void ofVeryManyProblemsTheMostSevereAreTold() {
    StringBuilder devices = new StringBuilder();
    for (int i = 0; i < 10_500; i++) {
      devices.append("  key").append(i).append(": 1\n");
    }
    String id = network("b:\n" + devices + "  devices: {eth0: {addr: nowhere}}\n");

    JsonNode cluster = get("/api/clusters/" + id).json();

    List<String> severities = new ArrayList<>();
    cluster.get("problems").forEach(one -> severities.add(one.get("severity").asString()));
    assertThat(severities.size()).isEqualTo(10_000);
    assertThat(Collections.frequency(severities, "error")).isEqualTo(1);
    assertThat(cluster.at("/omitted/problems").asInt()).isEqualTo(501);
  }
}
