package dev.podlane.cluster.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gateways decide as the Gateway API says (rules 123 to 127). */
class GatewayRoutesTest {
  static final String API = "{apiVersion: gateway.networking.k8s.io/v1, kind: ";

  static String gateway(String listeners) {
    return API
        + "Gateway, metadata: {name: g}, spec: {gatewayClassName: c, listeners: ["
        + listeners
        + "]}}\n---\n";
  }

  static String route(String name, String spec) {
    return API
        + "HTTPRoute, metadata: {name: "
        + name
        + "}, spec: {parentRefs: [{name: g}], "
        + spec
        + "}}\n---\n";
  }

  static String rule(String more, String... services) {
    StringBuilder refs = new StringBuilder();
    for (String each : services) {
      refs.append(refs.isEmpty() ? "" : ", ").append("{name: ").append(each).append(", port: 80}");
    }
    return "{" + more + (more.isEmpty() ? "" : ", ") + "backendRefs: [" + refs + "]}";
  }

  static final String HTTP = "{name: http, port: 80, protocol: HTTP}";

  private static final Routed MATCHES =
      Routed.of(
          gateway(HTTP)
              + route(
                  "r",
                  "hostnames: [a.test], rules: ["
                      + rule("matches: [{path: {value: /foo}}]", "prefix")
                      + ", "
                      + rule("matches: [{path: {value: /foo/bar}}]", "longer")
                      + ", "
                      + rule("matches: [{path: {type: Exact, value: /foo}}]", "exact")
                      + ", "
                      + rule("matches: [{path: {value: /foo}, method: POST}]", "method")
                      + ", "
                      + rule(
                          "matches: [{path: {value: /foo}, headers: [{name: Env, value: canary}]}]",
                          "header")
                      + ", "
                      + rule(
                          "matches: [{path: {value: /foo}, queryParams: [{name: v, value: '2'}]}]",
                          "query")
                      + ", "
                      + rule(
                          "matches: [{path: {type: RegularExpression, value: '/re/[0-9]+'}}]",
                          "pattern")
                      + ", "
                      + rule(
                          "matches: [{headers: [{name: X, type: RegularExpression, value:"
                              + " 'b.*'}]}]",
                          "value")
                      + "]"),
          "default/prefix",
          "default/longer",
          "default/exact",
          "default/method",
          "default/header",
          "default/query",
          "default/pattern",
          "default/value");

  @ParameterizedTest
  @CsvSource({
    "GET http://a.test/foo, default/exact",
    "GET http://a.test/foo/, default/prefix",
    "GET http://a.test/foo/x, default/prefix",
    "GET http://a.test/foox, 404 no-rule",
    "GET http://a.test/foo/bar, default/longer",
    "POST http://a.test/foo, default/exact",
    "POST http://a.test/foo/x, default/method",
    "POST http://a.test/foo/x env=canary, default/method",
    "POST http://a.test/foo/bar, default/longer",
    "GET http://a.test/foo/x ENV=canary, default/header",
    "GET http://a.test/foo/x env=Canary, default/prefix",
    "GET http://a.test/foo/x?v=2, default/query",
    "GET http://a.test/foo/x?v=2 env=canary, default/header",
    "GET http://a.test/re/12, default/pattern",
    "GET http://a.test/re/12/x, 404 no-rule",
    "GET http://a.test/ x=bc, default/value",
    "GET http://a.test/ x=abc, 404 no-rule",
    "GET http://b.test/foo, 404 no-rule",
  })
  void theStrongestMatchWins(String asked, String expected) {
    assertThat(MATCHES.told(asked)).as("rules 124 and 125").isEqualTo(expected);
  }

