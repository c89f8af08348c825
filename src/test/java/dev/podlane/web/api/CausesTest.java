package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Every outcome but a delivery says who decided it, where, and by what. */
class CausesTest extends ApiTest {
  private @Nullable String routed;

  private JsonNode outcome(String network, String probe) {
    String yaml = resource("/causes/" + network + ".yaml");
    String id = post("/api/clusters?name=" + network, YAML, yaml).json().path("id").asString();
    return probe(id, probe).json().path("outcome");
  }

  private JsonNode routed(String to, String rest) {
    if (routed == null) {
      String yaml = resource("/causes/routed.yaml");
      routed = post("/api/clusters?name=routed", YAML, yaml).json().path("id").asString();
    }
    String probe = "{\"from\": \"client\", \"to\": \"%s\", %s}".formatted(to, rest);
    return probe(routed, probe).json().path("outcome");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.2.0.2 | `protocol`: `tcp`, `port`: 22 | timeout | rule | router | iptables | -A FORWARD"
            + " -d 10.2.0.2/32 -p tcp -m tcp --dport 22 -j DROP",
        "10.2.0.2 | `protocol`: `tcp`, `port`: 23 | refused | rule | router | iptables | -A FORWARD"
            + " -d 10.2.0.2/32 -p tcp -m tcp --dport 23 -j REJECT --reject-with tcp-reset",
        "10.2.0.2 | `protocol`: `udp`, `port`: 53 | timeout | rule | router | iptables | -A FORWARD"
            + " -s 10.2.0.2/32 -p udp -m udp --sport 53 -j DROP",
        "10.2.0.2 | `protocol`: `tcp`, `port`: 24 | unknown | not-simulated | router | iptables |"
            + " -A FORWARD -p tcp -m tcp --dport 24 -m time --timestart 08:00:00 --timestop"
            + " 18:00:00 --datestop 2038-01-19T03:14:07 -j DROP",
        "10.2.0.2 | `protocol`: `tcp`, `port`: 81 | refused | no-socket | server | listen |",
        "10.2.0.2 | `protocol`: `udp`, `port`: 81 | icmp_unreachable | no-socket | server |"
            + " listen |",
        "10.9.0.1 | `protocol`: `icmp` | icmp_unreachable | no-route | router | routes |"
            + " unreachable 10.9.0.0/16",
        "10.8.0.1 | `protocol`: `icmp` | timeout | no-route | router | routes | blackhole"
            + " 10.8.0.0/16",
        "10.7.0.1 | `protocol`: `icmp` | icmp_unreachable | no-route | router | routes |",
        "10.2.0.7 | `protocol`: `icmp` | icmp_unreachable | neighbour | router | devices.eth1 |",
        "10.1.0.7 | `protocol`: `icmp` | icmp_unreachable | neighbour | client | devices.eth0 |",
        "10.3.0.2 | `protocol`: `icmp` | timeout | reverse-path | strict | sysctls |",
        "10.2.0.2 | `protocol`: `icmp`, `ttl`: 1 | ttl_exceeded | ttl | router | devices.eth0 |",
        "10.4.0.2 | `protocol`: `icmp`, `size`: 1400, `df`: `do` | frag_needed | mtu | router |"
            + " devices.eth3 |",
        "10.4.0.2 | `protocol`: `udp`, `port`: 9, `size`: 1600, `df`: `do` | local_error | mtu |"
            + " client | devices.eth0 |",
      })
  void saysWhoDecided(
      String to, String rest, String result, String code, String netns, String path, String rule) {
    JsonNode outcome = routed(to, rest.replace('`', '"'));
    JsonNode cause = outcome.path("cause");

    assertThat(outcome.path("result").asString()).isEqualTo(result);
    assertThat(cause.path("code").asString()).isEqualTo(code);
    assertThat(cause.path("netns").asString()).isEqualTo(netns);
    assertThat(cause.at("/object/kind").asString()).isEqualTo("LinuxNetwork");
    assertThat(cause.at("/object/name").asString()).isEqualTo("routed");
    assertThat(cause.path("path").asString()).isEqualTo("spec.namespaces." + netns + "." + path);
    assertThat(cause.path("rule").asString(null)).isEqualTo(rule);
    assertThat(cause.path("step").isInt()).isTrue();
    assertThat(cause.path("fields")).isNotEmpty();
    assertThat(outcome.path("sentence").asString()).contains(rule == null ? netns : rule);
  }

  @Test
  void aHostOutsideIsDescribedWithTheGatewayItHangsFrom() {
    String probe = "{\"from\": \"web-1\", \"to\": \"ext:203.0.113.9\", \"protocol\": \"icmp\"}";
    JsonNode extra = probe("article", probe).json().path("extra");
    JsonNode outside = extra.at("/namespaces/0");

    assertThat(outside.path("id").asString()).isEqualTo("ext:203.0.113.9");
    assertThat(extra.at("/machines/0/id").asString()).isEqualTo("ext:203.0.113.9");
    assertThat(extra.at("/machines/1/kind").asString()).isEqualTo("router");
    String peer = outside.at("/devices/1/peer").asString();
    assertThat(extra.at("/namespaces/1/devices").valueStream().map(d -> d.path("id").asString()))
        .contains(peer);
    String web =
        "{\"from\": \"web-1\", \"to\": \"ext:203.0.113.9\", \"protocol\": \"tcp\", \"port\": 80}";
    JsonNode outcome = probe("article", web).json().path("outcome");
    assertThat(outcome.path("result").asString()).isEqualTo("unknown");
    assertThat(outcome.has("routed")).isFalse();
    String inside = "{\"from\": \"web-1\", \"to\": \"web-2\", \"protocol\": \"icmp\"}";
    assertThat(probe("article", inside).json().has("extra")).isFalse();
  }

  @Test
  void saysWhatWasAssumedForTheProbe() {
    String yaml =
        """
        {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.0.1.0/24}}
        ---
        {apiVersion: batch/v1, kind: CronJob, metadata: {name: nightly}, spec: {schedule: '@daily',
         jobTemplate: {spec: {template: {spec: {containers: [{name: c}]}}}}}}
        """;
    String id = post("/api/clusters", YAML, yaml).json().path("id").asString();
    String probe = "{\"from\": \"nightly\", \"to\": \"n1\", \"protocol\": \"icmp\"}";
    JsonNode outcome = probe(id, probe).json().path("outcome");

    assertThat(outcome.path("result").asString()).isEqualTo("delivered");
    assertThat(outcome.at("/assumed/0/code").asString()).isEqualTo("cronjob.fired");
    assertThat(outcome.at("/assumed/0/object/kind").asString()).isEqualTo("CronJob");
    assertThat(outcome.path("sentence").asString())
        .endsWith(outcome.at("/assumed/0/message").asString())
        .contains("CronJob default/nightly");
    JsonNode extra = probe(id, probe).json().path("extra");
    assertThat(extra.at("/namespaces/0/machine").asString()).isEqualTo("n1");
    assertThat(extra.at("/namespaces/1/id").asString()).isEqualTo("n1");
    assertThat(extra.at("/machines/0/id").asString()).isEqualTo("n1");
    String other = "{\"from\": \"gateway\", \"to\": \"n1\", \"protocol\": \"icmp\"}";
    assertThat(probe(id, other).json().path("outcome").has("assumed")).isFalse();
  }

  @Test
  void aLostAnswerIsNamedWhereItWasLost() {
    JsonNode outcome = routed("10.2.0.2", "\"protocol\": \"udp\", \"port\": 53");

    assertThat(outcome.at("/at/flow").asString()).isEqualTo("reply");
    assertThat(outcome.at("/at/namespace").asString()).isEqualTo("router");
    assertThat(outcome.path("sentence").asString()).contains("drops the answer");
  }

  @Test
  void aConditionOfTheRuleStandsBesideWhatThePacketHad() {
    JsonNode fields = routed("10.2.0.2", "\"protocol\": \"tcp\", \"port\": 22").at("/cause/fields");

    assertThat(fields.toString())
        .contains("{\"field\":\"-d\",\"wanted\":\"10.2.0.2/32\",\"had\":\"10.2.0.2\"}")
        .contains("{\"field\":\"--dport\",\"wanted\":\"22\",\"had\":\"22\"}");
  }

  @Test
  void anAnswerThatWasBridgedPastNatComesFromSomebodyElse() {
    JsonNode outcome =
        outcome(
            "bridged-past-nat",
            "{\"from\": \"pod\", \"to\": \"10.96.0.10\", \"protocol\": \"udp\", \"port\": 53}");

    assertThat(outcome.path("result").asString()).isEqualTo("timeout");
    assertThat(outcome.at("/cause/code").asString()).isEqualTo("reply-mismatch");
    assertThat(outcome.at("/cause/fields/0").toString())
        .isEqualTo("{\"field\":\"source\",\"wanted\":\"10.96.0.10:53\",\"had\":\"10.0.1.3:53\"}");
    assertThat(outcome.at("/cause/path").asString()).isEqualTo("spec.namespaces.node.sysctls");
    assertThat(outcome.path("reason").asString()).isEqualTo("bridged_past_nat");
    assertThat(outcome.path("sentence").asString())
        .contains("waits for an answer from 10.96.0.10", "came from 10.0.1.3", "node");
  }

  @Test
  void whatGoesRoundForEverIsALoop() {
    JsonNode outcome =
        outcome("joined-twice", "{\"from\": \"a\", \"to\": \"10.0.0.9\", \"protocol\": \"icmp\"}");

    assertThat(outcome.path("result").asString()).isEqualTo("loop");
    assertThat(outcome.at("/cause/code").asString()).isEqualTo("loop");
  }

  @ParameterizedTest
  @CsvSource({
    "web-1, 8.8.8.8, icmp_unreachable, outside, gateway, ClusterNetwork",
    "web-1, 10.0.3.9, icmp_unreachable, no-route, gateway, ClusterNetwork",
    "web-1, fd00::1, unknown, not-simulated, default/web-1, ",
  })
  void whatTheDocumentsDoNotSayIsNoFaultOfTheirs(
      String from, String to, String result, String code, String netns, String kind) {
    String probe = "{\"from\": \"%s\", \"to\": \"%s\", \"protocol\": \"icmp\"}".formatted(from, to);
    JsonNode outcome = probe("article", probe).json().path("outcome");

    assertThat(outcome.path("result").asString()).isEqualTo(result);
    assertThat(outcome.at("/cause/code").asString()).isEqualTo(code);
    assertThat(outcome.at("/cause/netns").asString()).isEqualTo(netns);
    assertThat(outcome.at("/cause/object/kind").asString(null)).isEqualTo(kind);
  }

  @Test
  void packetsOfSctpAreUnknown() {
    for (String to : List.of("web-2", "ext:203.0.113.9")) {
      String probe = "{\"from\": \"client\", \"to\": \"%s\", \"protocol\": \"sctp\", \"port\": 80}";
      JsonNode outcome = probe("services", probe.formatted(to)).json().path("outcome");

      assertThat(outcome.path("result").asString()).as(to).isEqualTo("unknown");
      assertThat(outcome.at("/cause/code").asString()).as(to).isEqualTo("not-simulated");
    }
  }

  @Test
  void aPodWithoutAnAddressIsWaitedFor() {
    String manifests =
        resource("/samples/article.yaml")
            + "---\n{apiVersion: v1, kind: Pod, metadata: {name: late}, spec: {containers: [{name:"
            + " c, image: i}], nodeSelector: {no: where}}}\n";
    String id = post("/api/clusters?name=late", YAML, manifests).json().path("id").asString();
    JsonNode outcome =
        probe(id, "{\"from\": \"web-1\", \"to\": \"late\", \"protocol\": \"icmp\"}")
            .json()
            .path("outcome");

    assertThat(outcome.path("result").asString()).isEqualTo("pending");
    assertThat(outcome.at("/cause/code").asString()).isEqualTo("fact-missing");
    assertThat(outcome.at("/cause/object/name").asString()).isEqualTo("late");
    assertThat(outcome.at("/cause/path").asString()).isEqualTo("spec.nodeName");
  }

  @Test
  void whoAnsweredIsWhoAnswered() {
    String probe = "{\"from\": \"web-1\", \"to\": \"web-2\", \"protocol\": \"tcp\", \"port\": %d}";
    JsonNode answered = probe("docker0-nodes", probe.formatted(80)).json().path("outcome");
    JsonNode refused = probe("docker0-nodes", probe.formatted(81)).json().path("outcome");

    assertThat(answered.path("sentence").asString())
        .isEqualTo("Answered, but by web-1 itself, not by web-2: both have 172.17.0.2.");
    assertThat(answered.at("/answeredBy/netns").asString()).isEqualTo("default/web-1");
    assertThat(answered.at("/answeredBy/meant/object/name").asString()).isEqualTo("web-2");
    assertThat(answered.has("cause")).isFalse();
    assertThat(refused.path("sentence").asString()).startsWith("Refused, but by web-1 itself");
    assertThat(refused.at("/cause/path").asString()).isEqualTo("spec.containers");
  }

  @Test
  void aConnectionThatAProxyTookIsFollowedToTheContainer() {
    String host =
        """
        apiVersion: podlane.dev/v1
        kind: DockerHost
        metadata: {name: dh}
        spec:
          interfaces: [{name: eth0, address: 10.100.0.2/24}]
          containers: [{name: web, ports: ["8090:80"], listens: [%d]}]
        """;
    String probe =
        "{\"from\": \"dh\", \"to\": \"127.0.0.1\", \"protocol\": \"tcp\", \"port\": 8090}";
    String open =
        post("/api/clusters?name=o", YAML, host.formatted(80)).json().path("id").asString();
    String shut =
        post("/api/clusters?name=s", YAML, host.formatted(81)).json().path("id").asString();
    JsonNode answered = probe(open, probe).json().path("outcome");
    JsonNode alone = probe(shut, probe).json().path("outcome");

    assertThat(answered.at("/onward/result").asString()).isEqualTo("delivered");
    assertThat(alone.path("result").asString()).isEqualTo("delivered");
    assertThat(alone.at("/onward/cause/code").asString()).isEqualTo("no-socket");
    assertThat(alone.path("sentence").asString())
        .startsWith(
            "Answered, but only by docker-proxy/web on dh: its own connection to 172.17.0.2");
  }

  @Test
  void theSendersOwnKernelIsNamedWhenNobodyAnswersArp() {
    JsonNode outcome = routed("10.1.0.7", "\"protocol\": \"icmp\"");

    assertThat(outcome.path("sentence").asString())
        .isEqualTo(
            "No host answered ARP for 10.1.0.7 on eth0 of client (3 requests, 3 s). The kernel in"
                + " client itself reports EHOSTUNREACH.");
  }

  @Test
  void localhostOfAPodIsThePodItself() {
    JsonNode outcome =
        probe(
                "article",
                "{\"from\": \"web-1\", \"to\": \"127.0.0.1\", \"protocol\": \"tcp\", \"port\": 80}")
            .json()
            .path("outcome");

    assertThat(outcome.path("result").asString()).isEqualTo("delivered");
    assertThat(outcome.path("sentence").asString())
        .isEqualTo("Delivered: nginx on default/web-1 answered; it saw the sender as 127.0.0.1.");
  }
}
