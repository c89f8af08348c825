package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The network of a cluster, drawn and in detail. */
class NetworkTest extends ApiTest {

  @Test
  void theArticleIsTwoNodesARouterAndAWire() {
    JsonNode topology = get("/api/clusters/article/topology").json();

    assertThat(rows(topology.path("machines"), "id", "kind"))
        .containsExactlyInAnyOrder("gateway router", "node-1 node", "node-2 node");
    assertThat(rows(topology.path("namespaces"), "id", "kind", "machine"))
        .containsExactlyInAnyOrder(
            "gateway router gateway",
            "lan segment ",
            "node-1 host node-1",
            "default/web-1 pod node-1",
            "default/api-1 pod node-1",
            "node-2 host node-2",
            "default/web-2 pod node-2",
            "default/db-0 pod node-2");
    JsonNode segment = topology.at("/segments/0");
    assertThat(segment.path("label").asString()).isEqualTo("10.100.0.0/24");
    assertThat(segment.path("members").size()).isEqualTo(3);
  }

  @Test
  void devicesSayWhatTheyAreAndWhereTheyLead() {
    JsonNode node = namespace("node-1");
    JsonNode pod = namespace("default/web-1");

    assertThat(rows(node.path("devices"), "name", "role", "addresses"))
        .contains("cbr0 bridge [\"10.0.1.1/24\"]", "eth0 nic [\"10.100.0.2/24\"]");
    JsonNode eth0 = device(pod, "eth0");
    assertThat(eth0.path("role").asString()).isEqualTo("pod");
    String peer = eth0.path("peer").asString();
    assertThat(peer).startsWith("node-1/");
    JsonNode veth = device(node, peer.substring("node-1/".length()));
    assertThat(veth.path("master").asString()).isEqualTo("node-1/cbr0");
    assertThat(veth.path("peer").asString()).isEqualTo("default/web-1/eth0");
    assertThat(pod.at("/pods/0/containers").findValuesAsString("image"))
        .containsExactly("nginx:1.27", "scrapyd:1.5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?name=default/web-1",
        "/default/web-1",
        "/default%2Fweb-1",
        "?name=default%2Fweb-1"
      })
  void aNamespaceIsReadInFull(String address) {
    JsonNode pod = get("/api/clusters/article/namespaces" + address).json();

    assertThat(pod.path("routes").findValuesAsString("text"))
        .contains("default via 10.0.1.1 dev eth0");
    assertThat(rows(pod.path("sockets"), "protocol", "address", "port", "process"))
        .containsExactly("tcp 0.0.0.0 80 nginx", "tcp 0.0.0.0 6800 scrapyd");
    assertThat(pod.at("/object/kind").asString()).isEqualTo("Pod");
    assertThat(pod.path("yaml").asString()).contains("kind: Pod", "podIP: 10.0.1.2");
  }

  @Test
  void everyRouteKnowsItsObject() {
    JsonNode gateway = get("/api/clusters/article/namespaces/gateway").json();

    assertThat(gateway.path("routes").size()).isPositive();
    for (JsonNode route : gateway.path("routes")) {
      assertThat(route.at("/object/kind").asString()).as(route.toString()).isNotBlank();
      assertThat(route.path("reason").asString()).isNotBlank();
    }
  }

  @Test
  void threeHundredPodsAreDrawnInASecond() {
    Instant start = Instant.now();
    JsonNode topology = get("/api/clusters/twenty-nodes/topology").json();

    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
    assertThat(topology.path("machines").size()).isEqualTo(21);
    assertThat(topology.path("namespaces").size()).isEqualTo(20 + 300 + 2);
    assertThat(get("/api/clusters/twenty-nodes").json().path("problems").size()).isZero();
  }

