package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Policies over REST: their answers about packets, and their selectors. */
class ReachabilityTest extends ApiTest {
  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.0.1.0/24}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n2}, spec: {podCIDR: 10.0.2.0/24}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web-1, labels: {app: web, no: one}}, spec:
       {nodeName: n1, containers: [{name: c, ports: [{name: http, containerPort: 8080}]}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web-2, labels: {app: web}}, spec: {nodeName: n2,
       containers: [{name: c, ports: [{name: http, containerPort: 8080}]}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: client, labels: {app: client}}, spec: {nodeName:
       n1, containers: [{name: c}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {type: NodePort, selector: {app:
       web}, clusterIP: 10.200.0.7, ports: [{port: 80, targetPort: http, nodePort: 30080}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: none}, spec: {selector: {app: none},
       clusterIP: 10.200.0.8, ports: [{port: 80}]}}
      ---
      {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: clients}, spec:
       {podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector: {matchLabels: {app:
       client}}}, {ipBlock: {cidr: 198.51.100.0/24}}], ports: [{port: 8080}]}]}}
      ---
      {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: none}, spec:
       {podSelector: {matchLabels: {no: one}}, policyTypes: [Egress]}}
      """;

  private static String made = "";

  private String cluster() {
    if (made.isEmpty()) {
      made = post("/api/clusters?name=policies", YAML, CLUSTER).json().path("id").asString();
    }
    return made;
  }

  private Reply asked(String probes) {
    return post("/api/clusters/" + cluster() + "/reachability", JSON, probes);
  }

  private static String probe(String from, String to, String port, String protocol) {
    return "{\"from\": \"%s\", \"to\": \"%s\", \"port\": %s, \"protocol\": \"%s\"}"
        .formatted(from, to, port, protocol);
  }

  @ParameterizedTest
  @CsvSource({
    "default/client, default/web-1, 8080, tcp, allow",
    "client, web-1, '\"http\"', TCP, allow",
    "default/client, default/web-1, 8081, tcp, deny",
    "default/client, default/web-1, 8080, sctp, deny",
    "default/client, svc:default/web, 80, tcp, allow",
    "default/client, 10.200.0.7, 80, tcp, allow",
    "default/client, svc:default/web:80, null, tcp, allow",
    "default/web-2, svc:default/web, 80, tcp, mixed",
    "default/web-1, default/client, 80, tcp, deny",
    "default/web-1, 203.0.113.9, 443, tcp, deny",
    "node:n1, default/web-1, 8080, tcp, allow",
    "node:n1, default/web-2, 8080, tcp, deny",
    "node:n1, svc:default/web, 80, tcp, mixed",
    "198.51.100.7, default/web-1, 8080, tcp, allow",
    "203.0.113.7, default/web-1, 8080, tcp, deny",
    "198.51.100.7, node:n1, 30080, tcp, mixed",
    "default/client, svc:default/none, 80, tcp, unknown",
  })
  void eachProbeHasItsVerdict(
      String from, String to, String port, String protocol, String verdict) {
    Reply reply = asked("{\"probes\": [" + probe(from, to, port, protocol) + "]}");
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    assertThat(reply.json().at("/answers/0/verdict").asString())
        .as(reply.raw().body())
        .isEqualTo(verdict);
  }

  @Test
  void theReasonNamesRuleAndFields() {
    JsonNode answers =
        asked(
                "{\"probes\": ["
                    + probe("client", "svc:default/web", "80", "tcp")
                    + ", "
                    + probe("web-2", "web-1", "8080", "tcp")
                    + "]}")
            .json();
    assertThat(answers.path("enforced").asBoolean()).isTrue();
    JsonNode allowed = answers.at("/answers/0/because/0");
    assertThat(allowed.path("direction").asString()).isEqualTo("ingress");
    assertThat(allowed.path("tier").asString()).isEqualTo("network-policy");
    assertThat(allowed.at("/object/name").asString()).isEqualTo("clients");
    assertThat(allowed.path("path").asString()).isEqualTo("spec.ingress[0].from[0]");
    JsonNode denied = answers.at("/answers/1/because/0");
    assertThat(denied.path("path").asString()).isEqualTo("spec.ingress[0].from[0].podSelector");
    assertThat(denied.at("/fields/0/wanted").asString()).isEqualTo("app=client");
    assertThat(denied.at("/fields/0/had").asString()).isEqualTo("app=web");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"probes\": []}|api.field.missing|probes",
        "{}|api.field.missing|probes",
        "{\"probes\": [{\"from\": \"client\", \"to\": \"web-1\", \"port\": 0}]}|api.field.range"
            + "|probes[0].port",
        "{\"probes\": [{\"from\": \"client\", \"to\": \"web-1\", \"port\": 1, \"protocol\":"
            + " \"icmp\"}]}|api.field.choice|probes[0].protocol",
        "{\"probes\": [{\"from\": \"client\", \"to\": \"web-1\", \"port\": 1}, {\"from\":"
            + " \"cliend\", \"to\": \"web-1\", \"port\":"
            + " 1}]}|api.target.unknown-near|probes[1].from",
        "{\"probes\": [{\"from\": \"client\", \"to\": \"web-1\"}]}|api.target.no-port"
            + "|probes[0].port",
      })
  void whatCannotBeReadIsNamed(String body, String code, String path) {
    Reply reply = asked(body);
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(400);
    assertThat(reply.header("Content-Type")).startsWith("application/problem+json");
    JsonNode problem = reply.json().path("problems").path(0);
    assertThat(problem.path("code").asString()).as(reply.raw().body()).isEqualTo(code);
    assertThat(problem.path("path").asString()).isEqualTo(path);
  }

  @Test
  void tenThousandAreAnsweredAtOnce() {
    String one = probe("default/web-2", "svc:default/web", "80", "tcp");
    Reply reply =
        asked("{\"probes\": [" + (one + ",").repeat(ReachabilityBody.MOST - 1) + one + "]}");
    assertThat(reply.json().path("answers")).hasSize(ReachabilityBody.MOST);
    assertThat(reply.json().at("/answers/9999/verdict").asString()).isEqualTo("mixed");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/policies|/policies/0/object/name|clients",
        "/policies|/policies/1/directions/0|egress",
        "/policies/default/clients|/selects/count|2",
        "/policies/default/clients|/rules/0/path|spec.ingress[0]",
        "/policies/default/clients|/rules/0/peers/0/pods/pods/0|default/client",
        "/policies/default/clients|/rules/0/peers/1/blocks/0|198.51.100.0/24",
        "/policies/default/clients|/rules/0/ports/0|TCP 8080",
        "/pods/default/web-1/policies|/ingress/0/object/name|clients",
        "/pods/default/web-1/policies|/egress/0/object/name|none",
        "/policies/default/clients?kind=Other|/problems/0/code|api.policy.unknown",
        "/pods/default/nobody/policies|/problems/0/code|api.pod.unknown",
      })
  void selectorsAreResolvedBothWays(String path, String pointer, String expected) {
    JsonNode found = get("/api/clusters/" + cluster() + path).json();
    assertThat(found.at(pointer).asString()).as(found.toString()).isEqualTo(expected);
  }
}
