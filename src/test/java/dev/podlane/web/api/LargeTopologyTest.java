package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Clusters too large to be sent whole are shown by level of detail, and walked as small ones are.
 */
class LargeTopologyTest extends ApiTest {
  private static final int NODES = 5_000;

  private String cluster(int nodes, int pods) {
    StringBuilder text = new StringBuilder();
    text.append("{\"apiVersion\":\"v1\",\"kind\":\"List\",\"items\":[{\"apiVersion\":");
    text.append("\"podlane.dev/v1\",\"kind\":\"ClusterNetwork\",\"metadata\":{\"name\":\"n\"},");
    text.append("\"spec\":{\"nodeNetwork\":{\"cidr\":\"10.100.0.0/16\",\"gateway\":");
    text.append("\"10.100.0.1\"},\"podCIDR\":\"10.128.0.0/9\"}}");
    for (int node = 0; node < nodes; node++) {
      String block = "10." + (128 + node / 256) + "." + node % 256 + ".";
      text.append(
          ",\n{\"apiVersion\":\"v1\",\"kind\":\"Node\",\"metadata\":{\"name\":\"node-%d\"},"
              .formatted(node));
      text.append("\"spec\":{\"podCIDR\":\"%s0/24\"},".formatted(block));
      text.append("\"status\":{\"addresses\":[{\"type\":\"InternalIP\",\"address\":\"");
      text.append("10.100.%d.%d\"}]}}".formatted(node / 250, node % 250 + 2));
      for (int pod = 0; pod < pods; pod++) {
        text.append(",\n{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":");
        text.append("\"p-%d-%d\",\"namespace\":\"shop\"},".formatted(node, pod));
        text.append("\"spec\":{\"nodeName\":\"node-%d\",\"containers\":[{".formatted(node));
        text.append("\"name\":\"c\",\"image\":\"i\",\"ports\":[{\"containerPort\":");
        text.append("80}]}]},");
        int host = node == 2 && pod == 1 ? 2 : pod + 2; // two pods of node-2 say the same address
        text.append("\"status\":{\"podIP\":\"%s%d\"}}".formatted(block, host));
      }
    }
    String json = text.append("]}").toString();
    return post("/api/clusters", "application/json", json).json().path("id").asString();
  }

  @Test
  void fiveThousandNodesAreListedAndWalkedLikeTwo() {
    String id = cluster(NODES, 0);
    Reply topology = get("/api/clusters/" + id + "/topology");
    JsonNode json = topology.json();

    assertThat(topology.raw().body().length()).isLessThan(300_000);
    assertThat(json.path("detail").asString()).isEqualTo("machines");
    assertThat(json.path("namespaces").asInt()).isEqualTo(NODES + 2);
    assertThat(rows(json.path("segments"), "id", "members")).containsExactly("lan " + (NODES + 1));
    int listed = json.path("machines").size();
    assertThat(listed + json.at("/omitted/machines").asInt()).isEqualTo(NODES + 1);
    JsonNode rest = get("/api/clusters/" + id + "/topology?from=" + listed).json();
    assertThat(rest.path("from").asInt()).isEqualTo(listed);

    String probe = "{\"from\":\"node-3\",\"to\":\"node-4998\",\"protocol\":\"icmp\"}";
    JsonNode trace = post("/api/clusters/" + id + "/traces", "application/json", probe).json();
    assertThat(trace.at("/outcome/result").asString()).isEqualTo("delivered");
    assertThat(trace.at("/paths/arp").asString()).contains("(+4,998 others)");
    assertThat(trace.toString().length()).isLessThan(60_000);

    String shown = probe.replace("}", ",\"bystanders\":\"walked\"}");
    JsonNode whole = post("/api/clusters/" + id + "/traces", "application/json", shown).json();
    assertThat(whole.at("/paths/request")).isEqualTo(trace.at("/paths/request"));
    assertThat(whole.at("/paths/arp").asString()).doesNotContain("others").contains("node-77/");
  }

  @Test
  void whatStandsOnAMachineAndWhatAWalkTouchesIsAskedForByName() {
    String id = cluster(30, 20);
    String path = "/api/clusters/" + id + "/topology";
    JsonNode summary = get(path).json();
    JsonNode machine = get(path + "?machine=node-3&machine=nobody").json();
    JsonNode touched = get(path + "?namespace=shop/p-7-1&namespace=lan&namespace=no/pod").json();
    JsonNode full = get(path + "?detail=full").json();

    assertThat(rows(summary.path("machines"), "id", "pods", "problems"))
        .hasSize(31)
        .contains("node-3 20 ", "node-2 20 1", "gateway  ");
    assertThat(machine.path("detail").asString()).isEqualTo("part");
    assertThat(rows(machine.path("machines"), "id")).containsExactly("node-3");
    assertThat(rows(machine.path("namespaces"), "machine")).hasSize(21).containsOnly("node-3");
    assertThat(rows(touched.path("namespaces"), "id")).containsExactly("shop/p-7-1");
    assertThat(rows(touched.path("machines"), "id")).containsExactly("node-7");
    assertThat(touched.path("unknown").toString()).isEqualTo("[\"no/pod\"]");
    assertThat(machine.path("unknown").toString()).isEqualTo("[\"nobody\"]");
    assertThat(rows(touched.path("segments"), "id", "members")).containsExactly("lan 31");
    assertThat(full.path("namespaces").size()).isEqualTo(summary.path("namespaces").asInt());
    assertThat(machine.path("namespaces").get(0))
        .isEqualTo(
            full.path("namespaces")
                .valueStream()
                .filter(each -> each.path("id").asString().equals("node-3"))
                .findFirst()
                .orElseThrow());
  }

  @Test
  void nodesTellTheirZoneAndRackByTheirLabels() {
    String manifests =
        Stream.of(
                "topology.kubernetes.io/zone: eu-a, topology.kubernetes.io/rack: a01",
                "failure-domain.beta.kubernetes.io/zone: eu-b, topology.rook.io/rack: b02",
                "topology.kubernetes.io/zone: '', rack: r3",
                "")
            .map(
                labels ->
                    "{apiVersion: v1, kind: Node, metadata: {name: n%d, labels: {%s}}}\n---\n"
                        .formatted(labels.length(), labels))
            .collect(Collectors.joining());
    String id = post("/api/clusters", "application/yaml", manifests).json().path("id").asString();
    String path = "/api/clusters/" + id + "/topology";

    assertThat(rows(get(path + "?detail=machines").json().path("machines"), "zone", "rack"))
        .containsExactlyInAnyOrder(" ", "eu-a a01", "eu-b b02", " r3", " ");
    assertThat(rows(get(path).json().path("machines"), "zone", "rack"))
        .containsExactlyInAnyOrder(" ", "eu-a a01", "eu-b b02", " r3", " ");
  }

  @Test
  void anAnswerThatIsAlreadyThereIsNotSentAgain() {
    String id = cluster(3, 2);
    String path = "/api/clusters/" + id + "/topology";
    String tag = get(path).header("ETag");

    assertThat(get(path, "If-None-Match", tag).status()).isEqualTo(304);
    assertThat(get(path + "?detail=machines", "If-None-Match", tag).status()).isEqualTo(200);
    assertThat(get(path, "If-None-Match", tag, "Accept-Language", "zh").status()).isEqualTo(200);
    String command = "{\"namespace\":\"node-1\",\"command\":\"ip link set cbr0 down\"}";
    post("/api/clusters/" + id + "/console", "application/json", command);
    Reply changed = get(path, "If-None-Match", tag);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(get(path + "?edit=0", "If-None-Match", changed.header("ETag")).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "p-1-1, shop/p-1-1",
    "P-1-1, shop/p-1-1",
    "10.129.0.3, ''",
    "10.128.1.3, shop/p-1-1",
    "10.128.1.1, node-1",
    "node-2, node-2",
    "nothing, ''"
  })
  void namesAndAddressesAreFound(String text, String first) {
    String id = cluster(3, 2);
    JsonNode found = get("/api/clusters/" + id + "/search?q=" + text).json();

    assertThat(found.at("/results/0/namespace").asString("")).isEqualTo(first);
    JsonNode one = get("/api/clusters/" + id + "/search?q=p-&limit=1").json();
    assertThat(one.path("results").size()).isEqualTo(1);
    assertThat(one.path("omitted").asInt()).isEqualTo(5);
  }

  @Test
  void wrongQuestionsAreNamed() {
    String path = "/api/clusters/article";

    assertThat(get(path + "/topology?detail=some").code()).isEqualTo("api.field.choice");
    assertThat(get(path + "/topology?from=-1").code()).isEqualTo("api.field.range");
    assertThat(get(path + "/search?q=a&limit=1000").code()).isEqualTo("api.field.range");
    assertThat(get(path + "/search").status()).isEqualTo(400);
  }
}
