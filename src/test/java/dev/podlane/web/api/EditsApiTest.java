package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Edits of all kinds are kept beside the documents, taken back, made again, and looked back at. */
@Execution(ExecutionMode.SAME_THREAD)
class EditsApiTest extends EditTest {
  @Test
  void whatWasTakenBackIsMadeAgain() {
    String id = copyOfArticle();
    give(id, DEL);
    give(id, "ip route add 10.0.2.0/24 via 10.100.0.3");
    assertThat(ping(id, "")).isEqualTo("delivered");

    undo(id, "last");
    Reply none = undo(id, "last");
    assertThat(none.json().path("position").asInt()).isZero();
    assertThat(none.json().path("undone").size()).isEqualTo(2);
    assertThat(none.json().path("redo").asBoolean()).isTrue();
    assertThat(commands(redo(id))).startsWith(DEL);
    assertThat(ping(id, "")).isEqualTo("icmp_unreachable");
    assertThat(redo(id).json().path("position").asInt()).isEqualTo(2);
    assertThat(ping(id, "")).isEqualTo("delivered");
    assertThat(redo(id).code()).isEqualTo("api.edit.no-redo");

    Reply first = undo(id, "1");
    assertThat(first.json().path("edits").size()).isEqualTo(1);
    assertThat(first.json().path("undone").findValuesAsString("command")).containsExactly(DEL);
    assertThat(redo(id).json().path("edits").size()).as("it is back").isEqualTo(2);
    undo(id, "last");
    give(id, "ip route add 10.77.0.0/24 via 10.100.0.2");
    assertThat(redo(id).status()).as("another edit was made").isEqualTo(404);
  }

  @Test
  void everyReadingCallShowsAnEarlierPosition() {
    String id = copyOfArticle();
    give(id, DEL);
    give(id, "ip route add 10.0.2.0/24 via 10.100.0.3");

    assertThat(ping(id, "?edit=0")).isEqualTo("delivered");
    assertThat(ping(id, "?edit=1")).isEqualTo("icmp_unreachable");
    assertThat(ping(id, "?edit=2")).isEqualTo("delivered");
    assertThat(get("/api/clusters/" + id + "?edit=1").json().path("edits").size()).isEqualTo(1);
    assertThat(get("/api/clusters/" + id + "?edit=x").code()).isEqualTo("api.edit.position");
    assertThat(
            get("/v3/api-docs").json().at("/paths/~1api~1clusters~1{id}~1topology/get").toString())
        .contains("\"edit\"");
  }

  @Test
  void aFieldAndAManifestAreEdits() {
    String id = copyOfArticle();
    Reply moved =
        edit(
            id,
            "{\"object\": {\"kind\": \"Pod\", \"name\": \"web-1\"}, \"path\": \"spec.nodeName\","
                + " \"value\": \"node-2\"}");
    assertThat(moved.status()).as(moved.raw().body()).isEqualTo(200);
    assertThat(moved.json().path("changed").asBoolean()).isTrue();
    assertThat(moved.json().at("/edits/0/value").asString()).isEqualTo("node-2");
    assertThat(moved.header("ETag")).isEqualTo(get("/api/clusters/" + id).header("ETag"));

    edit(id, "{\"manifest\": " + POD.formatted("one") + "}");
    edit(
        id,
        "{\"manifest\": \"kind: Pod\\n"
            + "apiVersion: v1\\n"
            + "metadata: {name: two}\\n"
            + "spec: {containers: [{name: c, image: i}]}\"}");
    edit(id, "{\"manifest\": [" + POD.formatted("three") + "," + POD.formatted("four") + "]}");
    assertThat(get("/api/clusters/" + id).json().at("/counts/pods").asInt()).isEqualTo(8);
    Reply list = edits(id);
    assertThat(list.json().path("edits").findValuesAsString("kind")).contains("field", "manifest");
    assertThat(get("/api/clusters/" + id + "?edit=1").json().at("/counts/pods").asInt())
        .isEqualTo(4);

    Reply gone =
        edit(
            id,
            "{\"object\": {\"kind\": \"Pod\", \"name\": \"one\"}, \"path\": \"\", \"value\":"
                + " null}");
    assertThat(gone.status()).isEqualTo(200);
    assertThat(get("/api/clusters/" + id).json().at("/counts/pods").asInt()).isEqualTo(7);
  }

