package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A cluster is carried whole, and what strangers made of it is checked. */
class ParcelApiTest extends ApiTest {
  private static final String NAMESPACE =
      "\"documents\": \"apiVersion: v1\\nkind: Namespace\\nmetadata: {name: a}\\n\"";

  private static String edited(String rows) {
    return "{" + NAMESPACE + ", \"edits\": [" + rows + "]}";
  }

  @Test
  void theSameClusterComesOut() {
    String id = post("/api/samples/article", JSON, "").json().path("id").asString();
    String path = "/api/clusters/" + id;
    for (String edit :
        new String[] {
          "{\"namespace\": \"gateway\", \"commands\": [\"ip route del 10.0.2.0/24\"]}",
          "{\"namespace\": \"node-1\", \"commands\": [\"ip link set eth0 mtu 1400\"]}",
          "{\"object\": {\"kind\": \"Pod\", \"namespace\": \"default\", \"name\": \"web-1\"},"
              + " \"path\": \"metadata.labels.a\", \"value\": \"b\"}",
          "{\"event\": {\"type\": \"unplug\", \"device\": \"node-1/eth0\"}}"
        }) {
      assertThat(post(path + "/edits", JSON, edit).status()).isEqualTo(200);
    }
    assertThat(
            post(
                    path + "/timeline",
                    JSON,
                    "{\"event\": {\"type\": \"drain\", \"node\": \"node-2\"}, \"at\": 2}")
                .status())
        .isEqualTo(200);
    assertThat(send("DELETE", path + "/edits/2", null).status()).isEqualTo(200);

    Reply parcel = get(path + "/parcel");
    Reply again = post("/api/parcels", JSON, parcel.raw().body());

    assertThat(again.status()).as(again.raw().body()).isEqualTo(201);
    String copy = again.header("Location");
    assertThat(get(copy + "/parcel").json()).isEqualTo(parcel.json());
    assertThat(get(copy + "/manifests").raw().body())
        .isEqualTo(get(path + "/manifests").raw().body());
    assertThat(get(copy + "/edits").json().path("edits").findValuesAsString("command"))
        .hasSize(4)
        .contains("ip route del 10.0.2.0/24")
        .doesNotContain("ip link set eth0 mtu 1400");
    assertThat(get(copy + "/topology").json().path("namespaces"))
        .isEqualTo(get(path + "/topology").json().path("namespaces"));
    assertThat(get(copy + "/timeline").json().path("events"))
        .isEqualTo(get(path + "/timeline").json().path("events"));
  }

  @Test
  void aSampleIsCarriedToo() {
    JsonNode parcel = get("/api/clusters/article/parcel").json();
    assertThat(parcel.path("documents").asString()).isEqualTo(resource("/samples/article.yaml"));
    assertThat(post("/api/parcels", JSON, parcel.toString()).status()).isEqualTo(201);
  }

  @Test
  void secretsInEditsAreBlankedAsInDocuments() {
    String secret =
        "{\"kind\": \"manifest\", \"payload\": {\"documents\": \"apiVersion: v1\\nkind: Secret\\n"
            + "metadata: {name: s}\\nstringData: {a: hunter2}\\n\"}}";
    String field =
        "{\"kind\": \"field\", \"payload\": {\"object\": {\"kind\": \"Secret\", \"namespace\":"
            + " \"default\", \"name\": \"s\"}, \"path\": \"stringData.b\", \"json\":"
            + " \"\\\"hunter3\\\"\"}}";

    Reply made = post("/api/parcels", JSON, edited(secret + ", " + field));

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.raw().body() + get(made.header("Location") + "/edits").raw().body())
        .contains("stringData")
        .doesNotContain("hunter");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\": \"console\", \"payload\": {\"namespace\": \"a\"}}",
        "{\"kind\": \"commands\", \"payload\": {\"namespace\": \"a\", \"commands\": []}}",
        "{\"kind\": \"nonsense\", \"payload\": {}}",
        "{\"kind\": \"console\", \"payload\": [1]}",
        "{\"kind\": \"console\"}",
        "{\"payload\": {}}",
        "{\"kind\": \"act\", \"payload\": {\"act\": \"nonsense\"}}",
        "{\"kind\": \"container\", \"payload\": {\"change\": \"nonsense\"}}",
        "{\"kind\": \"timed\", \"payload\": {\"at\": -1, \"kind\": \"manifest\", \"event\": {}}}",
        "{\"kind\": \"timed\", \"payload\": {\"at\": 1, \"kind\": \"timed\", \"event\":"
            + " {\"kind\": \"timed\"}}}",
        "{\"kind\": \"timed\", \"payload\": {\"at\": 1, \"kind\": \"withdrawal\", \"event\": {}}}",
        "{\"kind\": \"field\", \"payload\": {\"object\": {\"kind\": \"Pod\"}, \"json\":"
            + " \"1, \\\"x\\\": 2\"}}",
        "{\"kind\": \"field\", \"payload\": {\"object\": {\"kind\": \"Pod\"}, \"json\": \"\"}}"
      })
  void whatNoCallCouldHaveMadeIsRefused(String row) {
    Reply refused = post("/api/parcels", JSON, edited(row));

    assertThat(refused.status()).as(refused.raw().body()).isEqualTo(400);
    assertThat(refused.json().at("/problems/0/path").asString()).startsWith("edits[0]");
  }

  @Test
  void anEditThatDoesNotApplyBecomesAProblem() {
    Reply made =
        post(
            "/api/parcels",
            JSON,
            edited(
                "{\"kind\": \"console\", \"payload\": {\"namespace\": \"nowhere\", \"command\":"
                    + " \"ip route\"}}"));

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().at("/edits/0").has("refused")).isTrue();
  }

  @Test
  void whatIsTooLargeForALinkSaysSo() {
    String large =
        "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n" + "# x\n".repeat(130_000);
    String id = post("/api/clusters", YAML, large).json().path("id").asString();

    Reply refused = get("/api/clusters/" + id + "/parcel");

    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.code()).isEqualTo("api.parcel.too-large");
    assertThat(post("/api/parcels", JSON, "{\"documents\": \"\"}").status()).isEqualTo(400);
    assertThat(post("/api/parcels", JSON, "{\"documents\": \"a: [\"}").status()).isEqualTo(400);
  }
}
