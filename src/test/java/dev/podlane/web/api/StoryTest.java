package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The steps told at detail=story, and those folded into one. */
class StoryTest extends ApiTest {
  private static final String PROBE =
      "{\"from\": \"web-1\", \"to\": \"10.0.2.2\", \"protocol\": \"tcp\", \"port\": 80}";

  @Test
  void aStoryIsWhatOneWouldTellANewcomer() {
    JsonNode story = told("article", "story", "refs", PROBE);

    List<String> told = new ArrayList<>();
    for (JsonNode hop : story.get("hops")) {
      for (JsonNode step : hop.get("steps")) {
        assertThat(step.get("level").asString()).isEqualTo("story");
        assertThat(step.has("evidence")).isFalse();
        told.add(
            String.join(
                " ",
                hop.get("flow").asString(),
                hop.get("namespace").asString(),
                step.get("type").asString()));
      }
    }
    assertThat(told)
        .containsExactly(
            "request default/web-1 RouteLookup",
            "request node-1 BridgePassedUp",
            "request node-1 RouteLookup",
            "request node-1 TtlDecremented",
            "request gateway RouteLookup",
            "request gateway TtlDecremented",
            "request node-2 RouteLookup",
            "request node-2 TtlDecremented",
            "request default/web-2 SocketDelivered",
            "reply default/web-2 RouteLookup",
            "reply node-2 BridgePassedUp",
            "reply node-2 RouteLookup",
            "reply node-2 TtlDecremented",
            "reply gateway RouteLookup",
            "reply gateway TtlDecremented",
            "reply node-1 RouteLookup",
            "reply node-1 TtlDecremented",
            "reply default/web-1 ReplyReceived");
  }

  @Test
  void eachQuestionOfArpIsOneStepThatOpens() {
    List<JsonNode> folds =
        told("article", "story", "refs", PROBE)
            .get("folds")
            .valueStream()
            .filter(fold -> fold.get("type").asString().equals("arp"))
            .toList();
    JsonNode stages = told("article", "stages", "refs", PROBE);

    assertThat(folds.stream().map(fold -> fold.get("address").asString()))
        .containsExactly("10.0.1.1", "10.100.0.1", "10.100.0.3", "10.0.2.2");
    assertThat(folds.stream().map(fold -> fold.at("/answeredBy/0").asString()))
        .containsExactly("node-1", "gateway", "node-2", "default/web-2");
    assertThat(folds.get(0).get("sentence").asString())
        .isEqualTo("default/web-1 asks on eth0 who has 10.0.1.1; node-1 answers.");
    long arp =
        stages
            .get("hops")
            .valueStream()
            .filter(hop -> hop.get("flow").asString().equals("arp"))
            .mapToLong(hop -> hop.get("steps").size())
            .sum();
    assertThat(folds.stream().mapToLong(fold -> fold.get("steps").asInt()).sum())
        .isEqualTo(arp)
        .isPositive();
  }

  @Test
  void aQuestionThatNobodyAnswersSaysSo() {
    String nobody = "{\"from\": \"web-1\", \"to\": \"10.0.1.77\"}";

    JsonNode story = told("article", "story", "refs", nobody);

    assertThat(story.get("folds").size()).isEqualTo(1);
    assertThat(story.at("/folds/0/answeredBy").size()).isZero();
    assertThat(story.at("/folds/0/requests").size()).isEqualTo(3);
    assertThat(story.at("/folds/0/sentence").asString()).contains("3 requests", "no host answers");
    assertThat(References.steps(story).values().stream().map(step -> step.get("type").asString()))
        .contains("NeighbourFailed");
  }

  @Test
  void whatIsSentAgainAndFaresTheSameIsToldOnce() {
    String probe =
        "{\"from\": \"host-1/p1\", \"to\": \"10.100.0.3\", \"protocol\": \"tcp\", \"port\": 22}";

    JsonNode story = told("docker-conflict", "story", "refs", probe);

    JsonNode again =
        story
            .get("folds")
            .valueStream()
            .filter(fold -> fold.get("type").asString().equals("again"))
            .findFirst()
            .orElseThrow();
    assertThat(again.get("requests").size()).isEqualTo(4);
    assertThat(again.get("sentence").asString())
        .isEqualTo("host-1/p1 sends the packet 4 more times, with the same result each time.");
    assertThat(References.steps(story).values().stream().map(step -> step.get("type").asString()))
        .containsOnlyOnce("SocketMissing", "TimedOut")
        .doesNotContain("SocketRetransmit");
    JsonNode stages = told("docker-conflict", "stages", "refs", probe);
    assertThat(References.steps(stages).values().stream().map(step -> step.get("type").asString()))
        .filteredOn("SocketRetransmit"::equals)
        .hasSize(4);
  }

  @Test
  void aQuestionCountsWhoElseHeardIt() {
    String text =
        """
        apiVersion: v1
        kind: Node
        metadata: {name: n1}
        spec: {podCIDR: 10.1.1.0/24}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: d}
        spec:
          replicas: 60
          selector: {matchLabels: {a: b}}
          template:
            metadata: {labels: {a: b}}
            spec: {containers: [{name: c, image: nginx}]}
        """;
    String id = post("/api/clusters", YAML, text).json().path("id").asString();

    JsonNode story = told(id, "story", "refs", "{\"from\": \"node:n1\", \"to\": \"10.1.1.40\"}");

    assertThat(story.at("/folds/0/address").asString()).isEqualTo("10.1.1.40");
    assertThat(story.at("/folds/0/others").asInt()).isEqualTo(59);
  }
}
