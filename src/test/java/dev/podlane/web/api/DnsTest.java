package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Names over REST. */
class DnsTest extends ApiTest {
  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.0.1.0/24}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, labels: {app: web}}, spec: {nodeName: n1,
       containers: [{name: c, ports: [{containerPort: 80}]}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {nodeName: n1, containers: [{name:
       c}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: late, labels: {app: late}}, spec: {nodeName: n1,
       containers: [{name: c}]}, status: {phase: Running, podIP: 10.0.1.77, conditions: [{type:
       Ready, status: 'False'}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {clusterIP: 10.200.0.7, selector:
       {app: web}, ports: [{name: http, port: 80}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: late}, spec: {clusterIP: None, selector:
       {app: late}, ports: [{port: 80}]}}
      """;

  /** One cluster for all tests, as none changes it and the store holds 200. */
  private static String made = "";

  private String cluster() {
    if (made.isEmpty()) {
      made = post("/api/clusters?name=names", YAML, CLUSTER).json().path("id").asString();
    }
    return made;
  }

  private JsonNode dns(String id, String body) {
    return post("/api/clusters/" + id + "/dns", JSON, body).json();
  }

  @Test
  void aNameIsResolvedAsThePodWould() {
    JsonNode found = dns(cluster(), "{\"from\": \"client\", \"name\": \"web\"}");

    assertThat(found.path("result").asString()).isEqualTo("NOERROR");
    assertThat(found.at("/answers/0").asString()).isEqualTo("10.200.0.7");
    assertThat(found.at("/tried/0").asString()).isEqualTo("web.default.svc.cluster.local.");
    assertThat(found.path("tried")).hasSize(1);
    assertThat(found.path("server").asString()).isEqualTo("10.200.0.10");
    assertThat(found.at("/walks/0/answeredBy").asString()).isEqualTo("kube-system/coredns-assumed");
    assertThat(found.at("/walks/0/paths/request").asString()).contains("10.200.0.10:53");
    assertThat(found.at("/assumed/0/code").asString()).isEqualTo("dns.server");
    assertThat(found.at("/resolution/answers/0/ttl").asInt()).isEqualTo(30);
  }

  @ParameterizedTest
  @CsvSource({
    "web, AAAA, NOERROR, 0, 3",
    "nobody, a, NXDOMAIN, 0, 4",
    "10.200.0.7, PTR, NOERROR, 1, 1",
    "_http._tcp.web, SRV, NOERROR, 1, 1",
    "example.org, A, UNKNOWN, 0, 4",
  })
  void resultsAreThoseOfDns(String name, String type, String result, int answers, int tried) {
    JsonNode found =
        dns(
            cluster(),
            "{\"from\": \"default/client\", \"name\": \""
                + name
                + "\", \"type\": \""
                + type
                + "\"}");

    assertThat(found.path("result").asString()).isEqualTo(result);
    assertThat(found.path("answers")).hasSize(answers);
    assertThat(found.path("tried").size()).isBetween(tried, tried + 1);
  }

  @Test
  void whatIsAskedIsChecked() {
    String id = cluster();

    assertThat(dns(id, "{\"from\": \"client\"}").at("/problems/0/path").asString())
        .isEqualTo("name");
    assertThat(
            dns(id, "{\"from\": \"client\", \"name\": \"a..b\"}").at("/problems/0/code").asString())
        .isEqualTo("api.target.no-name");
    assertThat(
            dns(id, "{\"from\": \"client\", \"name\": \"a\", \"type\": \"X\"}")
                .at("/problems/0/path")
                .asString())
        .isEqualTo("type");
    assertThat(dns(id, "{\"from\": \"nobody\", \"name\": \"a\"}").at("/problems/0/path").asString())
        .isEqualTo("from");
    assertThat(get("/api/clusters/" + id + "/pods/default/nobody/resolv.conf").status())
        .isEqualTo(404);
  }

  @Test
  void aPodHasAResolvConf() {
    assertThat(get("/api/clusters/" + cluster() + "/pods/default/client/resolv.conf").raw().body())
        .isEqualTo(
            """
            search default.svc.cluster.local svc.cluster.local cluster.local
            nameserver 10.200.0.10
            options ndots:5
            """);
  }

  @Test
  void aTraceToANameShowsItsResolution() {
    JsonNode trace =
        probe(
                cluster(),
                "{\"from\": \"client\", \"to\": \"dns:web\", \"protocol\": \"tcp\", \"port\": 80}")
            .json();

    assertThat(trace.at("/outcome/result").asString()).isEqualTo("delivered");
    assertThat(trace.at("/probe/destination").asString()).isEqualTo("10.200.0.7");
    assertThat(trace.at("/resolution/tried")).hasSize(2);
    assertThat(trace.at("/resolution/attempts/0/address").asString()).isEqualTo("10.200.0.7");
    assertThat(trace.at("/outcome/backends/0/pod").asString()).isEqualTo("default/web");
  }

  @Test
  void aNameThatIsNotThereSaysWhy() {
    JsonNode trace =
        probe(cluster(), "{\"from\": \"client\", \"to\": \"dns:late:80\", \"protocol\": \"tcp\"}")
            .json();
    JsonNode outcome = trace.path("outcome");

    assertThat(outcome.path("result").asString()).isEqualTo("nxdomain");
    assertThat(outcome.path("errno").asString()).isEqualTo("EAI_NONAME");
    assertThat(outcome.at("/cause/code").asString()).isEqualTo("dns");
    assertThat(outcome.at("/cause/object/name").asString()).isEqualTo("late");
    assertThat(outcome.at("/cause/path").asString()).isEqualTo("spec.publishNotReadyAddresses");
    assertThat(outcome.at("/cause/fields/0/field").asString()).isEqualTo("pod default/late Ready");
    assertThat(outcome.path("sentence").asString()).contains("late does not exist", "not set");
    assertThat(outcome.path("reason").asString()).isEqualTo("nxdomain");
    assertThat(trace.at("/probe/port").asInt()).isEqualTo(80);
    assertThat(trace.at("/probe/destination").isNull()).isTrue();
    assertThat(outcome.path("backends").isMissingNode()).isTrue();
  }

  @Test
  void aNameCannotSend() {
    assertThat(
            probe(cluster(), "{\"from\": \"dns:web\", \"to\": \"client\"}")
                .json()
                .at("/problems/0/code")
                .asString())
        .isEqualTo("api.target.no-name");
  }
}
