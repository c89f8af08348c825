package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The article's cluster over REST, from YAML to a packet that arrives, and to one that does not.
 */
class FirstWalkTest extends ApiTest {
  private static final String ARTICLE = resource("/samples/article.yaml");
  private static final String PROBE =
      "{\"from\": \"web-1\", \"to\": \"10.0.2.2\", \"protocol\": \"tcp\", \"port\": 80}";

  @Test
  void webOneReachesWebTwoThroughTheGateway() {
    String id = post("/api/clusters?name=article", YAML, ARTICLE).json().path("id").asString();

    Reply reply = probe(id, PROBE);

    assertThat(reply.status()).isEqualTo(200);
    JsonNode trace = reply.json();
    assertThat(trace.at("/outcome/result").asString()).isEqualTo("delivered");
    assertThat(trace.at("/outcome/server/listener").asString()).isEqualTo("nginx");
    assertThat(trace.at("/outcome/server/sees_src").asString()).isEqualTo("10.0.1.2");
    assertThat(trace.at("/probe/source").asString()).isEqualTo("10.0.1.2");
    assertThat(trace.at("/probe/toNamespace").asString()).isEqualTo("default/web-2");
    assertThat(stations(trace, "request"))
        .containsExactly(
            "default/web-1/eth0>64",
            "node-1/veth<64!other",
            "node-1/cbr0<64",
            "node-1/eth0>63",
            "lan/p-node-1<63!other",
            "lan/p-gateway>63",
            "gateway/eth0<63",
            "gateway/eth0>62",
            "lan/p-gateway<62!other",
            "lan/p-node-2>62",
            "node-2/eth0<62",
            "node-2/cbr0>61",
            "node-2/veth>61",
            "default/web-2/eth0<61");
    assertThat(stations(trace, "reply")).startsWith("default/web-2/eth0>64");
    assertThat(stations(trace, "reply")).endsWith("default/web-1/eth0<61");
    assertThat(trace.path("paths").has("redirects")).isFalse();
    assertThat(trace.path("paths").has("errors")).isFalse();
  }

  @Test
  void theGatewaysRouteIsShownWithItsEvidenceAndCommand() {
    JsonNode lookup = lookupAtGateway(inFull("article", PROBE).json());

    assertThat(lookup.at("/fields/matched").asString()).isEqualTo("10.0.2.0/24");
    assertThat(lookup.at("/fields/nextHop").asString()).isEqualTo("10.100.0.3");
    assertThat(lookup.path("sentence").asString())
        .contains("gateway", "10.0.2.2", "10.0.2.0/24", "10.100.0.3");
    assertThat(lookup.path("command").asString())
        .endsWith("ip route get 10.0.2.2 from 10.0.1.2 iif eth0");
    JsonNode main = lookup.at("/evidence/1");
    assertThat(main.path("title").asString()).isEqualTo("gateway · ip route show table main");
    List<String> verdicts = new ArrayList<>();
    for (JsonNode row : main.path("rows")) {
      String destination = row.path("cells").path(1).asString();
      verdicts.add(destination + " " + row.path("verdict").asString());
      assertThat(row.path("note").asString()).isNotBlank();
    }
    assertThat(verdicts).contains("10.0.2.0/24 matched", "10.0.1.0/24 near");
    assertThat(lookup.at("/before/summary").asString()).isEqualTo("10.0.1.2→10.0.2.2 · TTL 63");
  }

  @Test
  void synAckComesBack() {
    JsonNode trace = inFull("article", PROBE).json();
    List<String> flags = new ArrayList<>();
    for (JsonNode hop : trace.path("hops")) {
      if (hop.path("flow").asString().equals("reply")) {
        for (JsonNode layer : hop.at("/steps/0/after/layers")) {
          if (layer.path("type").asString().equals("tcp")) {
            flags.add(layer.at("/fields/flags").asString());
          }
        }
      }
    }
    assertThat(flags).isNotEmpty().containsOnly("SYN, ACK");
  }

  @Test
  void withoutTheRouteTheGatewaySaysNetworkUnreachable() {
    String id = post("/api/clusters?name=broken", YAML, ARTICLE).json().path("id").asString();
    String without = ARTICLE.replaceAll("(?m)^.*10\\.0\\.2\\.0/24 via 10\\.100\\.0\\.3.*\\R", "");
    assertThat(without).isNotEqualTo(ARTICLE);

    Reply put = send("PUT", "/api/clusters/" + id, without, "Content-Type", YAML);
    assertThat(put.status()).isEqualTo(200);
    JsonNode outcome = probe(id, PROBE).json().path("outcome");

    assertThat(outcome.path("result").asString()).isEqualTo("icmp_unreachable");
    assertThat(outcome.path("errno").asString()).isEqualTo("ENETUNREACH");
    assertThat(outcome.at("/icmp/type").asInt()).isEqualTo(3);
    assertThat(outcome.at("/icmp/code").asInt()).isZero();
    assertThat(outcome.at("/icmp/from").asString()).isEqualTo("10.100.0.1");
    assertThat(outcome.path("sentence").asString()).contains("10.100.0.1", "network unreachable");
  }

  @Test
  void laterProbesOfARunFindTheCachesWarm() {
    String warm = PROBE.replace("80}", "80, \"cold\": false}");
    JsonNode traces =
        probe("article", "{\"probes\": [" + PROBE + "," + warm + "]}").json().path("traces");

    assertThat(traces.size()).isEqualTo(2);
    assertThat(traces.at("/0/paths").has("arp")).isTrue();
    assertThat(traces.at("/1/paths").has("arp")).isFalse();
    assertThat(traces.at("/1/outcome/result").asString()).isEqualTo("delivered");
  }

  /** Devices in path order; the generated end of a veth's name is cut off. */
  private static List<String> stations(JsonNode trace, String flow) {
    List<String> words = new ArrayList<>();
    for (String word : trace.path("paths").path(flow).asString().split(" ", -1)) {
      if (word.indexOf('/') > 0) {
        words.add(word.replaceAll("veth[0-9a-f]+", "veth"));
      }
    }
    return words;
  }

  private static JsonNode lookupAtGateway(JsonNode trace) {
    for (JsonNode hop : trace.path("hops")) {
      if (hop.path("namespace").asString().equals("gateway")
          && hop.path("flow").asString().equals("request")) {
        for (JsonNode step : hop.path("steps")) {
          if (step.path("type").asString().equals("RouteLookup")) {
            return step;
          }
        }
      }
    }
    throw new AssertionError("the gateway looked nothing up");
  }
}