  @Test
  void ofEqualMatchesTheOldestRouteWinsThenTheName() {
    String spec = "{parentRefs: [{name: g}], rules: [" + "%s]}}\n---\n";
    String head = API + "HTTPRoute, metadata: {name: %s, creationTimestamp: '%s'}, spec: ";
    String young = head.formatted("a", "2026-02-01T00:00:00Z") + spec.formatted(rule("", "a"));
    String old = head.formatted("b", "2026-01-01T00:00:00Z") + spec.formatted(rule("", "b"));
    String[] services = {"default/a", "default/b"};

    assertThat(Routed.of(gateway(HTTP) + young + old, services).told("GET http://x.test/"))
        .as("rule 124")
        .isEqualTo("default/b");
    String same = old.replace("2026-01", "2026-02");
    assertThat(Routed.of(gateway(HTTP) + same + young, services).told("GET http://x.test/"))
        .as("rule 124")
        .isEqualTo("default/a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hostnames: ['*.test']|http://a.test/|default/s",
        "hostnames: ['*.test']|http://a.b.test/|default/s",
        "hostnames: ['*.test']|http://test/|404 no-listener",
        "hostnames: ['*.other']|http://a.other/|404 no-listener",
        "parentRefs: [{name: g, sectionName: narrow}]|http://a.test/|default/s",
        "parentRefs: [{name: g, sectionName: other}]|http://a.test/|404 no-rule",
        "parentRefs: [{name: g, port: 8080}]|http://a.test/|404 no-rule",
        "parentRefs: [{name: g, namespace: apps}]|http://a.test/|404 no-rule",
      })
  void aRouteMustBeAttached(String spec, String url, String expected) {
    String listener = "{name: narrow, port: 80, protocol: HTTP, hostname: '*.test'}";
    String given = spec.startsWith("parentRefs") ? spec : "parentRefs: [{name: g}], " + spec;
    String route =
        API + "HTTPRoute, metadata: {name: r}, spec: {" + given + ", rules: [" + rule("", "s");

    assertThat(Routed.of(gateway(listener) + route + "]}}", "default/s").told("GET " + url))
        .as("rule 123")
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|404 not-allowed",
        "{namespaces: {from: All}}|apps/s",
        "{namespaces: {from: Same}}|404 not-allowed",
        "{namespaces: {from: None}}|404 not-allowed",
        "{namespaces: {from: Selector, selector: {matchLabels: {team: blue}}}}|apps/s",
        "{namespaces: {from: Selector, selector: {matchLabels: {team: red}}}}|404 not-allowed",
        "{namespaces: {from: All}, kinds: [{kind: GRPCRoute}]}|404 not-allowed",
      })
  void aListenerSaysWhoMayAttach(String allowed, String expected) {
    String listener = "{name: http, port: 80, protocol: HTTP, allowedRoutes: " + allowed + "}";
    String route =
        API
            + "HTTPRoute, metadata: {namespace: apps, name: r}, spec: {parentRefs: [{name: g,"
            + " namespace: default}], rules: ["
            + rule("", "s")
            + "]}}";

    assertThat(Routed.of(gateway(listener) + route, "apps/s").told("GET http://a.test/"))
        .as("rule 123")
        .isEqualTo(expected);
  }

  @Test
  void theListenerWithTheMostExactHostTakesTheRequest() {
    String listeners =
        "{name: wide, port: 80, protocol: HTTP}, {name: wild, port: 80, protocol: HTTP, hostname:"
            + " '*.test'}, {name: exact, port: 80, protocol: HTTP, hostname: a.test}";
    String routes =
        route("r", "hostnames: [a.test], rules: [" + rule("", "s") + "]")
            .replace("name: g}", "name: g, sectionName: wild}");

    assertThat(Routed.of(gateway(listeners) + routes, "default/s").told("GET http://a.test/"))
        .as("rule 123")
        .isEqualTo("404 no-rule");
  }

  /** Rules 317 and 318: shares of the weights, and 500 where nobody has one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: a, port: 80, weight: 9}, {name: b, port: 80}|default/a*9 default/b",
        "{name: a, port: 80, weight: 0}, {name: b, port: 80}|default/a*0 default/b",
        "{name: a, port: 80, weight: 0}|500 no-backend",
        "{name: a, port: 80}, {name: c, port: 80}|default/a default/c=500:no-service",
        "{name: a, port: 81}|default/a=500:no-service-port",
        "{name: s, namespace: apps, port: 80}|apps/s",
        "{name: t, namespace: apps, port: 80}|apps/t=500:no-grant",
        "{name: a, kind: Bucket, group: x.test, port: 80}|default/a=500:no-service ? HTTPRoute"
            + " spec.rules[0].backendRefs",
      })
  void backendsHaveSharesAndNeedPermission(String backends, String expected) {
    String grant =
        """
        {apiVersion: gateway.networking.k8s.io/v1beta1, kind: ReferenceGrant, metadata: {name: g,
         namespace: apps}, spec: {from: [{group: gateway.networking.k8s.io, kind: HTTPRoute,
         namespace: default}], to: [{group: '', kind: Service, name: s}]}}
        ---
        """;
    String rules = "rules: [{backendRefs: [" + backends + "]}]";

    assertThat(
            Routed.of(
                    gateway(HTTP) + grant + route("r", rules),
                    "default/a",
                    "default/b",
                    "apps/s",
                    "apps/t")
                .told("GET http://a.test/"))
        .as("rules 125 and 126")
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "requestRedirect: {scheme: https, statusCode: 301}|301 https://a.test/foo/x?y=1",
        "requestRedirect: {hostname: b.test}|302 http://b.test/foo/x?y=1",
        "requestRedirect: {port: 8443}|302 http://a.test:8443/foo/x?y=1",
        "requestRedirect: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /bar}}|302"
            + " http://a.test/bar/x?y=1",
        "requestRedirect: {path: {type: ReplaceFullPath, replaceFullPath: /bar}}|302"
            + " http://a.test/bar?y=1",
        "urlRewrite: {hostname: b.test}|default/s at b.test",
        "urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /}}|default/s as /x",
        "urlRewrite: {path: {type: ReplaceFullPath, replaceFullPath: /z}}|default/s as /z",
        "extensionRef: {group: x.test, kind: Filter, name: f}|default/s ? HTTPRoute"
            + " spec.rules[0].filters[0]",
      })
  void filtersRedirectAndRewrite(String filter, String expected) {
    String key = filter.substring(0, filter.indexOf(':'));
    String type =
        switch (key) {
          case "requestRedirect" -> "RequestRedirect";
          case "urlRewrite" -> "URLRewrite";
          default -> "ExtensionRef";
        };
    String rules =
        "rules: ["
            + rule(
                "matches: [{path: {value: /foo}}], filters: [{type: " + type + ", " + filter + "}]",
                "s")
            + "]";

    assertThat(
            Routed.of(gateway(HTTP) + route("r", rules), "default/s")
                .told("GET http://a.test/foo/x?y=1"))
        .isEqualTo(expected);
  }

  @Test
  void routesOfOtherKindsAreNamed() {
    String other =
        API
            + "GRPCRoute, metadata: {name: o}, spec: {parentRefs: [{name: g}], hostnames:"
            + " [a.test]}}";
    Routed routed =
        Routed.of(
            gateway(HTTP) + route("r", "rules: [" + rule("", "s") + "]") + other, "default/s");

    assertThat(routed.told("GET http://a.test/"))
        .isEqualTo("default/s ? GRPCRoute spec.parentRefs");
    assertThat(routed.told("GET http://b.test/")).isEqualTo("default/s");
  }

  @Test
  void aRouteOfAMeshTakesNothingFromAGateway() {
    String mesh =
        API
            + "HTTPRoute, metadata: {name: m}, spec: {parentRefs: [{group: '', kind: Service, name:"
            + " g}], rules: ["
            + rule("", "s")
            + "]}}";

    assertThat(Routed.of(gateway(HTTP) + mesh, "default/s").told("GET http://a.test/"))
        .as("rule 127")
        .isEqualTo("404 no-rule");
  }
}
