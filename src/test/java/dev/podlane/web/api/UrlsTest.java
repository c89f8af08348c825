package dev.podlane.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** URLs over REST: two connections, what each side sees, and what is assumed. */
class UrlsTest extends ApiTest {
  private static final String SHOP =
      """
      {apiVersion: v1, kind: Node, metadata: {name: n1}, spec: {podCIDR: 10.0.1.0/24}, status:
       {addresses: [{type: InternalIP, address: 10.100.0.2}]}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: n2}, spec: {podCIDR: 10.0.2.0/24}, status:
       {addresses: [{type: InternalIP, address: 10.100.0.3}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web, labels: {app: web}}, spec: {nodeName: n2,
       containers: [{name: c, ports: [{containerPort: 8080}]}]}, status: {podIP: 10.0.2.10}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: deaf, labels: {app: deaf}}, spec: {nodeName: n2,
       containers: [{name: c}]}, status: {podIP: 10.0.2.11}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: client}, spec: {nodeName: n1, containers: [{name:
       c}]}, status: {podIP: 10.0.1.20}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {clusterIP: 10.200.0.7, selector:
       {app: web}, ports: [{port: 80, targetPort: 8080}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: deaf}, spec: {clusterIP: 10.200.0.8,
       selector: {app: deaf}, ports: [{port: 80}]}}
      ---
      {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: shop}, spec:
       {ingressClassName: nginx, rules: [{host: shop.example.com, http: {paths: [{path: /, pathType:
       Prefix, backend: {service: {name: web, port: {number: 80}}}}, {path: /deaf, pathType: Prefix,
       backend: {service: {name: deaf, port: {number: 80}}}}]}}]}}
      ---
      """;

  private static final String CONTROLLER =
      """
      {apiVersion: v1, kind: Pod, metadata: {namespace: proxies, name: controller, labels: {app:
       controller}}, spec: {nodeName: n1, containers: [{name: c, image:
       'registry.k8s.io/ingress-nginx/controller:v1.14.0', ports: [{containerPort: 80},
       {containerPort: 443}]}]}, status: {podIP: 10.0.1.10}}
      ---
      {apiVersion: v1, kind: Service, metadata: {namespace: proxies, name: controller}, spec: {type:
       LoadBalancer, externalTrafficPolicy: Local, clusterIP: 10.200.0.9, selector: {app:
       controller}, ports: [{name: http, port: 80, nodePort: 30080}, {name: https, port: 443,
       nodePort: 30443}]}, status: {loadBalancer: {ingress: [{ip: 198.51.100.7}]}}}
      ---
      """;

  private static final String SWITCHED_OFF =
      """
      {apiVersion: podlane.dev/v1, kind: ClusterNetwork, metadata: {name: c}, spec:
       {assumedController: false}}
      """;

  private String cluster(String text) {
    return post("/api/clusters?name=urls", YAML, text).json().path("id").asString();
  }

  private JsonNode outcome(String id, String fields) {
    return probe(id, "{" + fields.replace('`', '"') + "}").json().path("outcome");
  }

  /** Asks a cluster that is deleted afterwards, as all tests share a store of 200. */
  private JsonNode once(String text, String fields) {
    String id = cluster(text);
    JsonNode found = outcome(id, fields);
    assertThat(send("DELETE", "/api/clusters/" + id, null).status()).isEqualTo(204);
    return found;
  }

  @Test
  void aRequestTakesTwoConnectionsThroughTheController() {
    JsonNode found = outcome(shop(), "`to`: `http://shop.example.com/cart?x=1`");

    assertThat(found.path("result").asString()).isEqualTo("delivered");
    assertThat(found.at("/server/pod").asString()).isEqualTo("default/web");
    assertThat(found.at("/server/sees_src").asString()).isEqualTo("10.0.1.10");
    JsonNode http = found.path("http");
    assertThat(http.path("status").asInt()).isEqualTo(200);
    assertThat(http.path("service").asString()).isEqualTo("default/web");
    assertThat(http.path("pod").asString()).isEqualTo("default/web");
    assertThat(http.path("proxy").asString()).isEqualTo("proxies/controller");
    assertThat(http.path("route").asString())
        .isEqualTo("Ingress default/shop spec.rules[0].http.paths[0]");
    assertThat(http.path("forwardedFor").asString()).isEqualTo("203.0.113.9");
    assertThat(http.path("source").asString()).isEqualTo("10.0.1.10");
    assertThat(http.at("/shares/0/service").asString()).isEqualTo("default/web");
    assertThat(http.at("/shares/0/weight").asInt()).isEqualTo(1);
    assertThat(found.has("assumed")).isFalse();
  }

