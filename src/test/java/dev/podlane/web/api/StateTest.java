package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The output of tools at a step of a walk, over REST. */
class StateTest extends ApiTest {
  private static final String PROBE =
      "{\"from\": \"web-1\", \"to\": \"10.0.2.2\", \"protocol\": \"tcp\", \"port\": 80}";

  /** The article's cluster with rules on node-1, made once. */
  private static String changed = "";

  private String id = "article";

  private void changed() {
    if (changed.isEmpty()) {
      String article = resource("/samples/article.yaml");
      changed = post("/api/clusters?name=article", YAML, article).json().path("id").asString();
      String given =
          "{\"namespace\": \"node-1\", \"commands\":"
              + " [\"iptables -A FORWARD -m conntrack --ctstate INVALID -j DROP\"]}";
      assertThat(post("/api/clusters/" + changed + "/edits", JSON, given).status()).isEqualTo(200);
    }
    id = changed;
  }

  private Reply ask(String question) {
    return post("/api/clusters/" + id + "/state", JSON, question);
  }

  private String output(String namespace, String of, String rest) {
    Reply reply = ask("{\"namespace\": \"%s\", \"of\": \"%s\"%s}".formatted(namespace, of, rest));
    assertThat(reply.status()).isEqualTo(200);
    return reply.json().path("output").asString();
  }

  /** The number of the first step of a kind. */
  private int step(String type) {
    for (JsonNode hop : probe(id, PROBE).json().path("hops")) {
      for (JsonNode step : hop.path("steps")) {
        if (step.path("type").asString().equals(type)) {
          return step.path("seq").asInt();
        }
      }
    }
    throw new AssertionError("no " + type);
  }

  @Test
  void aNeighbourIsAskedForThenKnown() {
    int missing = step("NeighbourMissing");
    int learned = step("NeighbourLearned");
    String at = ", \"probe\": " + PROBE + ", \"step\": ";

    assertThat(output("default/web-1", "ip-neigh", "")).isEmpty();
    assertThat(output("default/web-1", "ip-neigh", at + (missing - 1))).isEmpty();
    assertThat(output("default/web-1", "ip-neigh", at + missing))
        .isEqualTo("10.0.1.1 dev eth0 INCOMPLETE ");
    assertThat(learned).isGreaterThan(missing);
    assertThat(output("default/web-1", "ip-neigh", ", \"probe\": " + PROBE))
        .matches("10\\.0\\.1\\.1 dev eth0 lladdr [0-9a-f:]{17} REACHABLE ");
  }

  @Test
  void bridgesHaveHeardStationsAtTheEnd() {
    String before = output("node-1", "bridge-fdb", "");
    String after = output("node-1", "bridge-fdb", ", \"probe\": " + PROBE);

    assertThat(after.lines().count()).isEqualTo(before.lines().count() + 1);
    assertThat(after).containsPattern("dev veth[0-9a-f]{8} master cbr0\n");
  }

  @Test
  void aConnectionPassesThroughItsStates() {
    changed();
    String at = ", \"probe\": " + PROBE + ", \"step\": ";

    assertThat(output("node-1", "conntrack", at + 0)).isEmpty();
    assertThat(output("node-1", "conntrack", at + step("SocketDelivered")))
        .startsWith("tcp      6 120 SYN_SENT src=10.0.1.2 dst=10.0.2.2 ")
        .contains(" [UNREPLIED] ");
    assertThat(output("node-1", "conntrack", ", \"probe\": " + PROBE))
        .startsWith("tcp      6 432000 ESTABLISHED ")
        .endsWith(" [ASSURED] mark=0 use=1");
  }

  @Test
  void rulesHaveCountedWhatTheyMatched() {
    String article = resource("/samples/article.yaml");
    id = post("/api/clusters?name=counting", YAML, article).json().path("id").asString();
    String given =
        "{\"namespace\": \"node-1\", \"commands\":"
            + " [\"iptables -P FORWARD ACCEPT\", \"iptables -A FORWARD -d 10.0.2.2\","
            + " \"nft add table ip t\","
            + " \"nft 'add chain ip t c { type filter hook forward priority 0; }'\","
            + " \"nft add rule ip t c counter ip daddr 10.0.2.2 counter\"]}";
    assertThat(post("/api/clusters/" + id + "/edits", JSON, given).status()).isEqualTo(200);
    String walked = ", \"probe\": " + PROBE;

    assertThat(output("node-1", "iptables-save", "")).contains("[0:0] -A FORWARD -d 10.0.2.2/32");
    assertThat(output("node-1", "iptables-save", walked))
        .containsPattern(":FORWARD ACCEPT \\[[1-9][0-9]*:[1-9][0-9]+]")
        .containsPattern("\\[2:1[0-9]{2}] -A FORWARD -d 10.0.2.2/32");
    assertThat(output("node-1", "nft", walked))
        .containsPattern("counter packets 3 bytes [0-9]+ ip daddr 10.0.2.2 counter packets 2 ");
    int first = step("RulesRead");
    assertThat(output("node-1", "iptables-save", walked + ", \"step\": " + (first - 1)))
        .contains("[0:0] -A FORWARD -d 10.0.2.2/32");
  }

  @ParameterizedTest
  @CsvSource({
    "iptables-save, -A FORWARD",
    "nft, table ip filter",
    "ip-route, default via",
    "ip-rule, from all lookup main",
    "ip-addr, inet 10.100.0.2/24",
    "ipset, ''",
    "sysctl, net.ipv4.ip_forward = 1",
    "ss, Netid",
  })
  void everyToolPrints(String of, String text) {
    changed();
    assertThat(output("node-1", of, "")).contains(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"namespace\": \"node-9\", \"of\": \"ss\"} | 404",
        "{\"namespace\": \"node-1\", \"of\": \"rm\"} | 400",
        "{\"namespace\": \"node-1\"} | 400",
        "{\"of\": \"ss\"} | 400",
        "{\"namespace\": \"node-1\", \"of\": \"ss\", \"step\": -1} | 400",
        "{\"namespace\": \"node-1\", \"of\": \"ss\", \"probe\": {\"from\": \"web-1\"}} | 400",
        "{\"namespace\": \"node-1\", \"of\": \"ss\","
            + " \"probe\": {\"from\": \"nobody\", \"to\": \"web-2\"}} | 400",
      })
  void whatMakesNoSenseIsRefused(String question, int status) {
    assertThat(ask(question).status()).isEqualTo(status);
  }
}
