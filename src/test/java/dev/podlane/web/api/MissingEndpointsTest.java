package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The reason why a Service has no endpoint is the one that an engineer has to mend. */
class MissingEndpointsTest extends ApiTest {
  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.0.1.0/24}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {containers: [{name: c}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: dns, labels: {app: dns}}, spec: {containers:
       [{name: c, ports: [{name: dns, containerPort: 53, protocol: UDP}]}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: far, namespace: shop, labels: {app: far}}, spec:
       {containers: [{name: c}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: done, labels: {app: done}}, spec: {containers:
       [{name: c}]}, status: {phase: Failed}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: six, labels: {app: six}}, spec: {nodeName: n1,
       containers: [{name: c}]}, status: {phase: Running, podIP: 'fd00::5'}}
      ---
      {apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: s, labels:
       {kubernetes.io/service-name: OF}}, addressType: TYPE, ports: [{name: web, port: 80}],
       endpoints: [{addresses: [ADDRESS], conditions: {ready: READY}}]}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: s}, spec: {SPEC}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "selector: {app: dns}, ports: [{port: 80, targetPort: dns}]|IPv4|192.0.2.7|true"
            + "|spec.ports[0].targetPort|as targetPort dns names no port of its pods; they have dns"
            + " (UDP).",
        "selector: {app: far}, ports: [{port: 80}]|IPv4|192.0.2.7|true"
            + "|spec.selector|as its selector matches no pod: it wants app=far, and app=dns is"
            + " there. A Service selects in its own namespace only; pods with these labels"
            + " elsewhere, by namespace: shop (1).",
        "selector: {app: done}, ports: [{port: 80}]|IPv4|192.0.2.7|true"
            + "|spec.selector|as no pod that it selects runs: default/done phase is Failed.",
        "selector: {app: six}, ports: [{port: 80}]|IPv4|192.0.2.7|true"
            + "|spec.selector|as no pod that it selects has an IPv4 address: default/six has"
            + " fd00::5.",
        "ports: [{name: http, port: 80}]|IPv4|192.0.2.7|true"
            + "|spec.ports[0].name|as its port \"http\" and the ports of its EndpointSlices must"
            + " have equal names; those have \"web\".",
        "ports: [{name: web, port: 80}]|IPv6|fd00::7|true|spec.selector|as its EndpointSlices hold"
            + " addresses of IPv6, and IPv4 was asked for.",
        "ports: [{name: web, port: 80}]|IPv4|192.0.2.7|false"
            + "|spec.selector|as no endpoint of it is ready: 192.0.2.7 ready is false.",
      })
  void itIsTold(
      String spec, String type, String address, boolean ready, String path, String sentence) {
    String document =
        CLUSTER
            .replace("SPEC", spec)
            .replace("TYPE", type)
            .replace("ADDRESS", "'" + address + "'")
            .replace("READY", "" + ready)
            .replace("OF", spec.startsWith("selector") ? "other" : "s");
    String id = post("/api/clusters?name=missing", YAML, document).json().path("id").asString();

    JsonNode outcome =
        probe(id, "{\"from\": \"client\", \"to\": \"svc:default/s\", \"port\": 80}")
            .json()
            .path("outcome");

    assertThat(outcome.at("/cause/code").asString()).isEqualTo("no-endpoints");
    assertThat(outcome.at("/cause/path").asString()).isEqualTo(path);
    assertThat(outcome.path("sentence").asString())
        .contains("Service default/s has no endpoint, " + sentence);
  }
}