  @Test
  void withoutControllerAStandInIsSaidAndCanBeTakenAway() {
    JsonNode found = once(SHOP, "`to`: `http://shop.example.com/`");
    assertThat(found.at("/http/status").asInt()).isEqualTo(200);
    assertThat(found.at("/assumed/0/code").asString()).isEqualTo("http.stand-in");
    assertThat(found.path("sentence").asString()).contains("assumedController");

    JsonNode off = once(SHOP + SWITCHED_OFF, "`to`: `http://shop.example.com/`");
    assertThat(off.path("result").asString()).isEqualTo("unknown");
    assertThat(off.has("http")).isFalse();
    assertThat(off.at("/cause/code").asString()).isEqualTo("fact-missing");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "`to`: `http://shop.example.com/deaf`|502|no-connection",
        "`to`: `http://other.example.com/`|404|no-rule",
        "`to`: `http://198.51.100.7/`|404|no-rule",
        "`to`: `http://198.51.100.7/`, `host`: `shop.example.com`|200|",
        "`to`: `http://198.51.100.7/`, `headers`: {`Host`: `shop.example.com`}|200|",
        "`to`: `https://shop.example.com/`, `method`: `POST`|200|",
        "`to`: `http://shop.example.com:443/`|400|plain-http",
        "`from`: `default/client`, `to`: `http://shop.example.com/`|200|",
        "`from`: `default/client`, `to`: `http://web/`|200|",
        "`from`: `default/client`, `to`: `http://web.default.svc.cluster.local/`|200|",
        "`from`: `default/client`, `to`: `http://10.200.0.7/`|200|",
      })
  void anAnswerIsDeliveredWithItsStatus(String fields, int status, String why) {
    JsonNode found = outcome(shop(), fields);

    assertThat(found.path("result").asString()).isEqualTo("delivered");
    assertThat(found.at("/http/status").asInt()).isEqualTo(status);
    assertThat(found.at("/http/why").asString()).isEqualTo(why == null ? "" : why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "`from`: `default/client`, `to`: `http://web:81/`|timeout",
        "`from`: `default/client`, `to`: `http://10.0.2.11/`|refused",
        "`from`: `default/client`, `to`: `http://www.example.org/`|unknown",
      })
  void withoutConnectionThereIsNoAnswer(String fields, String result) {
    JsonNode found = outcome(shop(), fields);

    assertThat(found.path("result").asString()).isEqualTo(result);
    assertThat(found.has("http")).isFalse();
  }

  @Test
  void theClientIsWhatTheProxySees() {
    JsonNode found =
        outcome(
            shop(),
            "`to`: `http://shop.example.com/`, `from`: `ext:192.0.2.5`, `headers`:"
                + " {`X-Forwarded-For`: `198.18.0.1`}");

    assertThat(found.at("/http/forwardedFor").asString()).isEqualTo("192.0.2.5");
  }

  @Test
  void aUrlThatIsNoneIsAFieldError() {
    JsonNode found = probe(shop(), "{\"to\": \"http://shop.example.com:x/\"}").json();

    assertThat(found.path("status").asInt()).isEqualTo(400);
    assertThat(found.toString()).contains("\"to\"", "http://HOST/PATH");
  }

  /** One cluster for the tests that change nothing. */
  private static String made = "";

  private String shop() {
    if (made.isEmpty()) {
      made = cluster(SHOP + CONTROLLER);
    }
    return made;
  }
}