  @Test
  void secretsOfEditsAreNeitherKeptNorAnswered() {
    String id = copyOfArticle();
    String body =
        "{\"object\": {\"kind\": \"Pod\", \"name\": \"web-1\"}, \"path\":"
            + " \"spec.containers[0].env\", \"value\": [{\"name\": \"T\", \"value\":"
            + " \"hunter2\"}]}";
    assertThat(edit(id, body).raw().body()).doesNotContain("hunter2");
    assertThat(edits(id).raw().body()).contains("\\\"T\\\"").doesNotContain("hunter2");
  }

  @Test
  void aSampleStaysAsItIs() {
    String body =
        "{\"namespace\": \"gateway\", \"commands\": [\"" + DEL + "\"], \"copyAs\": \"c\"}";
    assertThat(give("article", DEL).status()).isEqualTo(403);
    String copy = edit("article", body).json().path("cluster").asString();
    assertThat(ping(copy, "")).isEqualTo("icmp_unreachable");
    assertThat(ping("article", "")).isEqualTo("delivered");
  }

  @Test
  void oneOfTwoWhoReadTheSameIsRefused() {
    String id = copyOfArticle();
    String tag = get("/api/clusters/" + id).header("ETag");
    String documents = get("/api/clusters/" + id + "/manifests", "Accept", YAML).raw().body();

    List<Integer> puts =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(
                i ->
                    send(
                            "PUT",
                            "/api/clusters/" + id + "?name=n" + i,
                            documents,
                            "Content-Type",
                            YAML,
                            "If-Match",
                            tag)
                        .status())
            .sorted()
            .toList();

    assertThat(puts).containsExactly(200, 412, 412, 412, 412, 412, 412, 412);
    String path = "/api/clusters/" + id;
    assertThat(
            edit(
                    id,
                    "{\"namespace\": \"gateway\", \"commands\": [\"" + DEL + "\"]}",
                    "If-Match",
                    tag)
                .status())
        .isEqualTo(412);
    assertThat(
            send(
                    "POST",
                    path + "/console",
                    "{\"namespace\": \"gateway\", \"command\": \"" + DEL + "\"}",
                    "Content-Type",
                    JSON,
                    "If-Match",
                    tag)
                .status())
        .isEqualTo(412);
    assertThat(send("DELETE", path, null, "If-Match", tag).status()).isEqualTo(412);
    assertThat(send("DELETE", path, null, "If-Match", "\"nonsense\"").status()).isEqualTo(412);
    String now = get(path).header("ETag");
    assertThat(send("DELETE", path, null, "If-Match", now).status()).isEqualTo(204);
  }

  @Test
  void newDocumentsForgetTheEditsUnlessTheyAreKept() {
    String id = copyOfArticle();
    String path = "/api/clusters/" + id;
    give(id, DEL);
    String documents = get(path + "/manifests", "Accept", YAML).raw().body();
    Reply kept = send("PUT", path + "?edits=keep", documents + "\n# more\n", "Content-Type", YAML);
    assertThat(commands(kept)).contains(DEL);
    assertThat(ping(id, "")).isEqualTo("icmp_unreachable");

    Reply forgotten = send("PUT", path, documents, "Content-Type", YAML);
    assertThat(forgotten.json().path("edits").size()).isZero();
    assertThat(send("PUT", path + "?edits=what", documents, "Content-Type", YAML).code())
        .isEqualTo("api.field.choice");
  }

  @Test
  void editsOfDocumentsAreTheFirstAndAreTakenBackToo() {
    String edits =
        "\n"
            + "---\n"
            + "apiVersion: podlane.dev/v1\n"
            + "kind: ConsoleEdit\n"
            + "spec: {namespace: gateway, commands: ["
            + DEL
            + ", ip link set lo down]}\n";
    String text = get("/api/clusters/article/manifests", "Accept", YAML).raw().body() + edits;
    String id = post("/api/clusters", YAML, text).json().path("id").asString();
    give(id, "ip route add 10.0.2.0/24 via 10.100.0.3");

    assertThat(commands(edits(id))).startsWith(DEL, "ip link set lo down");
    undo(id, "last");
    assertThat(commands(undo(id, "last"))).startsWith(DEL);
    Reply none = undo(id, "last");
    assertThat(none.json().path("edits").size()).isZero();
    assertThat(none.json().path("undone").findValuesAsString("command"))
        .as("the next first")
        .containsExactly(DEL, "ip link set lo down", "ip route add 10.0.2.0/24 via 10.100.0.3");
    assertThat(ping(id, "")).isEqualTo("delivered");
    assertThat(redo(id).json().path("edits").size()).isEqualTo(1);
    assertThat(redo(id).json().path("edits").size()).isEqualTo(2);
    assertThat(redo(id).json().path("edits").size()).isEqualTo(3);
  }

