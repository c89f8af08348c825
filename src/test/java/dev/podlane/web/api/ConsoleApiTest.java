package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands in namespaces: looks are answered, changes are kept and can be taken back. */
class ConsoleApiTest extends ApiTest {
  private static final String DEL = "ip route del 10.0.2.0/24";

  private Reply give(String id, String namespace, String command) {
    return post(
        "/api/clusters/" + id + "/console",
        JSON,
        "{\"namespace\": \"%s\", \"command\": \"%s\"}".formatted(namespace, command));
  }

  private String copyOfArticle() {
    return post("/api/samples/article", JSON, "").json().path("id").asString();
  }

  private String ping(String id) {
    return probe(id, "{\"from\": \"web-1\", \"to\": \"web-2\"}")
        .json()
        .at("/outcome/result")
        .asString();
  }

  @Test
  void aRouteIsDeletedAddedAndTakenBack() {
    String id = copyOfArticle();
    String manifests = "/api/clusters/" + id + "/manifests";
    String before = get(manifests).raw().body();

    Reply deleted = give(id, "gateway", DEL);
    assertThat(deleted.status()).isEqualTo(200);
    assertThat(deleted.json().path("changed").asBoolean()).isTrue();
    assertThat(deleted.json().path("cluster").asString()).isEqualTo(id);
    assertThat(deleted.json().at("/edits/0/command").asString()).isEqualTo(DEL);
    assertThat(ping(id)).isEqualTo("icmp_unreachable");
    assertThat(get(manifests).raw().body()).as("the documents stay").isEqualTo(before);

    give(id, "gateway", "ip route add 10.0.2.0/24 via 10.100.0.3");
    assertThat(ping(id)).isEqualTo("delivered");

    Reply undone = send("DELETE", "/api/clusters/" + id + "/edits/last", null);
    assertThat(undone.status()).isEqualTo(200);
    assertThat(undone.json().path("edits").size()).isEqualTo(1);
    assertThat(ping(id)).isEqualTo("icmp_unreachable");
    send("DELETE", "/api/clusters/" + id + "/edits/1", null);
    assertThat(ping(id)).isEqualTo("delivered");
    assertThat(get(manifests).raw().body()).isEqualTo(before);
    assertThat(send("DELETE", "/api/clusters/" + id + "/edits/last", null).code())
        .isEqualTo("api.edit.none");
  }

  @Test
  void aProgramWalksItsPacketsAndNamesThem() {
    Reply traced = give("article", "default/web-1", "traceroute -m 2 10.0.2.2");

    assertThat(traced.status()).isEqualTo(200);
    assertThat(traced.json().path("text").asString()).contains(" 2  10.100.0.1 (10.100.0.1)");
    assertThat(traced.json().path("changed").asBoolean()).isFalse();
    assertThat(traced.json().at("/walks/1/ttl").asInt()).isEqualTo(2);
    Reply walked =
        post("/api/clusters/article/traces", JSON, traced.json().at("/walks/1").toString());
    assertThat(walked.json().at("/outcome/result").asString()).isEqualTo("ttl_exceeded");
  }

  @Test
  void aToolLooksAtWhatAWalkHasLeft() {
    String walk = "{\"from\":\"default/web-1\",\"to\":\"default/web-2\",\"protocol\":\"icmp\"}";
    String body = "{\"namespace\":\"gateway\",\"command\":\"ip neigh\",\"probe\":%s}";

    Reply looked = post("/api/clusters/article/console", JSON, body.formatted(walk));

    assertThat(looked.json().path("text").asString()).contains("10.100.0.2 dev eth0 lladdr");
    assertThat(give("article", "gateway", "ip neigh").json().path("text").asString()).isEmpty();
  }

  @Test
  void takingBackAnEarlierEditMayMakeALaterOneAProblem() {
    String id = copyOfArticle();
    give(id, "gateway", DEL);
    give(id, "gateway", "ip route add 10.0.2.0/24 via 10.100.0.3");

    Reply left = send("DELETE", "/api/clusters/" + id + "/edits/1", null);

    assertThat(left.json().at("/edits/0/refused").asString())
        .isEqualTo("RTNETLINK answers: File exists");
    Reply cluster = get("/api/clusters/" + id);
    assertThat(cluster.code()).isEqualTo("edit.refused");
    assertThat(cluster.json().at("/problems/0/message").asString()).contains("File exists");
    assertThat(cluster.json().at("/problems/0/path").asString()).isEqualTo("edits[0]");
    assertThat(cluster.json().path("edits")).isEqualTo(left.json().path("edits"));
    assertThat(get("/api/clusters/" + id + "/edits").json()).isEqualTo(left.json());
  }

