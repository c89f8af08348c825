package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every element of a namespace says which object and field, or which edit, it comes from. */
class OriginsApiTest extends ApiTest {
  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.1.0.0/24},
       status: {addresses: [{type: InternalIP, address: 10.100.0.2}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, namespace: shop}, spec: {nodeName: n1,
       containers: [{name: c, image: i, ports: [{containerPort: 80, hostPort: 8080}]}]},
       status: {podIP: 10.1.0.5}}
      """;

  private JsonNode namespace(String id, String name) {
    return get("/api/clusters/" + id + "/namespaces?name=" + name).json();
  }

  private static String told(JsonNode origin) {
    return String.join(
        " ",
        origin.path("source").asString(""),
        origin.at("/object/kind").asString(""),
        origin.at("/object/name").asString(""),
        origin.path("path").asString(""),
        origin.path("reason").asString(""),
        origin.path("edit").asString(""));
  }

  private static String of(JsonNode namespace, String element) {
    return told(namespace.path("origins").path(element));
  }

  @Test
  void elementsNameTheirObjectAndItsField() {
    String id = post("/api/clusters", YAML, CLUSTER).json().path("id").asString();
    JsonNode node = namespace(id, "n1");
    JsonNode pod = namespace(id, "shop/web");

    assertThat(of(node, "n1/address/eth0/10.100.0.2/24"))
        .isEqualTo("desired Node n1 status.addresses address ");
    assertThat(of(node, "n1/cbr0")).isEqualTo("desired Node n1 spec.podCIDR node-bridge ");
    assertThat(of(node, "n1/sysctl/net/ipv4/ip_forward")).startsWith("desired Node n1 ");
    assertThat(of(pod, "shop/web/listener/tcp/0.0.0.0:80"))
        .isEqualTo("desired Pod web spec.containers[0].ports[0] container-port ");
    assertThat(of(pod, "shop/web/address/eth0/10.1.0.5/24"))
        .isEqualTo("desired Pod web status.podIP address ");
    JsonNode gateway = namespace(id, "gateway");
    assertThat(of(gateway, "gateway/route/main/10.1.0.0/24 via 10.100.0.2 dev eth0"))
        .isEqualTo("desired Node n1 spec.podCIDR block-route ");
  }

  @Test
  void rulesHaveIdsAndThePodTheyAreFor() {
    String id = post("/api/clusters", YAML, CLUSTER).json().path("id").asString();
    JsonNode node = namespace(id, "n1");
    Set<String> ids = new HashSet<>();
    int ofPod = 0;
    for (JsonNode chain : node.path("chains")) {
      assertThat(chain.path("ruleIds").size()).isEqualTo(chain.path("rules").size());
      assertThat(of(node, chain.path("id").asString())).startsWith("desired ");
      for (JsonNode rule : chain.path("ruleIds")) {
        assertThat(ids.add(rule.asString())).isTrue();
        ofPod +=
            of(node, rule.asString()).equals("desired Pod web spec.containers host-port-rules ")
                ? 1
                : 0;
      }
    }
    assertThat(ofPod).isGreaterThan(2);
  }

  @Test
  void whatACommandMakesIsItsEdits() {
    String id = post("/api/clusters", YAML, CLUSTER).json().path("id").asString();
    for (String command :
        new String[] {
          "ip route add 10.9.0.0/24 via 10.100.0.1",
          "iptables -A FORWARD -s 10.9.0.0/24 -j DROP",
          "ip neigh add 10.100.0.9 lladdr 02:00:00:00:00:09 dev eth0 nud permanent"
        }) {
      String body = "{\"namespace\":\"n1\",\"command\":\"" + command + "\"}";
      assertThat(post("/api/clusters/" + id + "/console", "application/json", body).status())
          .isEqualTo(200);
    }
    JsonNode node = namespace(id, "n1");
    JsonNode before = get("/api/clusters/" + id + "/namespaces?name=n1&edit=1").json();

    assertThat(of(node, "n1/route/main/10.9.0.0/24 via 10.100.0.1 dev eth0"))
        .isEqualTo("edited     1");
    assertThat(of(node, "n1/neighbour/eth0/10.100.0.9")).isEqualTo("edited     3");
    String rule =
        node.path("chains")
            .valueStream()
            .filter(chain -> chain.path("chain").asString().equals("FORWARD"))
            .findFirst()
            .orElseThrow()
            .at("/ruleIds/0")
            .asString();
    assertThat(of(node, rule)).isEqualTo("edited     2");
    assertThat(before.path("origins").has("n1/neighbour/eth0/10.100.0.9")).isFalse();
    assertThat(of(node, "n1/cbr0")).startsWith("desired Node n1 ");
  }

  @Test
  void aLinuxNetworkAsksForWhatItSays() {
    String network =
        "{apiVersion: podlane.dev/v1, kind: LinuxNetwork, metadata: {name: two}, spec: {namespaces:"
            + " {a: {devices: {eth0: {addr: 10.0.0.1/24, peer: 'b:eth0'}}}, b: {devices: {eth0:"
            + " {addr: 10.0.0.2/24}}}}}}";
    String id = post("/api/clusters", YAML, network).json().path("id").asString();

    assertThat(of(namespace(id, "a"), "a/eth0"))
        .isEqualTo("desired LinuxNetwork two spec.namespaces.a  ");
  }
}