  @Test
  void anEditStaysWithTheObjectItWasMadeFor() {
    String nodes =
        POD.formatted("d").replace("\"name\": \"d\"", "\"name\": \"d\", \"namespace\": \"shop\"");
    String id = post("/api/clusters", YAML, nodes).json().path("id").asString();
    String label =
        "{\"object\": {\"kind\": \"Pod\", \"name\": \"d\"}, \"path\": \"metadata.labels.x\","
            + " \"value\": \"y\"}";
    assertThat(edit(id, label).json().at("/edits/0/object/namespace").asString()).isEqualTo("shop");

    String more = nodes + "\n---\n" + POD.formatted("d");
    send("PUT", "/api/clusters/" + id + "?edits=keep", more, "Content-Type", YAML);
    assertThat(edits(id).json().at("/edits/0").has("refused")).isFalse();
    send("PUT", "/api/clusters/" + id + "?edits=keep", POD.formatted("d"), "Content-Type", YAML);
    String why =
        "The edit of Pod shop/d metadata.labels.x no longer applies: There is no Pod shop/d in the"
            + " documents.";
    assertThat(edits(id).json().at("/edits/0/refused").asString()).startsWith(why.substring(0, 90));
    assertThat(get("/api/clusters/" + id).json().path("problems").findValuesAsString("message"))
        .anyMatch(message -> message.startsWith(why.substring(0, 90)));
  }

  @Test
  void anEarlierPositionCanBeReadAndNotChanged() {
    String id = copyOfArticle();
    String path = "/api/clusters/" + id;
    assertThat(get(path + "?edit=1").json().path("detail").asString())
        .isEqualTo("This cluster has no edits.");
    assertThat(undo(id, "last").json().path("detail").asString())
        .isEqualTo("This cluster has no edits.");
    give(id, DEL);
    give(id, "ip link add d0 type dummy");

    Reply beyond = get(path + "?edit=999");
    assertThat(beyond.status()).isEqualTo(404);
    assertThat(beyond.json().path("detail").asString())
        .isEqualTo("There is no edit 999. The last one is edit 2.");
    assertThat(undo(id, "9").json().path("detail").asString())
        .isEqualTo("There is no edit 9. The last one is edit 2.");

    String look = "{\"namespace\": \"gateway\", \"command\": \"ip route\"}";
    String change = "{\"namespace\": \"gateway\", \"command\": \"" + DEL + "\"}";
    Reply first = post(path + "/console?edit=0", JSON, look);
    assertThat(first.json().path("text").asString()).contains("10.0.2.0/24");
    assertThat(first.header("ETag")).isEqualTo(get(path).header("ETag"));
    assertThat(post(path + "/console?edit=1", JSON, look).json().path("text").asString())
        .doesNotContain("10.0.2.0/24");
    assertThat(post(path + "/console?edit=2", JSON, look).status()).isEqualTo(200);
    assertThat(post(path + "/console?edit=3", JSON, look).status()).isEqualTo(404);
    Reply refused = post(path + "/console?edit=0", JSON, change);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("api.edit.earlier");
    assertThat(refused.json().at("/problems/0/path").asString()).isEqualTo("edit");
    assertThat(
            send(
                    "POST",
                    path + "/edits?edit=1",
                    "{\"namespace\": \"gateway\", \"commands\": [\"ip link del d0\"]}",
                    "Content-Type",
                    JSON)
                .code())
        .isEqualTo("api.edit.earlier");
    assertThat(send("DELETE", path + "/edits/last?edit=1", null).code())
        .isEqualTo("api.edit.earlier");
    assertThat(send("DELETE", path + "?edit=1", null).code()).isEqualTo("api.edit.earlier");
    assertThat(edits(id).json().path("position").asInt()).isEqualTo(2);
    assertThat(post(path + "/console?edit=2", JSON, change).status()).isEqualTo(200);
  }

  @Test
  void theConsoleTellsTheVersionThatItMade() {
    String id = copyOfArticle();
    String path = "/api/clusters/" + id;
    String change = "{\"namespace\": \"gateway\", \"command\": \"" + DEL + "\"}";
    String before = get(path).header("ETag");
    assertThat(post(path + "/console", JSON, change).header("ETag"))
        .isEqualTo(get(path).header("ETag"))
        .isNotEqualTo(before);
  }
}
