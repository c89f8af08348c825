package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** All pairs over REST: groups, ports, focus, exposure and walks. */
class PairsTest extends ApiTest {
  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.0.1.0/24}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n2}, spec: {podCIDR: 10.0.2.0/24}}
      ---
      {apiVersion: apps/v1, kind: Deployment, metadata: {name: web, namespace: shop}, spec:
       {replicas: 3, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}},
       spec: {nodeName: n1, containers: [{name: c, ports: [{name: http, containerPort: 8080}]}]}}}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: cart, namespace: shop, labels: {app: cart}}, spec:
       {nodeName: n2, containers: [{name: c}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: db, namespace: data, labels: {app: db}}, spec:
       {nodeName: n2, containers: [{name: c, ports: [{name: sql, containerPort: 5432}, {name:
       metrics, containerPort: 9187}]}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: deaf, namespace: data, annotations:
       {podlane.dev/listen: none}}, spec: {nodeName: n1, containers: [{name: c, ports:
       [{containerPort: 80}]}]}}
      ---
      {apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: db, namespace: data},
       spec: {podSelector: {matchLabels: {app: db}}, ingress: [{from: [{namespaceSelector: {},
       podSelector: {matchLabels: {app: web}}}, {ipBlock: {cidr: 198.51.100.0/24}}], ports: [{port:
       sql}]}]}}
      """;

  private static String made = "";

  private String cluster() {
    if (made.isEmpty()) {
      made = post("/api/clusters?name=pairs", YAML, CLUSTER).json().path("id").asString();
    }
    return made;
  }

  private Reply asked(String query) {
    return get("/api/clusters/" + cluster() + "/reachability?" + query);
  }

  private static int place(JsonNode groups, String name, int port) {
    for (int i = 0; i < groups.size(); i++) {
      JsonNode each = groups.get(i);
      String own = each.path("kind").asString() + ":" + each.path("name").asString("");
      boolean isIt = own.equals(name) || each.path("name").asString("").equals(name);
      if (isIt && (port == 0 || each.path("port").asInt() == port)) {
        return i;
      }
    }
    throw new AssertionError(name + ":" + port + " is not in " + groups);
  }

  private static JsonNode cell(JsonNode answer, String from, String to, int port) {
    int row = place(answer.path("from"), from, 0);
    int column = place(answer.path("to"), to, port);
    for (JsonNode each : answer.path("cells")) {
      if (each.path("row").asInt() == row && each.path("column").asInt() == column) {
        return each;
      }
    }
    throw new AssertionError(from + " to " + to + ":" + port + " has no cell");
  }

  @ParameterizedTest
  @CsvSource({
    "web, db, 5432, allow, 3",
    "web, db, 9187, deny, 3",
    "cart, db, 5432, deny, 1",
    "web, web, 8080, allow, 6",
    "db, db, 5432, itself, 0",
    "n2, db, 9187, allow, 1",
    "n1, db, 5432, deny, 1",
    "outside:, db, 9187, deny, 2",
    "new-namespace:, db, 5432, deny, 1",
  })
  void eachCellHasItsVerdictAndItsPairs(
      String from, String to, int port, String policy, int pairs) {
    JsonNode answer = asked("walk=false").json();
    JsonNode cell = cell(answer, from, to, port);
    assertThat(cell.path("policy").asString()).as(cell.toString()).isEqualTo(policy);
    long sum = 0;
    for (JsonNode each : cell.path("cases")) {
      sum += each.path("pairs").asLong();
    }
    assertThat(sum).isEqualTo(pairs);
    assertThat(cell.path("walked").asBoolean()).isFalse();
  }

  @Test
  void aCellIsNeverBetterThanItsWalk() {
    JsonNode answer = asked("").json();
    JsonNode deaf = cell(answer, "cart", "deaf", 80);
    assertThat(deaf.path("policy").asString()).isEqualTo("allow");
    assertThat(deaf.path("verdict").asString()).as(deaf.toString()).isEqualTo("deny");
    assertThat(deaf.at("/walk/result").asString()).isEqualTo("refused");
    assertThat(deaf.at("/walk/code").asString()).isEqualTo("no-socket");
    JsonNode open = cell(answer, "web", "db", 5432);
    assertThat(open.path("verdict").asString()).as(open.toString()).isEqualTo("allow");
    assertThat(open.at("/walk/result").asString()).isEqualTo("delivered");
    JsonNode probe = open.at("/cases/0/probe");
    assertThat(probe.path("to").asString()).isEqualTo("data/db");
    assertThat(probe.path("port").asInt()).isEqualTo(5432);
  }

  @ParameterizedTest
  @CsvSource({
    "cart, outside:, 443, unknown, outside",
    "new-pods:, outside:, 443, unknown, outside",
    "new-namespace:, outside:, 443, unknown, outside",
    "new-pods:, deaf, 80, deny, no-socket",
    "new-namespace:, deaf, 80, deny, no-socket",
    "new-namespace:, web, 8080, allow, ''",
    "web, new-namespace:, 80, allow, ''",
    "new-namespace:, new-namespace:, 80, allow, ''",
  })
  void podsThatDoNotExistYetAreWalked(
      String from, String to, int port, String verdict, String code) {
    JsonNode cell = cell(asked("").json(), from, to, port);
    assertThat(cell.path("policy").asString()).isEqualTo("allow");
    assertThat(cell.path("verdict").asString()).as(cell.toString()).isEqualTo(verdict);
    assertThat(cell.path("walked").asBoolean()).isTrue();
    assertThat(cell.at("/walk/code").asString("")).isEqualTo(code);
  }

  @Test
  void ipv6IsNotWalkedAndSoUnknown() {
    JsonNode cell = cell(asked("family=ipv6&port=80").json(), "cart", "web", 80);
    assertThat(cell.path("policy").asString()).isEqualTo("allow");
    assertThat(cell.path("verdict").asString()).as(cell.toString()).isEqualTo("unknown");
  }

  @Test
  void theReasonOfADeniedCellNamesTheField() {
    JsonNode because =
        cell(asked("walk=false").json(), "cart", "db", 5432).at("/cases/0/because/0");
    assertThat(because.at("/object/name").asString()).isEqualTo("db");
    assertThat(because.path("path").asString()).isEqualTo("spec.ingress[0].from[0].podSelector");
    assertThat(because.at("/fields/0/had").asString()).isEqualTo("app=cart");
  }

  @Test
  void namespacesAndOutsideCanBeMixed() {
    JsonNode answer = asked("group=namespace&port=5432&walk=false").json();
    int shop = 1;
    JsonNode cell = answer.path("cells").get(shop * answer.path("to").size());
    assertThat(cell.path("verdict").asString()).as(cell.toString()).isEqualTo("mixed");
    assertThat(cell.path("cases")).hasSize(2);
    JsonNode outside = cell(answer, "outside:", "namespace:", 5432);
    assertThat(outside.path("verdict").asString()).as(outside.toString()).isEqualTo("mixed");
  }

  @Test
  void podsThatNoPolicyTellsApartAreOneClass() {
    JsonNode answer = asked("group=class&port=80&walk=false&exposure=false").json();
    assertThat(answer.path("pods").asInt()).isEqualTo(6);
    assertThat(answer.path("classes").asInt()).isEqualTo(3);
    assertThat(answer.path("from")).hasSize(3);
  }

  @Test
  void focusTakesThePairsOfOnePodOrPolicy() {
    JsonNode ofPod = asked("focus=data/db&exposure=false&walk=false").json();
    assertThat(ofPod.at("/from/0/kind").asString()).isEqualTo("pod");
    // The pod to itself at two ports, to 3 others at one each, and 3 others to it at two.
    assertThat(ofPod.path("cells")).hasSize(2 + 3 + 6);
    JsonNode ofPolicy = asked("focus=policy:data/db&exposure=false&walk=false").json();
    for (JsonNode each : ofPolicy.path("cells")) {
      String to = ofPolicy.path("to").get(each.path("column").asInt()).path("name").asString();
      assertThat(to).isEqualTo("db");
    }
    assertThat(ofPolicy.path("cells")).hasSize(6);
  }

  @Test
  void theMatrixIsPaged() {
    JsonNode all = asked("walk=false").json();
    JsonNode part = asked("walk=false&row=1&rows=2&column=2&columns=1").json();
    assertThat(part.at("/rows/total")).isEqualTo(all.at("/rows/total"));
    assertThat(part.path("from").get(0)).isEqualTo(all.path("from").get(1));
    assertThat(part.path("to").get(0)).isEqualTo(all.path("to").get(2));
    assertThat(part.path("cells")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/csv|workload,shop,cart,workload,data,db,tcp,5432,deny,deny,,,0,1,0,"
            + "\"NetworkPolicy data/db\",",
        "text/vnd.graphviz| [label=\"tcp 5432\", style=solid];",
        "text/vnd.graphviz|[shape=box, label=\"data/db\"];",
        "image/svg+xml|text-anchor=\"end\">shop/cart</text>",
      })
  void theMatrixIsTextForOtherPrograms(String type, String part) {
    Reply reply = get("/api/clusters/" + cluster() + "/reachability?walk=false", "Accept", type);
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).startsWith(type);
    assertThat(reply.raw().body()).contains(part);
  }

  @ParameterizedTest
  @CsvSource({
    "rows=abc, rows",
    "walk=perhaps, walk",
    "group=pods, group",
    "port=0, port",
    "port=70000, port",
    "protocol=icmp, protocol",
    "family=ipx, family",
    "rows=501, rows",
    "rows=500&columns=21, columns",
    "row=-1, row",
    "focus=nobody, focus",
    "focus=policy:data/dbb, focus",
  })
  void whatCannotBeReadIsNamed(String query, String field) {
    Reply reply = asked(query);
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(400);
    assertThat(reply.json().at("/problems/0/path").asString())
        .as(reply.raw().body())
        .isEqualTo(field);
  }
}
