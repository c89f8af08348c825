package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A walk in every detail, with packets once or in place: what differs, and what does not. */
class CompactTraceTest extends ApiTest {
  private static final String PROBE =
      "{\"from\": \"web-1\", \"to\": \"10.0.2.2\", \"protocol\": \"tcp\", \"port\": 80}";
  private static final List<String> DETAILS = List.of("story", "stages", "rows");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "article",
        "docker-one",
        "docker-conflict",
        "docker0-nodes",
        "docker-joined",
        "pod-pause",
        "vxlan",
        "mtu",
        "twenty-nodes",
        "services",
        "services-nftables",
        "names",
        "pod-networks",
        "rollout-bare",
        "canary-weights",
        "kill"
      })
  void theDetailsAreOneWalk(String cluster) {
    List<String> probes = suggested(cluster);
    assertThat(probes).isNotEmpty();
    for (String probe : probes) {
      ObjectNode rows = told(cluster, "rows", "full", probe);
      Map<String, JsonNode> all = References.steps(rows);
      Map<String, JsonNode> finer = all;
      for (String detail : List.of("rows", "stages", "story")) {
        ObjectNode full = told(cluster, detail, "full", probe);
        ObjectNode refs = told(cluster, detail, "refs", probe);
        assertThat(References.resolved(refs)).as("%s %s", detail, probe).isEqualTo(full);
        requireOnce(refs.get("packets"));
        if (detail.equals("rows")) {
          requireOnce(refs.get("tables"));
        }
        requireSameWalk(full, rows);
        requireParents(full);
        Map<String, JsonNode> own = References.steps(full);
        assertThat(finer.keySet()).containsAll(own.keySet());
        own.forEach(
            (place, step) ->
                assertThat(plain(step))
                    .as("%s %s", detail, place)
                    .isEqualTo(plain(Objects.requireNonNull(all.get(place)))));
        finer = own;
      }
    }
  }

  private List<String> suggested(String cluster) {
    List<String> probes = new ArrayList<>();
    if (cluster.equals("article")) {
      probes.add(PROBE);
      probes.add("{\"from\": \"web-1\", \"to\": \"api-1\", \"protocol\": \"tcp\", \"port\": 81}");
      probes.add("{\"from\": \"web-1\", \"to\": \"10.0.2.2\", \"ttl\": 2}");
      probes.add(
          "{\"from\": \"web-1\", \"to\": \"10.0.1.77\", \"protocol\": \"tcp\", \"port\": 1}");
    }
    if (cluster.equals("twenty-nodes")) {
      probes.add("{\"from\": \"node:node-01\", \"to\": \"node:node-20\"}");
    }
    for (JsonNode each : get("/api/clusters/" + cluster).json().path("probes")) {
      ObjectNode probe = (ObjectNode) each.deepCopy();
      probe.remove("text");
      probe.remove("stream");
      probes.add(probe.toString());
    }
    return probes;
  }

  /** A step without what is told of it only at detail=rows. */
  private static ObjectNode plain(JsonNode step) {
    ObjectNode plain = (ObjectNode) step.deepCopy();
    plain.remove("evidence");
    plain.remove("fields");
    return plain;
  }

  private static void requireOnce(JsonNode list) {
    assertThat(new HashSet<>(list.valueStream().toList())).hasSize(list.size());
  }

  private static void requireSameWalk(JsonNode some, JsonNode rows) {
    for (String name : List.of("probe", "outcome", "paths", "connections")) {
      assertThat(some.required(name)).as(name).isEqualTo(rows.required(name));
    }
    assertThat(some.get("folds")).hasSameSizeAs(rows.get("folds"));
    assertThat(some.has("packets") || some.has("tables")).isFalse();
  }

  /** Requires a connected trace, in which every hop has a step at this detail. */
  private static void requireParents(JsonNode trace) {
    Map<Integer, Set<Integer>> told = new HashMap<>();
    for (JsonNode hop : trace.get("hops")) {
      requireParent(hop.get("parent"), told);
      Set<Integer> own = new HashSet<>();
      hop.get("steps").forEach(step -> own.add(step.get("index").asInt()));
      assertThat(own).isNotEmpty();
      told.put(hop.get("id").asInt(), own);
    }
    trace.get("folds").forEach(fold -> requireParent(fold.get("parent"), told));
  }

  private static void requireParent(JsonNode parent, Map<Integer, Set<Integer>> told) {
    if (!parent.isNull()) {
      assertThat(told.get(parent.get("hop").asInt())).contains(parent.get("step").asInt());
    }
  }

  /** Of today's 227 kB: a story at most a sixth, all rows with packets once at most a half. */
  @Test
  void sizes() {
    long full = octets("?detail=rows&packets=full");

    assertThat(octets("?detail=story") * 6).isLessThan(full);
    assertThat(octets("?detail=rows&packets=refs") * 2).isLessThan(full);
    assertThat(octets("") * 3).isLessThan(full);
  }

  private long octets(String query) {
    return traced("article", query, PROBE).raw().body().getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void stagesAndRefsUnlessAskedOtherwise() {
    JsonNode asked = told("article", "stages", "refs", PROBE);

    assertThat(traced("article", "", PROBE).json()).isEqualTo(asked);
    assertThat(asked.get("detail").asString()).isEqualTo("stages");
    assertThat(asked.get("packets").size()).isPositive();
  }

  @Test
  void severalProbesAllInTheFormAskedFor() {
    String two = "{\"probes\": [" + PROBE + ", " + PROBE.replace("80}", "81}") + "]}";

    for (String detail : DETAILS) {
      JsonNode refs = told("article", detail, "refs", two).get("traces");
      JsonNode full = told("article", detail, "full", two).get("traces");
      assertThat(refs.size()).isEqualTo(2);
      for (int i = 0; i < 2; i++) {
        assertThat(References.resolved(refs.get(i))).isEqualTo(full.get(i));
      }
    }
  }

  @Test
  void portsOfAFloodAreTenAndACountBelowRows() {
    StringBuilder spec = new StringBuilder("    sw: {devices: {br: {type: bridge}");
    StringBuilder hosts = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      spec.append(", p" + i + ": {master: br, peer: 'h" + i + ":eth0'}");
      hosts.append("    h" + i + ": {devices: {eth0: {addr: 10.0.0." + (i + 1) + "/24}}}\n");
    }
    String text =
        "apiVersion: podlane.dev/v1\nkind: LinuxNetwork\nmetadata: {name: f}\nspec:\n"
            + "  namespaces:\n"
            + spec
            + "}}\n"
            + hosts;
    String id = post("/api/clusters", YAML, text).json().path("id").asString();
    String ping = "{\"from\": \"h0\", \"to\": \"10.0.0.60\", \"bystanders\": \"walked\"}";

    JsonNode some = flood(told(id, "stages", "refs", ping));
    JsonNode whole = flood(told(id, "rows", "refs", ping));

    assertThat(some.at("/fields/ports").size()).isEqualTo(10);
    assertThat(some.at("/fields/portsOmitted").asInt()).isEqualTo(49);
    assertThat(some.get("sentence").asString()).endsWith("and 49 more.");
    assertThat(whole.at("/fields/ports").size()).isEqualTo(59);
    assertThat(whole.get("fields").has("portsOmitted")).isFalse();
  }

  private static JsonNode flood(JsonNode trace) {
    return References.steps(trace).values().stream()
        .filter(step -> step.get("type").asString().equals("BridgeFlooded"))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"detail, everything", "detail, STORY", "packets, inline"})
  void anotherWordIsRefusedWithTheChoices(String parameter, String word) {
    Reply reply = traced("article", "?" + parameter + "=" + word, PROBE);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("api.field.choice");
    assertThat(reply.json().at("/problems/0/path").asString()).isEqualTo(parameter);
    assertThat(reply.json().path("detail").asString())
        .contains(parameter.equals("detail") ? "story, stages, rows" : "refs, full");
  }

  @Test
  void theQueriesForANameComeWhereTheyAreAskedFor() {
    String probe = "{\"from\": \"client\", \"to\": \"http://web/\", \"protocol\": \"tcp\"}";

    JsonNode without = traced("names", "?detail=story", probe).json();
    JsonNode queries = traced("names", "?detail=story&queries=true", probe).json().get("queries");

    assertThat(without.has("queries")).isFalse();
    assertThat(queries)
        .extracting(
            each -> each.at("/query/name").asString() + " " + each.at("/query/type").asString())
        .containsExactly("web.default.svc.cluster.local. A", "web.default.svc.cluster.local. AAAA");
    assertThat(queries)
        .allSatisfy(
            each -> {
              assertThat(each.at("/trace/outcome/server/ns").asString())
                  .isEqualTo("kube-system/coredns");
              assertThat(each.at("/trace/probe/port").asInt()).isEqualTo(53);
              assertThat(each.at("/trace/hops").size()).isPositive();
            });
  }
}
