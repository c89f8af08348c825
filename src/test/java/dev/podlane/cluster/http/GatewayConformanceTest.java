package dev.podlane.cluster.http;

import static dev.podlane.cluster.http.GatewayRoutesTest.HTTP;
import static dev.podlane.cluster.http.GatewayRoutesTest.gateway;
import static dev.podlane.cluster.http.GatewayRoutesTest.route;
import static dev.podlane.cluster.http.GatewayRoutesTest.rule;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions of the Gateway API conformance tests (kubernetes-sigs/gateway-api conformance). */
class GatewayConformanceTest {
  /** Conformance test HTTPListenerIsolation: a name, then the longest wildcard, then every host. */
  @ParameterizedTest
  @CsvSource({
    "bar.com, default/every",
    "bar.example.com, default/wild",
    "bar.foo.example.com, default/longer",
    "abc.foo.example.com, default/exact",
  })
  void aNameIsMoreExactThanAWildcardAndThatThanNone(String host, String expected) {
    String[] names = {"every", "wild", "longer", "exact"};
    String[] hosts = {"", "'*.example.com'", "'*.foo.example.com'", "abc.foo.example.com"};
    StringBuilder listeners = new StringBuilder();
    StringBuilder isolated = new StringBuilder();
    StringBuilder together = new StringBuilder();
    for (int i = 0; i < names.length; i++) {
      String hostname = hosts[i].isEmpty() ? "" : ", hostname: " + hosts[i];
      listeners.append("{name: " + names[i] + ", port: 80, protocol: HTTP" + hostname + "}, ");
      String rules = "rules: [" + rule("", names[i]) + "]";
      isolated.append(
          route(names[i], rules).replace("name: g}", "name: g, sectionName: " + names[i] + "}"));
      String ofRoute = hosts[i].isEmpty() ? "" : "hostnames: [" + hosts[i] + "], ";
      together.append(route(names[i], ofRoute + rules));
    }
    String[] services = {"default/every", "default/wild", "default/longer", "default/exact"};

    assertThat(Routed.of(gateway("" + listeners) + isolated, services).told("GET http://" + host))
        .as("rule 123, listeners")
        .isEqualTo(expected);
    assertThat(Routed.of(gateway(HTTP) + together, services).told("GET http://" + host))
        .as("rule 124, routes")
        .isEqualTo(expected);
  }

  /** Gateways need not heed filters of one backend (conformance HTTPRouteBackendURLRewrite). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "URLRewrite, urlRewrite: {path: {type: ReplaceFullPath, replaceFullPath: /z}}|default/s ?"
            + " HTTPRoute spec.rules[0].backendRefs[0].filters[0]",
        "RequestRedirect, requestRedirect: {port: 8080}|default/s ? HTTPRoute"
            + " spec.rules[0].backendRefs[0].filters[0]",
        "RequestHeaderModifier, requestHeaderModifier: {remove: [x]}|default/s",
      })
  void aBackendsOwnFilterIsNamed(String filter, String expected) {
    String rules =
        "rules: [{backendRefs: [{name: s, port: 80, filters: [{type: " + filter + "}]}]}]";

    assertThat(Routed.of(gateway(HTTP) + route("r", rules), "default/s").told("GET http://a.test/"))
        .isEqualTo(expected);
  }

  /** A preflight is answered by the Gateway (conformance HTTPRouteCORS), other requests pass. */
  @Test
  void aPreflightMayBeAnsweredByTheGateway() {
    String filter = "filters: [{type: CORS, cors: {allowOrigins: ['https://a.test']}}]";
    Routed routed =
        Routed.of(gateway(HTTP) + route("r", "rules: [" + rule(filter, "s") + "]"), "default/s");

    assertThat(routed.told("GET http://a.test/ Origin=https://a.test")).isEqualTo("default/s");
    assertThat(
            routed.told(
                "OPTIONS http://a.test/ Origin=https://a.test Access-Control-Request-Method=GET"))
        .isEqualTo("default/s ? HTTPRoute spec.rules[0].filters[0]");
  }

  /** Conformance test GatewaySecretReferenceGrantSpecific: a Secret of another namespace. */
  @Test
  void theCertificateIsTheSecretOfTheNamespaceThatIsNamed() {
    String https =
        "{name: s, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: cert, namespace:"
            + " vault}]}}";

    assertThat(Routed.of(gateway(https)).certificate("GET https://a.test/"))
        .isEqualTo("vault/cert");
  }
}
