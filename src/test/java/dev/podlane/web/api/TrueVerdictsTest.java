package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Outcomes that are easily told wrong. */
class TrueVerdictsTest extends ApiTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "10.1.0.255 | `protocol`: `tcp`, `port`: 80 | ENETUNREACH | TCP does not connect",
        "10.1.0.255 | `protocol`: `udp`, `port`: 80 | EACCES | SO_BROADCAST",
        "255.255.255.255 | `protocol`: `tcp`, `port`: 80 | ENETUNREACH | TCP does not connect",
        "255.255.255.255 | `protocol`: `icmp` | EACCES | SO_BROADCAST",
      })
  void nothingIsSentToABroadcastAddress(String to, String rest, String errno, String said) {
    String id =
        post("/api/clusters", YAML, resource("/causes/routed.yaml")).json().path("id").asString();
    String probe =
        "{\"from\": \"client\", \"to\": \"%s\", %s}".formatted(to, rest.replace('`', '"'));
    JsonNode outcome = probe(id, probe).json().path("outcome");

    assertThat(outcome.path("result").asString()).isEqualTo("local_error");
    assertThat(outcome.path("errno").asString()).isEqualTo(errno);
    assertThat(outcome.at("/cause/code").asString()).isEqualTo("no-route");
    assertThat(outcome.path("sentence").asString())
        .contains(said, to + " is a broadcast address for client.");
  }

  @Test
  void whatNoDocumentSaysIsNoObjectAndAnAnnotationIsItsOwnField() {
    String id =
        post(
                "/api/clusters",
                YAML,
                """
                {kind: Node, apiVersion: v1, metadata: {name: n}, spec: {podCIDR: 10.1.1.0/24}}
                ---
                kind: Pod
                apiVersion: v1
                metadata: {name: p, annotations: {podlane.dev/listen: none}}
                spec:
                  nodeName: n
                  containers: [{name: c, image: i, ports: [{containerPort: 80}]}]
                """)
            .json()
            .path("id")
            .asString();

    JsonNode outside = probe(id, "{\"from\": \"p\", \"to\": \"8.8.8.8\", \"port\": 53}").json();
    JsonNode named = probe(id, "{\"from\": \"p\", \"to\": \"ext:8.8.8.8\", \"port\": 53}").json();
    JsonNode refused =
        probe(id, "{\"from\": \"n\", \"to\": \"p\", \"protocol\": \"tcp\", \"port\": 80}").json();

    assertThat(outside.at("/outcome/result").asString()).isEqualTo("unknown");
    assertThat(outside.path("outcome"))
        .as("a host outside, as ext: is")
        .isEqualTo(named.path("outcome"));
    assertThat(outside.at("/outcome/cause/code").asString()).isEqualTo("outside");
    assertThat(outside.at("/outcome/cause/object").isNull()).isTrue();
    assertThat(refused.at("/outcome/cause/path").asString())
        .isEqualTo("metadata.annotations[podlane.dev/listen]");
  }

  @Test
  void whoAnswersInPlaceOfAnotherAfterDnatIsNamed() {
    String id =
        post(
                "/api/clusters",
                YAML,
                """
                apiVersion: podlane.dev/v1
                kind: LinuxNetwork
                metadata: {name: n}
                spec:
                  namespaces:
                    a: {devices: {eth0: {addr: 10.1.0.2/24}}, routes: [default via 10.1.0.1]}
                    r:
                      sysctls: {net.ipv4.ip_forward: 1}
                      devices:
                        e1: {addr: 10.1.0.1/24, peer: 'a:eth0'}
                        e2: {addr: 10.2.0.1/24, peer: 'b:eth0'}
                        e3: {addr: 10.3.0.1/24, peer: 'c:eth0'}
                      iptables:
                        - '*nat'
                        - ':PREROUTING ACCEPT'
                        - -A PREROUTING -d 10.2.0.2/32 -j DNAT --to-destination 10.3.0.2
                        - COMMIT
                    b: {devices: {eth0: {addr: 10.2.0.2/24}}, routes: [default via 10.2.0.1]}
                    c: {devices: {eth0: {addr: 10.3.0.2/24}}, routes: [default via 10.3.0.1]}
                """)
            .json()
            .path("id")
            .asString();

    JsonNode outcome = probe(id, "{\"from\": \"a\", \"to\": \"b\"}").json().path("outcome");

    assertThat(outcome.path("result").asString()).isEqualTo("delivered");
    assertThat(outcome.at("/answeredBy/netns").asString()).isEqualTo("c");
    assertThat(outcome.path("sentence").asString())
        .isEqualTo(
            "Answered, but by c instead of b: the destination was rewritten on the way (DNAT).");
  }
}
