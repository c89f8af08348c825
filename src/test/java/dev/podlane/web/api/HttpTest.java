package dev.podlane.web.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** A test that speaks HTTP to a server. */
@Execution(ExecutionMode.SAME_THREAD)
abstract class HttpTest {
  static final String YAML = "application/yaml";
  static final String JSON = "application/json";

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final JsonMapper MAPPER = new JsonMapper();

  @LocalServerPort int port;

  /** The answer of the server; {@code json} is missing when the answer is no JSON. */
  record Reply(int status, HttpResponse<String> raw, JsonNode json) {
    String header(String name) {
      return raw.headers().firstValue(name).orElse("");
    }

    /** The code of the first problem. */
    String code() {
      return json.path("problems").path(0).path("code").asString();
    }
  }

  Reply get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  Reply post(String path, String type, String body) {
    return send("POST", path, body, "Content-Type", type);
  }

  Reply probe(String cluster, String json) {
    return post("/api/clusters/" + cluster + "/traces", JSON, json);
  }

  Reply traced(String cluster, String query, String json) {
    return post("/api/clusters/" + cluster + "/traces" + query, JSON, json);
  }

  /** The trace of a probe in this detail, with packets once or in place. */
  ObjectNode told(String cluster, String detail, String packets, String json) {
    Reply reply = traced(cluster, "?detail=" + detail + "&packets=" + packets, json);
    if (reply.status() != 200) {
      throw new IllegalStateException(reply.raw().body());
    }
    return (ObjectNode) reply.json();
  }

  /** A probe's whole walk, each step with its packets and tables in place. */
  Reply inFull(String cluster, String json) {
    return traced(cluster, "?detail=rows&packets=full", json);
  }

  Reply upload(String path, String type, byte[] body) {
    return upload("POST", path, type, body);
  }

  Reply upload(String method, String path, String type, byte[] body) {
    return sent(method, path, BodyPublishers.ofByteArray(body), "Content-Type", type);
  }

  Reply send(String method, String path, @Nullable String body, String... headers) {
    return sent(
        method,
        path,
        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
        headers);
  }

  private Reply sent(String method, String path, BodyPublisher body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> raw =
          CLIENT.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
      boolean json = raw.headers().firstValue("Content-Type").orElse("").contains("json");
      JsonNode parsed = json ? MAPPER.readTree(raw.body()) : MissingNode.getInstance();
      return new Reply(raw.statusCode(), raw, parsed);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String resource(String path) {
    try (var in = HttpTest.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no " + path);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Some fields of each element of a list, joined by blanks; one that is not there is empty. */
  static List<String> rows(JsonNode list, String... fields) {
    return list.valueStream()
        .map(
            row ->
                String.join(
                    " ", List.of(fields).stream().map(field -> text(row.path(field))).toList()))
        .toList();
  }

  private static String text(JsonNode value) {
    return value.isNull() ? "" : value.isArray() ? value.toString() : value.asString();
  }
}
