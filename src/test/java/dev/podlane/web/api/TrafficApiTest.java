package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Streams over REST: sockets that are kept, the walk of one probe, and clumsy input. */
class TrafficApiTest extends ApiTest {
  private static final String KEEP =
      "{\"from\": \"node:n2\", \"to\": \"svc:web\", \"until\": 12, \"every\": 0.5, \"seed\": 7,"
          + " \"keep\": true%s}";

  private static String cluster = "";
  private static String pod = "";

  @BeforeEach
  void oneCluster() {
    if (cluster.isEmpty()) {
      String text = resource("/time/web.yaml");
      String id = post("/api/clusters?name=traffic", YAML, text).json().path("id").asString();
      cluster = "/api/clusters/" + id;
      pod =
          post(cluster + "/timeline/traffic", JSON, KEEP.formatted(""))
              .json()
              .at("/probes/0/pod")
              .asString();
      String event =
          "{\"event\": {\"type\": \"deletePod\", \"pod\": \"" + pod + "\"}, \"at\": 3.2}";
      assertThat(post(cluster + "/timeline", JSON, event).status()).isEqualTo(200);
    }
  }

  @Test
  void aClientThatLooksOpensASecondConnection() {
    JsonNode stream = post(cluster + "/timeline/traffic", JSON, KEEP.formatted("")).json();

    assertThat(stream.path("probes")).hasSize(25);
    assertThat(stream.at("/probes/6/connection").asInt()).isEqualTo(1);
    assertThat(stream.at("/probes/7/connection").asInt()).isEqualTo(2);
    assertThat(stream.at("/sums/results/delivered").asInt()).isEqualTo(25);
    assertThat(stream.at("/sums/versions/nginx").asInt()).isEqualTo(25);
    assertThat(stream.at("/sums/pods/" + pod.replace("/", "~1")).asInt()).isEqualTo(7);
    assertThat(stream.path("gaps")).isEmpty();
  }

  @Test
  void aClientThatDoesNotHasAGapWithItsCause() {
    String body = KEEP.formatted(", \"reconnect\": false");
    JsonNode stream = post(cluster + "/timeline/traffic?lang=en", JSON, body).json();

    assertThat(stream.at("/probes/7/result").asString()).isEqualTo("reset");
    assertThat(stream.at("/gaps/0/cause").asString()).isEqualTo("connection-kept");
    assertThat(stream.at("/gaps/0/pod").asString()).isEqualTo(pod);
    assertThat(stream.at("/gaps/0/sentence").asString()).contains("a connection that was kept");

    JsonNode walk = post(cluster + "/timeline/traffic/traces?probe=7", JSON, body).json();
    assertThat(walk.at("/outcome/result").asString()).isEqualTo("reset");
    assertThat(walk.at("/outcome/cause/code").asString()).isEqualTo("no-socket");
    assertThat(walk.path("hops")).isNotEmpty();
    JsonNode first = post(cluster + "/timeline/traffic/traces?probe=0", JSON, body).json();
    assertThat(first.at("/outcome/server/pod").asString()).isEqualTo(pod);
  }

  @Test
  void aProbeThatWasNotSentHasNoWalk() {
    for (String number : new String[] {"25", "-1", "2147483647", "x"}) {
      String url = cluster + "/timeline/traffic/traces?probe=" + number;
      JsonNode problem = post(url, JSON, KEEP.formatted("")).json();
      assertThat(problem.path("status").asInt()).as(number).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "keep": "yes" | keep
          "keep": 1 | keep
          "keep": true, "reconnect": "never" | reconnect
          "reconnect": true | reconnect
          "keep": true, "protocol": "icmp" | keep
          "keep": true, "to": "http://web/" | keep
          "keep": true, "connection": {"close": "fin"} | connection.close
          "keep": true, "connection": {"request": -1} | connection.request
          "keep": true, "connection": {"request": 99999999} | connection.request
          "keep": true, "every": 0.001 | until
          "every": 0.01, "connection": {"request": 1048576} | connection
          "every": 0 | until
          "start": 5, "until": 4 | until
          "start": -1 | start
          "until": "soon" | until
          "until": null | until
          "kept": true | kept
          """)
  void aClumsyStreamIsRefusedAtItsField(String fields, String path) {
    String usual = "\"from\": \"node:n2\", \"to\": \"svc:web\", \"until\": 3, ";
    JsonNode problem = post(cluster + "/timeline/traffic", JSON, "{" + usual + fields + "}").json();

    assertThat(problem.path("status").asInt()).as("%s", problem).isEqualTo(400);
    assertThat(problem.at("/problems/0/path").asString()).as("%s", problem).isEqualTo(path);
  }

  @Test
  void aThousandProbesAreABoundThatHolds() {
    String many =
        "{\"from\": \"node:n2\", \"to\": \"svc:web\", \"until\": 9.99, \"every\": 0.01%s}";
    for (String keep : new String[] {"", ", \"keep\": true"}) {
      JsonNode stream = post(cluster + "/timeline/traffic", JSON, many.formatted(keep)).json();
      assertThat(stream.path("probes")).as(keep).hasSizeBetween(2, 1_000);
      int sum = 0;
      for (JsonNode each : stream.at("/sums/results")) {
        sum += each.asInt();
      }
      assertThat(sum).isEqualTo(stream.path("probes").size());
    }
  }
}