  @Test
  void aLinuxNetworkIsDrawnAndWalkedWithoutKubernetes() {
    String network =
        """
        apiVersion: podlane.dev/v1
        kind: LinuxNetwork
        spec:
          namespaces:
            host:
              devices:
                docker0: {type: bridge, addr: 172.17.0.1/16}
                veth0: {type: veth, master: docker0}
            c1:
              devices:
                eth0: {type: veth, peer: "host:veth0", addr: 172.17.0.2/16}
              routes: ["default via 172.17.0.1"]
        """;
    String id = post("/api/clusters", YAML, network).json().path("id").asString();

    assertThat(
            rows(get("/api/clusters/" + id + "/topology").json().path("namespaces"), "id", "kind"))
        .containsExactly("host host", "c1 container");
    assertThat(probe(id, "{\"from\": \"c1\", \"to\": \"host\"}").json().at("/outcome/result"))
        .hasToString("\"delivered\"");
    JsonNode traces =
        probe(
                id,
                """
                {"probes": [{"src": "c1", "dst": "172.17.0.1", "proto": "icmp",
                  "before": [{"ns": "c1", "cmd": "ip link set eth0 down"}]}]}
                """)
            .json()
            .path("traces");
    assertThat(traces.at("/0/outcome/errno").asString()).isEqualTo("ENETUNREACH");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // a namespace is told by its devices and by what they are plugged into
        "h|{devices: {br0: {type: bridge}}}|host|h",
        "c|{sysctls: {net.ipv4.ip_forward: 1}, devices: {eth0: {peer: 'host:v1'}}}|container|host",
        "c|{devices: {eth0: {peer: 'host:v1'}, eth1: {peer: 'host:v2'}}}|container|host",
        "r|{sysctls: {net.ipv4.ip_forward: 1}, devices: {eth0: {peer: 'host:v1'}, eth1: {peer:"
            + " 'host:nic'}}}|router|r",
        "m|{devices: {eth0: {peer: 'host:nic'}}}|other|m",
        "m|{devices: {eth0: {peer: 'lan:p1'}}}|other|m",
        "m|{}|other|m",
      })
  void namespacesOfALinuxNetworkAreWhatTheirDevicesMakeThem(
      String name, String namespace, String kind, String machine) {
    String network =
        """
        apiVersion: podlane.dev/v1
        kind: LinuxNetwork
        spec:
          namespaces:
            lan: {infra: true, devices: {sw: {type: bridge}, p1: {master: sw}}}
            host: {devices: {br0: {type: bridge}, v1: {master: br0}, v2: {master: br0}, nic: {}}}
            %s: %s
        """
            .formatted(name, namespace);
    String id = post("/api/clusters", YAML, network).json().path("id").asString();

    JsonNode topology = get("/api/clusters/" + id + "/topology").json();
    assertThat(rows(topology.path("namespaces"), "id", "kind", "machine"))
        .contains(name + " " + kind + " " + machine);
  }

  @Test
  void tunnelsListenersAndCountsOfALinuxNetwork() {
    String network =
        """
        apiVersion: podlane.dev/v1
        kind: LinuxNetwork
        spec:
          namespaces:
            lan: {infra: true, devices: {sw: {type: bridge}, p1: {peer: "n1:eth0", master: sw}}}
            n1:
              devices:
                eth0: {addr: 10.100.0.2/24}
                flannel.1: {type: vxlan, id: 1, local: 10.100.0.2, dev: eth0, dstport: 8472}
              listen: [{proto: udp, port: 53, name: dns}]
        """;
    Reply created = post("/api/clusters", YAML, network);
    assertThat(created.json().at("/counts/networkNamespaces").asInt()).isEqualTo(1);
    assertThat(created.json().at("/counts/devices").asInt()).isEqualTo(2);

    JsonNode node =
        get("/api/clusters/" + created.json().path("id").asString() + "/topology")
            .json()
            .at("/namespaces/1");
    assertThat(device(node, "flannel.1").path("underlay").asString()).isEqualTo("n1/eth0");
    assertThat(device(node, "eth0").path("underlay").isNull()).isTrue();
    assertThat(rows(node.path("listeners"), "name", "port", "protocol"))
        .containsExactly("dns 53 UDP");
    assertThat(namespace("default/web-1").path("listeners").size())
        .as("pods say it themselves")
        .isZero();
  }

  private JsonNode namespace(String id) {
    for (JsonNode namespace : get("/api/clusters/article/topology").json().path("namespaces")) {
      if (namespace.path("id").asString().equals(id)) {
        return namespace;
      }
    }
    throw new AssertionError("no namespace " + id);
  }

  private static JsonNode device(JsonNode namespace, String name) {
    for (JsonNode device : namespace.path("devices")) {
      if (device.path("name").asString().equals(name)) {
        return device;
      }
    }
    throw new AssertionError("no device " + name);
  }
}
