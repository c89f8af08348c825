package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Samples of hostile requests: none is answered by 500, and no answer names the inside. */
class HostileRequestTest extends ApiTest {
  private static final String[] INSIDE = {
    "dev.podlane", "java.", "jackson", "springframework", "Tomcat", "Exception", "JsonToken"
  };
  private static final String POD =
      "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: c, image: i}]}\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        // body | code | part of the message
        "[]|api.body.no-object|but is a list",
        "7|api.body.no-object|but is a whole number",
        "\"x\"|api.body.no-object|but is text",
        "{\"namespace\":{\"a\":1},\"command\":\"ip a\"}|api.field.type.text|namespace must be text,"
            + " but is an object",
        "{\"namespace\":\"gateway\",\"command\":[]}|api.field.type.text|command must be text, but"
            + " is a list",
        "{\"namespace\":\"gateway\",\"command\":\"ip a\"} {}|api.body.trailing|one object",
        "{\"namespace\":|api.body.ends|1:14",
        "{,}|api.body.character|, is not expected at 1:2",
        "{\"a\":1}|api.field.unknown|Known fields: command",
        "{\"namespace\":\"gateway\",\"command\":\"ip"
            + " a\",\"copyAs\":\"a\\u0007b\"}|api.field.name-control|copyAs",
        "{\"namespace\":\"gateway\",\"command\":\"ip"
            + " a\",\"copyAs\":\"\\ud800\"}|api.field.name-control|copyAs",
      })
  void jsonOfTheWrongShape(String body, String code, String part) {
    Reply reply = post("/api/clusters/article/console", JSON, body);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(code);
    assertThat(reply.json().path("detail").asString()).contains(part).doesNotContain(INSIDE);
  }

  @Test
  void aNumberNoProbeHas() {
    Reply reply = probe("article", "{\"from\":\"web-1\",\"to\":\"web-2\",\"port\":99999999999}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo("api.field.number-too-large");
    assertThat(reply.raw().body()).doesNotContain(INSIDE);
  }

  @Test
  void jsonThatIsAllBrackets() {
    Reply reply = post("/api/clusters/article/console", JSON, "[".repeat(100_000));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.raw().body()).doesNotContain(INSIDE);
  }

  @ParameterizedTest
  @CsvSource({
    "%, api.query.escape",
    "%z, api.query.escape",
    "%zz, api.query.escape",
    "%c0%ae, api.query.not-utf8",
    "%ed%a0%80, api.query.not-utf8",
    "%ff, api.query.not-utf8",
    "a%00, api.query.control",
    "a%0d%0aSet-Cookie:x, api.query.control",
    "%c2%85, api.query.control",
  })
  void addressesThatMeanNothing(String value, String code) throws IOException {
    String probe = "{\"from\":\"web-1\",\"to\":\"10.0.2.2\"}";
    for (String request :
        new String[] {
          "GET /api/clusters/article/namespaces?name=",
          "POST /api/clusters/article/traces.pcapng?device=",
          "POST /api/clusters/article/traces.pcapng?trace=",
          "POST /api/clusters?name=",
          "GET /api/messages?lang="
        }) {
      boolean get = request.startsWith("GET");
      String type = request.contains("traces") ? JSON : YAML;
      String body = get ? "" : type.equals(JSON) ? probe : POD;
      String reply =
          raw(
              "%s%s HTTP/1.1\r\nHost: localhost\r\nContent-Type: %s\r\nContent-Length: %d\r\n"
                  .formatted(request, value, type, body.length()),
              body);
      assertThat(reply).startsWith("HTTP/1.1 400").contains(code).doesNotContain(INSIDE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%e2%80%8b", "+", "%20%e2%80%8b"})
  void aNameOfWhichNothingCanBeSeen(String name) {
    assertThat(post("/api/clusters?name=" + name, YAML, POD).code())
        .isEqualTo("api.field.name-length");
  }

  @Test
  void parametersOfAMediaTypeAreNotKept() {
    String type = "application/yaml;" + "a=b;".repeat(500) + "c=d";

    assertThat(post("/api/clusters?name=long", type, POD).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({
    "'\u0016\u0003\u0001', 400",
    "'GET /a%zz HTTP/1.1\r\nHost: localhost\r\n', 400",
    "'GET /api/clusters/a%00b HTTP/1.1\r\nHost: localhost\r\n', 400",
    "'GET /api/clusters HTTP/1.1\r\nHost: localhost\r\nHost: other\r\n', 400",
    "'GET /api/clusters HTTP/1.1\r\nHost: <script>\r\n', 400",
    "'POST /api/clusters HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n', 501",
    "'GET / HTTP/9.9\r\nHost: localhost\r\n', 505",
    "'TRACE /api/clusters HTTP/1.1\r\nHost: localhost\r\n', 405",
    "'GET /error HTTP/1.1\r\nHost: localhost\r\n', 404",
    "'OPTIONS /error HTTP/1.1\r\nHost: localhost\r\n', 404",
    "'GET /actuator HTTP/1.1\r\nHost: localhost\r\n', 404",
  })
  void whatNoControllerHearsOf(String request, String status) throws IOException {
    assertThat(raw(request, ""))
        .startsWith("HTTP/1.1 " + status)
        .doesNotContain(INSIDE)
        .doesNotContain("HTTP Status", "SAMEORIGIN", "Podlane failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/clusters", "/api/clusters/article/traces", "/error", "*"})
  void nobodyOffersTrace(String path) throws IOException {
    assertThat(raw("OPTIONS " + path + " HTTP/1.1\r\nHost: localhost\r\n", ""))
        .doesNotContain("TRACE", "PATCH");
  }

  @Test
  void belowTheApiEvenTheContainerAnswersInJson() throws IOException {
    assertThat(raw("GET /api/clusters/a%00b HTTP/1.1\r\nHost: localhost\r\n", ""))
        .contains("application/problem+json", "\"status\":400");
  }

  private String raw(String head, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      socket
          .getOutputStream()
          .write((head + "Connection: close\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
