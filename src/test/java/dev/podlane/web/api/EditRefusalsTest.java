package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Edits that would be wrong are refused, and say what is. */
@Execution(ExecutionMode.SAME_THREAD)
class EditRefusalsTest extends EditTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "spec.containers[0].ports|[{\"containerPort\": 70000}]"
            + "|spec.containers[0].ports[0].containerPort",
        "spec|5|spec",
        "spec.hostNetwork|\"yes\"|spec.hostNetwork",
        "spec.containers|[]|spec.containers",
        "spec.containers|null|spec.containers",
        "kind|\"Node\"|path",
        "metadata.name|\"other\"|path",
        "|{\"apiVersion\": \"v1\", \"kind\": \"Node\", \"metadata\": {\"name\": \"web-1\"}}|path",
        "spec.nodename|\"node-2\"|path",
        "spec.nodeNam|\"node-2\"|path",
        "spec.hostnetwork|true|path",
        "spec.host_network|true|path",
        "spec.nodeSelector.x|null|path",
        "spec.zone|null|path",
      })
  void anEditThatWouldMakeAnErrorIsRefused(String path, String value, String where) {
    String id = copyOfArticle();
    String tag = get("/api/clusters/" + id).header("ETag");
    Reply reply =
        edit(
            id,
            "{\"object\": {\"kind\": \"Pod\", \"name\": \"web-1\"}, \"path\": \"%s\", \"value\": %s}"
                .formatted(path == null ? "" : path, value));
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(400);
    assertThat(reply.json().at("/problems").findValuesAsString("path")).contains(where);
    assertThat(reply.json().at("/problems/0").has("line")).isFalse();
    assertThat(edits(id).json().path("position").asInt()).isZero();
    assertThat(get("/api/clusters/" + id).header("ETag")).isEqualTo(tag);
  }

  @Test
  void aManifestThatWouldMakeAnErrorIsRefused() {
    String id = copyOfArticle();
    String empty =
        "{\"apiVersion\": \"v1\", \"kind\": \"Pod\", \"metadata\": {\"name\": \"web-1\"}, \"spec\":"
            + " {}}";
    Reply reply = edit(id, "{\"manifest\": " + empty + "}");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().at("/problems/0/path").asString()).isEqualTo("spec.containers");
    assertThat(edits(id).json().path("position").asInt()).isZero();
  }

  @Test
  void aNewFieldAndAnObjectThatOthersMissAreNoErrors() {
    String id = copyOfArticle();
    String edit =
        "{\"object\": {\"kind\": \"%s\", \"name\": \"%s\"}, \"path\": \"%s\", \"value\": %s}";
    for (String body :
        List.of(
            edit.formatted("Pod", "web-1", "spec.hostPID", "true"),
            edit.formatted("Pod", "web-1", "metadata.labels.ap", "\"x\""),
            edit.formatted("Pod", "web-1", "spec.containers[0].env", "[]"),
            edit.formatted("Node", "node-2", "", "null"))) {
      Reply reply = edit(id, body);
      assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{}|api.edit.one-of|",
        "{\"commands\": [\"ip route\"]}|api.field.missing|namespace",
        "{\"namespace\": \"gateway\", \"commands\": []}|api.field.missing|commands",
        "{\"object\": {\"kind\": \"Pod\", \"name\": \"web-1\"}, \"path\":"
            + " \"a\"}|api.field.missing|value",
        "{\"object\": {\"kind\": \"Pod\"}, \"path\": \"a\", \"value\":"
            + " 1}|api.field.missing|object.name",
        "{\"object\": {\"kind\": \"Pod\", \"name\": \"web-3\"}, \"path\": \"a\", \"value\":"
            + " 1}|problem.change.no-object-near|object",
        "{\"object\": {\"kind\": \"Pod\", \"name\": \"web-1\"}, \"path\": \"spec.x.y[3]\","
            + " \"value\": {\"a\": 1}}||",
        "{\"object\": {\"kind\": \"Pod\", \"name\": \"zzzzzzz\"}, \"path\": \"a\", \"value\":"
            + " 1}|problem.change.no-object|object",
        "{\"namespace\": \"gateway\", \"commands\": [\"ip route\","
            + " \"\"]}|api.field.missing|commands[1]",
        "{\"namespace\": \"gateway\", \"commands\": [null]}|api.field.missing|commands[0]",
        "{\"manifest\": 5}|problem.change.no-objects|manifest",
        "{\"manifest\": \"apiVersion: podlane.dev/v1\\n"
            + "kind: ConsoleEdit\"}|problem.change.console-edit|manifest",
      })
  void aWrongEditIsExplained(String body, String code, String path) {
    Reply reply = edit(copyOfArticle(), body);

    if (code == null || code.isEmpty()) {
      assertThat(reply.status()).isEqualTo(200);
      return;
    }
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(400);
    assertThat("problem." + reply.code().replace("problem.", ""))
        .endsWith(code.replace("problem.", ""));
    assertThat(reply.json().at("/problems/0/path").asString()).isEqualTo(path == null ? "" : path);
    assertThat(reply.json().path("detail").asString()).isNotBlank().doesNotContain("{0}");
  }

  @Test
  void aManifestWithADocumentThatCannotBeReadIsRefused() {
    String id = copyOfArticle();
    String template = "\\n---\\napiVersion: v1\\nkind: Pod\\nmetadata: {name: {{ x }}}\\n";
    String manifest =
        "apiVersion: v1\\n"
            + "kind: Pod\\n"
            + "metadata: {name: two}\\n"
            + "spec: {containers: [{name: c, image: i}]}";

    Reply reply = edit(id, "{\"manifest\": \"" + manifest + template + "\"}");
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(400);
    assertThat(reply.json().at("/problems/0/line").asInt()).isEqualTo(8);
    assertThat(edits(id).json().path("position").asInt()).isZero();

    String stood = manifest + "\\n---\\napiVersion: podlane.dev/v1\\nkind: UnreadDocument\\n";
    edit(id, "{\"manifest\": \"" + stood + "\"}");
    assertThat(get("/api/clusters/" + id).raw().body()).doesNotContain("UnreadDocument:");
    assertThat(edits(id).json().path("position").asInt()).isEqualTo(1);
  }

  @Test
  void aFullListOfEditsRefusesOnlyWhatWouldBeKept() {
    String lines =
        IntStream.range(0, 500)
            .mapToObj(i -> "ip addr add 10.88." + i / 250 + "." + i % 250 + "/32 dev lo")
            .collect(Collectors.joining(", "));
    String edits =
        "\n---\napiVersion: podlane.dev/v1\nkind: ConsoleEdit\nspec: {namespace: gateway, commands: [%s]}\n"
            .formatted(lines);
    String text = get("/api/clusters/article/manifests", "Accept", YAML).raw().body() + edits;
    String id = post("/api/clusters", YAML, text).json().path("id").asString();

    Reply look = give(id, "ip addr show dev lo");
    assertThat(look.status()).as(look.raw().body()).isEqualTo(200);
    assertThat(look.json().path("text").asString()).contains("10.88.1.249/32");
    assertThat(give(id, "ip route del 10.99.0.0/24").json().path("refused").asBoolean()).isTrue();
    assertThat(ping(id, "")).isEqualTo("delivered");
    Reply full = give(id, DEL);
    assertThat(full.status()).isEqualTo(507);
    assertThat(full.json().path("detail").asString()).contains("500", "PUT");
    undo(id, "last");
    assertThat(give(id, DEL).json().path("changed").asBoolean()).isTrue();
  }
}
