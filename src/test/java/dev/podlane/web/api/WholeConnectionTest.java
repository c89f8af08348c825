package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** TCP connections past the handshake, and time between probes, over REST. */
class WholeConnectionTest extends ApiTest {
  private static final String WEB =
      "\"from\": \"web-1\", \"to\": \"10.0.2.2\", \"port\": 80, \"protocol\": ";

  @Test
  void theHandshakesAckTakesTheWayOfTheSyn() {
    JsonNode trace = probe("article", "{" + WEB + "\"tcp\"}").json();

    String request = trace.at("/paths/request").asString();
    assertThat(trace.at("/paths/connection").asString()).isEqualTo(request).isNotEmpty();
    assertThat(trace.at("/outcome").has("connection")).isFalse();
    List<JsonNode> folds = folds(trace);
    assertThat(folds).hasSize(1);
    assertThat(folds.get(0).path("sentence").asString())
        .isEqualTo(
            "default/web-1 sends the ACK that completes the handshake; it takes the way of the"
                + " SYN.");
  }

  @Test
  void requestAndAnswerCrossTheConnection() {
    String asked = "\"connection\": {\"request\": 200, \"response\": 5000}";
    JsonNode trace = probe("article", "{" + WEB + "\"tcp\", " + asked + "}").json();

    assertThat(trace.at("/outcome/result").asString()).isEqualTo("delivered");
    assertThat(trace.at("/outcome/connection/request").asInt()).isEqualTo(200);
    assertThat(trace.at("/outcome/connection/response").asInt()).isEqualTo(5_000);
    assertThat(trace.at("/probe/connection/close").asString()).isEqualTo("fin");
    assertThat(trace.at("/outcome/sentence").asString())
        .contains("got 200 bytes and answered with 5000");
    assertThat(trace.at("/paths/connection").asString())
        .contains("default/web-2/eth0<61", "default/web-1/eth0<61");
    assertThat(folds(trace)).isNotEmpty();
  }

  @Test
  void onlyTcpHasConnections() {
    String asked = "\"connection\": {\"request\": 200}";
    Reply reply = probe("article", "{" + WEB + "\"udp\", " + asked + "}");

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().at("/problems/0/path").asString()).isEqualTo("connection");
    Reply huge = probe("article", "{" + WEB + "\"tcp\", \"connection\": {\"request\": 1048577}}");
    assertThat(huge.status()).isEqualTo(400);
    assertThat(huge.json().at("/problems/0/path").asString()).isEqualTo("connection.request");
  }

  @Test
  void timePassesBetweenProbes() {
    String ttl = "{\"from\": \"web-1\", \"to\": \"10.0.2.2\", \"ttl\": 1, \"cold\": false%s}";
    List<String> probes = new ArrayList<>(Collections.nCopies(8, ttl.formatted("")));
    probes.add(ttl.formatted(", \"after\": 20"));
    JsonNode answer = probe("article", "{\"probes\": " + probes + "}").json();

    List<String> results =
        StreamSupport.stream(answer.path("traces").spliterator(), false)
            .map(trace -> trace.at("/outcome/result").asString())
            .toList();
    // a host tells one peer of six such errors at once, then of one a second
    assertThat(results.subList(0, 6)).containsOnly("ttl_exceeded");
    assertThat(results.get(6)).isEqualTo("timeout");
    assertThat(results.get(8)).isEqualTo("ttl_exceeded");
  }

  private static List<JsonNode> folds(JsonNode trace) {
    return StreamSupport.stream(trace.path("folds").spliterator(), false)
        .filter(fold -> fold.path("type").asString().equals("connection"))
        .toList();
  }
}