  @Test
  void looksAndRefusalsLeaveNoTrace() {
    Reply look = give("article", "gateway", "ip route get 10.0.2.2");
    assertThat(look.json().path("text").asString()).startsWith("10.0.2.2 via 10.100.0.3");
    assertThat(look.json().path("changed").asBoolean()).isFalse();
    assertThat(look.json().path("cluster").asString()).isEqualTo("article");

    Reply refused = give("article", "gateway", "ip route del 10.9.0.0/24");
    assertThat(refused.status()).isEqualTo(200);
    assertThat(refused.json().path("refused").asBoolean()).isTrue();
    assertThat(refused.json().path("exitCode").asInt()).isEqualTo(2);
    assertThat(refused.json().path("edits").size()).isZero();
  }

  @Test
  void aSampleStaysAsItIs() {
    Reply refused = give("article", "gateway", DEL);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("api.console.sample");
    assertThat(refused.json().path("detail").asString()).contains("copyAs");

    Reply copied =
        post(
            "/api/clusters/article/console",
            JSON,
            "{\"namespace\":\"gateway\",\"command\":\"%s\",\"copyAs\":\"mine\"}".formatted(DEL));
    String copy = copied.json().path("cluster").asString();
    assertThat(copy).startsWith("c-");
    assertThat(get("/api/clusters/" + copy).json().path("name").asString()).isEqualTo("mine");
    assertThat(ping(copy)).isEqualTo("icmp_unreachable");
    assertThat(ping("article")).isEqualTo("delivered");
    assertThat(get("/api/clusters/article").json().path("edits").size()).isZero();
    assertThat(send("DELETE", "/api/clusters/article/edits/last", null).status()).isEqualTo(403);
  }

  @Test
  void commandsGivenAtOnceAreAllKept() {
    String id = copyOfArticle();
    IntStream.range(0, 12)
        .parallel()
        .forEach(
            i -> give(id, "gateway", "ip route add 10.77.%d.0/24 via 10.100.0.2".formatted(i)));

    assertThat(get("/api/clusters/" + id + "/edits").json().path("edits").size()).isEqualTo(12);
    assertThat(get("/api/clusters/" + id).json().path("problems").size()).isZero();
  }

  @Test
  void takingBackIsRefusedWhenTheClusterHasChanged() {
    String id = copyOfArticle();
    give(id, "gateway", DEL);
    String tag = get("/api/clusters/" + id).header("ETag");
    give(id, "gateway", "ip route add 10.77.0.0/24 via 10.100.0.2");

    assertThat(
            send("DELETE", "/api/clusters/" + id + "/edits/last", null, "If-Match", tag).status())
        .isEqualTo(412);
    assertThat(get("/api/clusters/" + id + "/edits").json().path("edits").size()).isEqualTo(2);
  }

  @Test
  void editedJsonStaysJson() {
    String pod =
        "{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"one\"},"
            + "\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}";
    String id = post("/api/clusters", JSON, pod).json().path("id").asString();
    give(id, "gateway", "ip link set eth0 down");

    Reply back = get("/api/clusters/" + id + "/manifests", "Accept", "*/*");
    assertThat(back.header("Content-Type")).startsWith(JSON);
    assertThat(back.raw().body()).isEqualTo(pod);
    assertThat(get("/api/clusters/" + id).json().at("/edits/0/command").asString())
        .isEqualTo("ip link set eth0 down");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{\"command\":\"ip route\"}|api.field.missing|namespace",
        "{\"namespace\":\"gateway\",\"command\":\" \"}|api.field.missing|command",
        "{\"namespace\":\"gateway\",\"command\":[]}|api.field.type.text|command",
        "{\"namespace\":\"gateway\",\"cmd\":\"ip route\"}|api.field.unknown|cmd",
      })
  void aWrongBodyIsExplained(String body, String code, String path) {
    Reply reply = post("/api/clusters/article/console", JSON, body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("problems").findValuesAsString("code")).contains(code);
    assertThat(reply.json().path("problems").findValuesAsString("path")).contains(path);
  }

  @Test
  void nothingIsRunOnTheServer() {
    for (String command : new String[] {"id", "ip route; id", "$(id)", "ip route | cat"}) {
      Reply reply = give("article", "gateway", command);
      assertThat(reply.json().path("refused").asBoolean()).as(command).isTrue();
      assertThat(reply.json().path("text").asString()).doesNotContain("uid=");
    }
    assertThat(give("nowhere", "gateway", "ip route").status()).isEqualTo(404);
  }
}
