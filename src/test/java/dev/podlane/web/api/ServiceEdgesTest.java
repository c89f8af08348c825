package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Probes at the edges of Services: addresses nobody takes, proxies outside, health checks. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceEdgesTest extends ApiTest {
  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.244.1.0/24}, status:
       {addresses: [{type: InternalIP, address: 172.18.0.2}]}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n2}, spec: {podCIDR: 10.244.2.0/24}, status:
       {addresses: [{type: InternalIP, address: 172.18.0.3}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, labels: {app: web}}, spec: {nodeName: n2,
       containers: [{name: c, ports: [{containerPort: 80}]}]}, status: {podIP: 10.244.2.5}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: host, labels: {app: host}}, spec: {nodeName: n2,
       hostNetwork: true, containers: [{name: c, ports: [{containerPort: 9100}]}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {nodeName: n1, containers: [{name:
       c}]}, status: {podIP: 10.244.1.5}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {clusterIP: 10.96.7.1, selector:
       {app: web}, ports: [{port: 8080, targetPort: 80}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: host}, spec: {clusterIP: 10.96.7.2, selector:
       {app: host}, ports: [{port: 80, targetPort: 9100}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: proxied}, spec: {type: LoadBalancer,
       clusterIP: 10.96.7.3, selector: {app: web}, ports: [{port: 8080, targetPort: 80, nodePort:
       30080}]}, status: {loadBalancer: {ingress: [{ip: 198.51.100.10, ipMode: Proxy}]}}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: checked}, spec: {type: LoadBalancer,
       clusterIP: 10.96.7.4, selector: {app: web}, externalTrafficPolicy: Local,
       healthCheckNodePort: 31999, ports: [{port: 80, nodePort: 30081}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: kubernetes}, spec: {clusterIP: 10.96.0.1,
       ports: [{name: https, port: 443, targetPort: 6443}]}}
      ---
      {apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: kubernetes, labels:
       {kubernetes.io/service-name: kubernetes}}, addressType: IPv4, ports: [{name: https, port:
       6443}], endpoints: [{addresses: [172.18.0.2]}]}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: sticky}, spec: {clusterIP: 10.96.7.9,
       sessionAffinity: ClientIP, selector: {app: web}, ports: [{port: 80}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: typo}, spec: {clusterIP: 10.96.7.5, selector:
       {app: wbe}, ports: [{port: 80}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: named}, spec: {clusterIP: 10.96.7.6,
       selector: {app: web}, ports: [{port: 80, targetPort: htpp}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: late, labels: {app: late}}, spec: {nodeName: n2,
       containers: [{name: c}]}, status: {podIP: 10.244.2.9, phase: Running, conditions: [{type:
       Ready, status: 'False'}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: late}, spec: {clusterIP: 10.96.7.7, selector:
       {app: late}, ports: [{port: 80}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: guarded}, spec: {type: LoadBalancer,
       clusterIP: 10.96.7.8, selector: {app: web}, loadBalancerSourceRanges: [198.51.100.0/24],
       ports: [{port: 80, nodePort: 30082}]}, status: {loadBalancer: {ingress: [{ip:
       198.51.100.11}]}}}
      ---
      {apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: c}, spec: {podCIDR:
       10.244.0.0/16, serviceCIDR: 10.96.0.0/16, proxyMode: iptables, clusterCIDRs: CIDRS}}
      """;

  private String usual = "";
  private String untold = "";

  /** The tests of the API share one store, which is not to be filled. */
  @AfterAll
  void removeClusters() {
    Stream.of(usual, untold)
        .filter(id -> !id.isEmpty())
        .forEach(id -> send("DELETE", "/api/clusters/" + id, null));
  }

  private JsonNode outcome(String id, String fields) {
    JsonNode answer = probe(id, "{" + fields.replace('\'', '"') + "}").json();
    return answer.has("traces") ? answer.at("/traces/1/outcome") : answer.path("outcome");
  }

  private String cluster(String cidrs) {
    String id =
        post("/api/clusters", YAML, CLUSTER.replace("CIDRS", cidrs)).json().path("id").asString();
    assertThat(id).isNotEmpty();
    return id;
  }

  private String usual() {
    usual = usual.isEmpty() ? cluster("[10.244.0.0/16]") : usual;
    return usual;
  }

  /** A probe, a place in the outcome, and the value there. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        // no rule is for that port: the packet goes on, out of the cluster (rule 59)
        "'from': 'client', 'to': 'svc:web', 'port': 81|/result|timeout",
        "'from': 'client', 'to': 'svc:web', 'port': 81|/cause/code|no-service-port",
        "'from': 'client', 'to': 'svc:web', 'port': 81|/assumed/0/code|gateway.uplink",
        "'from': 'n1', 'to': '10.96.200.1', 'port': 80|/result|timeout",
        "'from': 'n1', 'to': '10.96.200.1', 'port': 80|/cause/code|outside",
        "'from': 'client', 'to': 'svc:web', 'protocol': 'icmp'|/result|timeout",
        // from outside: by the node that is named, which masquerades (rule 64b)
        "'from': 'ext:203.0.113.9', 'to': 'svc:web', 'via': 'n1'|/server/sees_src|172.18.0.2",
        "'from': 'ext:203.0.113.9', 'to': 'svc:web', 'via': 'n1'|/server/pod|default/web",
        // ipMode Proxy: the balancer answers, and makes a connection of its own (rule 30)
        "'from': 'client', 'to': 'lb:proxied'|/server/ns|ext:198.51.100.10",
        "'from': 'client', 'to': 'lb:proxied'|/server/sees_src|172.18.0.2",
        "'from': 'client', 'to': 'lb:proxied'|/onward/to|172.18.0.2:30080",
        "'from': 'client', 'to': 'lb:proxied'|/onward/result|delivered",
        "'from': 'client', 'to': '198.51.100.10', 'port': 81|/result|unknown",
        "'from': 'client', 'to': 'node:n1', 'port': 30081|/server/pod|default/web",
        "'from': 'client', 'to': 'svc:web', 'port': 81|/cause/fields/0/had|TCP 8080",
        "'from': 'client', 'to': 'svc:typo'|/cause/fields/0/wanted|app=wbe",
        "'from': 'client', 'to': 'svc:typo'|/cause/fields/0/had|app=web",
        "'from': 'client', 'to': 'svc:named'|/cause/fields/0/wanted|htpp",
        "'from': 'client', 'to': 'svc:late'|/cause/fields/0/field|default/late Ready",
        "'from': 'client', 'to': 'svc:late'|/cause/fields/0/had|False",
        "'from': 'ext:203.0.113.9', 'to': 'node:n1', 'port': 30081|/cause/fields/0/had|n2",
        "'from': 'client', 'to': 'lb:guarded'|/cause/fields/0/had|10.244.1.5",
        // a balancer takes nothing but its Service's ports
        "'from': 'client', 'to': 'lb:checked', 'port': 81|/cause/code|no-service-port",
        "'from': 'ext:203.0.113.9', 'to': 'lb:checked', 'port': 81|/assumed/0/code|gateway.uplink",
        // an endpoint on a node is no pod: the API server listens there, as its slice says (rule
        // 45)
        "'from': 'client', 'to': 'svc:kubernetes'|/server/local|172.18.0.2:6443",
        "'from': 'web', 'to': 'dns:kubernetes.default:443'|/server/ns|n1",
        "'from': 'client', 'to': 'node:n1', 'port': 6443|/server/ns|n1",
        "'from': 'client', 'to': 'node:n2', 'port': 6443|/result|refused",
        // pods of the host's network are named
        "'from': 'client', 'to': 'svc:host'|/backends/0/pod|default/host",
        "'from': 'client', 'to': 'svc:host'|/server/pod|default/host",
        // kube-proxy answers health checks by the node's ready endpoints (rule 39)
        "'from': 'ext:203.0.113.9', 'to': 'http://172.18.0.2:31999/healthz'|/http/status|503",
        "'from': 'ext:203.0.113.9', 'to': 'http://172.18.0.2:31999/healthz'|/http/why|unhealthy",
        "'from': 'n1', 'to': 'http://172.18.0.3:31999/'|/http/status|200",
        // by loopback every host means itself, though rules send it on
        "'from': 'n2', 'to': 'localhost', 'port': 30080|/server/pod|default/web",
        "'from': 'n2', 'to': 'localhost', 'port': 30080|/answeredBy/meant|``",
        // a port is meant for TCP, and a family is not exchanged for another
        "'from': 'client', 'to': 'svc:web', 'port': 8080|/server/pod|default/web",
        "'from': 'client', 'to': 'svc:web:8080'|/server/pod|default/web",
        "'from': 'client', 'to': 'svc:web', 'family': 'ipv6'|/result|unknown",
        "'from': 'client', 'to': 'dns:web', 'port': 8080, 'family': 'ipv6'|/result|unknown",
        "'from': 'client', 'to': 'svc:web', 'family': 'ipv4'|/result|delivered",
        "'from': 'client', 'to': 'svc:web', 'repeat': 2|/server/pod|default/web",
      })
  void theOutcomeIs(String probe, String pointer, String value) {
    assertThat(outcome(usual(), probe).at(pointer).asString()).isEqualTo(value);
  }

  @Test
  void aServiceIsShownWithItsAffinity() {
    String path = "/api/clusters/" + usual() + "/services/default/";
    assertThat(get(path + "sticky").json().path("sessionAffinitySeconds").asInt())
        .isEqualTo(10_800);
    assertThat(get(path + "web").json().has("sessionAffinitySeconds")).isFalse();
  }

  /** Without a block of pods nobody is told from a pod: no masquerade, no way around (rule 66). */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "'from': 'client', 'to': 'node:n1', 'port': 30081|timeout",
        "'from': 'n1', 'to': 'node:n1', 'port': 30081|delivered",
      })
  void withoutClusterCidrs(String probe, String result) {
    untold = untold.isEmpty() ? cluster("[]") : untold;
    assertThat(outcome(untold, probe).path("result").asString()).isEqualTo(result);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"1001|repeat", "0|repeat"})
  void repetitionsAreBounded(int times, String field) {
    String refused =
        probe(usual(), "{\"from\": \"client\", \"to\": \"svc:web\", \"repeat\": " + times + "}")
            .json()
            .toString();
    assertThat(refused).contains(field).contains("1000");
  }
}
