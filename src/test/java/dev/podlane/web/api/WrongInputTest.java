package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong requests: each is answered by a problem that says what, where and what to do. */
class WrongInputTest extends ApiTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        // body | code | path | a part of the message
        "{\"from\":\"web-1\",\"to\":\"web-2\",\"protocol\":\"tcp\",\"port\":70000}"
            + "|api.field.range|port|from 1 to 65535, but is 70000",
        "{\"from\":\"web-1\",\"to\":\"web-2\",\"protocol\":\"tcp\",\"port\":0}"
            + "|api.field.range|port|from 1 to 65535",
        "{\"from\":\"web-1\",\"to\":\"web-2\",\"ttl\":0}|api.field.range|ttl|from 1 to 255",
        "{\"from\":\"web-1\",\"to\":\"web-2\",\"ttl\":256}|api.field.range|ttl|but is 256",
        "{\"from\":\"web-1\",\"to\":\"web-2\",\"port\":\"80\"}|api.field.type.number|port|whole",
        "{\"from\":\"web-1\",\"to\":\"web-2\",\"port\":80.5}|api.field.type.number|port|whole",
        "{\"from\":\"web-1\",\"to\":\"web-2\",\"cold\":\"yes\"}|api.field.type.boolean|cold|true",
        "{\"from\":\"web-1\",\"to\":\"web-2\",\"protocol\":\"igmp\"}"
            + "|api.field.enum|protocol|icmp, tcp, udp, sctp",
        "{\"from\":\"web-1\",\"to\":\"web-2\",\"protocol\":1}|api.field.enum|protocol|icmp",
        "{\"from\":\"web-1\",\"to\":\"web-2\",\"prot\":\"tcp\"}|api.field.unknown|prot|protocol",
        "{\"from\":\"web-1\"}|api.field.missing|to|missing",
        "{\"from\":\" \",\"to\":\"web-2\"}|api.field.missing|from|missing",
        "{\"from\":\"web-1\",\"to\":\"wbe-2\"}|api.target.unknown-near|to|default/web-2",
        "{\"from\":\"nobody\",\"to\":\"web-2\"}|api.target.unknown|from|nobody",
        "{\"from\":\"127.0.0.1\",\"to\":\"web-2\"}|api.target.nobody|from|127.0.0.1",
        "{\"from\":\"web-1\",\"to\":\"web-2\",\"protocol\":\"tcp\"}|api.target.no-port|port|port",
        "{\"from\":\"web-1\",\"to\":\"web-2:99999\",\"protocol\":\"tcp\"}"
            + "|api.target.bad-port|to|99999",
        "{\"from\":\"web-1\",\"to\":\"web-2:80\",\"protocol\":\"tcp\",\"port\":81}"
            + "|api.target.two-ports|port|80",
        "{\"probes\":[],\"from\":\"web-1\"}|api.field.both|from|probes",
        "{\"probes\":[]}|api.field.missing|probes|missing",
        "{\"probes\":[null]}|api.field.type.other|probes[0]|form",
        "{\"probes\":[{\"from\":\"web-1\",\"to\":\"web-2\"},{\"from\":\"web-1\",\"port\":-1}]}"
            + "|api.field.range|probes[1].port|but is -1",
      })
  void aProbeThatCannotBeSent(String body, String code, String path, String part) {
    Reply reply = probe("article", body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.json().at("/problems/0/path").asString()).isEqualTo(path);
    assertThat(reply.json().path("detail").asString()).contains(part).doesNotContain("{");
    assertThat(reply.json().path("type").asString()).startsWith("urn:podlane:problem:");
    assertThat(reply.json().path("instance").asString()).isEqualTo("/api/clusters/article/traces");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"from\": \"web-1\",}", "[]", "7", "nul", "{} {}"})
  void aBodyThatIsNoJsonObject(String body) {
    Reply reply = probe("article", body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("title").asString()).isNotBlank();
    assertThat(reply.code()).startsWith("api.");
  }

  @Test
  void allFieldsThatAreWrongAreNamedAtOnce() {
    Reply reply = probe("article", "{\"from\":\"web-1\",\"to\":\"\",\"port\":-3,\"ttl\":900}");

    assertThat(reply.json().path("problems").findValuesAsString("path"))
        .containsExactly("port", "to", "ttl");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/nothing, , 404, api.path.unknown",
    "GET, /api, , 404, api.path.unknown",
    "GET, /api/clusters/nope, , 404, api.cluster.unknown",
    "DELETE, /api/clusters/nope, , 404, api.cluster.unknown",
    "GET, /api/clusters/nope/topology, , 404, api.cluster.unknown",
    "GET, /api/clusters/nope/manifests, , 404, api.cluster.unknown",
    "GET, /api/clusters/article/namespaces/node-9, , 404, api.namespace.unknown",
    "GET, /api/clusters/article/namespaces, , 400, api.field.missing",
    "POST, /api/samples/nope, , 404, api.sample.unknown",
    "DELETE, /api/clusters/article, , 403, api.sample.read-only",
    "PUT, /api/clusters/article, application/yaml, 403, api.sample.read-only",
    "PATCH, /api/clusters, application/json, 405, api.method",
    "POST, /api/clusters, application/xml, 415, api.media-type",
    "POST, /api/clusters, application/x-www-form-urlencoded, 415, api.media-type",
    "POST, /api/clusters/article/traces, text/plain, 415, api.media-type",
  })
  void anAddressThatDoesNotTakeIt(
      String method, String path, String type, int status, String code) {
    Reply reply =
        type == null
            ? send(method, path, null)
            : send(method, path, "kind: Pod", "Content-Type", type);

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.json().path("status").asInt()).isEqualTo(status);
    assertThat(reply.json().path("detail").asString()).isNotBlank().doesNotStartWith("api.");
  }

  @Test
  void problemsSpeakTheReadersLanguage() {
    assertThat(get("/api/nothing?lang=zh").json().path("title").asString()).isEqualTo("未找到");
    assertThat(get("/api/nothing", "Accept-Language", "zh-CN,en;q=0.5").json().path("title"))
        .hasToString("\"未找到\"");
    assertThat(get("/api/nothing?lang=en", "Accept-Language", "zh").json().path("title"))
        .hasToString("\"Not found\"");
  }

  @Test
  void anAddressOutsideTheApiIsAnsweredByAPage() {
    Reply reply = get("/nothing<script>".replace("<", "%3C").replace(">", "%3E"));

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.header("Content-Type")).startsWith("text/html");
    assertThat(reply.raw().body()).doesNotContain("<script>");
  }
}
