package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Services over REST: their endpoints, and probes to them. */
class ServicesTest extends ApiTest {
  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1, labels: {topology.kubernetes.io/zone: z1}},
       spec: {podCIDR: 10.0.1.0/24}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web-1, labels: {app: web}}, spec: {containers:
       [{name: c, ports: [{containerPort: 8080}]}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web-2, labels: {app: web}}, spec: {containers:
       [{name: c, ports: [{containerPort: 8080}]}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {containers: [{name: c}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: NodePort, clusterIP:
       10.200.0.7, selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080, nodePort:
       30080}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: empty}, spec: {clusterIP: 10.200.0.8,
       selector: {app: none}, ports: [{port: 80}]}}
      ---
      {apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: c}, spec: {proxyMode:
       MODE}}
      """;

  private String cluster(String mode) {
    return post("/api/clusters?name=services", YAML, CLUSTER.replace("MODE", mode))
        .json()
        .path("id")
        .asString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"iptables", "nftables"})
  void aProbeNamesItsEndpointsAndItsCause(String mode) {
    String id = cluster(mode);
    assertThat(get("/api/clusters/" + id).json().at("/counts/services").asInt()).isEqualTo(2);
    JsonNode answered =
        probe(
                id,
                "{\"from\": \"client\", \"to\": \"svc:default/web\", \"protocol\": \"tcp\","
                    + " \"port\": 80, \"endpoint\": \"default/web-2\"}")
            .json()
            .path("outcome");
    assertThat(answered.at("/server/pod").asString()).isEqualTo("default/web-2");
    assertThat(answered.path("backends")).hasSize(2);
    assertThat(answered.at("/backends/0/pod").asString()).isEqualTo("default/web-1");
    assertThat(answered.at("/backends/0/port").asInt()).isEqualTo(8080);
    assertThat(answered.at("/backends/0/probability").asDouble()).isBetween(0.49, 0.51);

    JsonNode refused =
        probe(id, "{\"from\": \"client\", \"to\": \"svc:default/empty\", \"protocol\": \"tcp\"}")
            .json()
            .path("outcome");
    assertThat(refused.path("errno").asString()).isEqualTo("ECONNREFUSED");
    assertThat(refused.at("/cause/code").asString()).isEqualTo("no-endpoints");
    assertThat(refused.at("/cause/object/name").asString()).isEqualTo("empty");
    assertThat(refused.at("/cause/path").asString()).isEqualTo("spec.selector");
    assertThat(refused.has("backends")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "/type, NodePort",
    "/clusterIPs/0, 10.200.0.7",
    "/nodePorts/0, 30080",
    "/ports/0/targetPort, 8080",
    "/endpointSlices/0/family, IPv4",
    "/endpointSlices/0/ports/0/port, 8080",
    "/endpointSlices/0/endpoints/1/pod, default/web-2",
    "/endpointSlices/0/endpoints/1/node, n1",
    "/endpointSlices/0/endpoints/1/zone, z1",
    "/endpointSlices/0/endpoints/1/ready, true"
  })
  void aServiceIsShownWithItsEndpoints(String pointer, String value) {
    JsonNode service = get("/api/clusters/" + shown() + "/services/default/web").json();
    assertThat(service.at(pointer).asString()).isEqualTo(value);
  }

  private static String shown = "";

  private String shown() {
    if (shown.isEmpty()) {
      shown = cluster("iptables");
    }
    return shown;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "svc:default/wep|80|to",
        "svc:default/web|70000|port",
        "svc:default/web:htp||to",
      })
  void aWrongNameIsSaid(String to, Integer port, String path) {
    String asked =
        "{\"from\": \"client\", \"to\": \""
            + to
            + "\", \"protocol\": \"tcp\""
            + (port == null ? "" : ", \"port\": " + port)
            + "}";
    Reply reply = probe(shown(), asked);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().at("/problems/0/path").asString()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/services/default/wep", "/services/other/web"})
  void anUnknownServiceIsNotFound(String path) {
    Reply reply = get("/api/clusters/" + shown() + path);
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.json().at("/problems/0/code").asString()).isEqualTo("api.service.unknown");
  }

  @Test
  void aPlateOfThePictureHasEndpointsAndWaysIn() {
    JsonNode topology = get("/api/clusters/services/topology").json();

    JsonNode plate = topology.at("/services/0");
    assertThat(plate.at("/nodePorts/0").asInt()).isEqualTo(30080);
    assertThat(plate.at("/loadBalancer/0").asString()).isEqualTo("198.51.100.20");
    assertThat(rows(plate.get("endpoints"), "pod", "ready"))
        .containsExactly("default/web-1 true", "default/web-2 true", "default/web-3 false");
    assertThat(topology.at("/network/proxyMode").asString()).isEqualTo("iptables");
    assertThat(topology.has("urls")).isFalse();
    assertThat(get("/api/clusters/names/topology").json().at("/urls/0").asString())
        .isEqualTo("http://shop.example.com/");
  }

  @Test
  void aPictureKeepsAPlaceForAPodThatAUrlBrings() {
    JsonNode assumed = get("/api/clusters/names/topology").json().get("assumed");

    assertThat(rows(assumed, "id", "machine"))
        .containsExactly("podlane-stand-in/stand-in-default node-1");
    assertThat(get("/api/clusters/services/topology").json().has("assumed")).isFalse();
  }
}
