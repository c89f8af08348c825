package dev.podlane.cluster.http;

import static dev.podlane.cluster.http.GatewayRoutesTest.API;
import static dev.podlane.cluster.http.GatewayRoutesTest.rule;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Listeners of ListenerSets, asked as the conformance tests of the Gateway API 1.5 ask them
 * (kubernetes-sigs/gateway-api {@code conformance/tests/listenerset-*.go}).
 */
class ListenerSetsTest {
  private static final String[] SERVICES = {"default/v1", "default/v2", "apps/v3"};

  private static String gateway(String allowed, String listeners) {
    return API
        + "Gateway, metadata: {name: g}, spec: {gatewayClassName: c, "
        + (allowed.isEmpty() ? "" : "allowedListeners: {namespaces: {" + allowed + "}}, ")
        + "listeners: ["
        + listeners
        + "]}}\n---\n";
  }

  private static String set(String meta, String listeners) {
    return API
        + "ListenerSet, metadata: {"
        + meta
        + "}, spec: {parentRef: {name: g, namespace: default}, listeners: ["
        + listeners
        + "]}}\n---\n";
  }

  private static String http(String name, String host) {
    return "{name: "
        + name
        + ", port: 80, protocol: HTTP, hostname: "
        + host
        + ", allowedRoutes: {namespaces: {from: All}}}, ";
  }

  private static String route(String name, String parents, String path, String service) {
    return API
        + "HTTPRoute, metadata: {name: "
        + name
        + "}, spec: {parentRefs: ["
        + parents
        + "], rules: ["
        + rule("matches: [{path: {value: " + path + "}}]", service)
        + "]}}\n---\n";
  }

  /** ListenerSetHTTPRouting: a route attaches to the listeners of its own parent only. */
  @ParameterizedTest
  @CsvSource({
    "g1.test/route, default/v1",
    "a1.test/route, default/v1",
    "b1.test/route, default/v1",
    "g1.test/gateway-route, default/v2",
    "a1.test/gateway-route, 404 no-rule",
    "a1.test/set-route, default/v2",
    "a2.test/set-route, default/v2",
    "b1.test/set-route, 404 no-rule",
    "g1.test/set-route, 404 no-rule",
    "a1.test/section-route, default/v1",
    "a2.test/section-route, 404 no-rule",
    "c1.test/route, 404 no-listener",
  })
  void aRouteAttachesToTheListenersOfItsParent(String asked, String expected) {
    String ofGateway = "{name: g}";
    String ofA = "{kind: ListenerSet, name: a}";
    String ofB = "{kind: ListenerSet, name: b}";
    String documents =
        gateway("from: All", http("l", "g1.test"))
            + set("name: a", http("l", "a1.test") + http("m", "a2.test"))
            + set("name: b", http("l", "b1.test"))
            + route("all", ofGateway + ", " + ofA + ", " + ofB, "/route", "v1")
            + route("own", ofGateway, "/gateway-route", "v2")
            + route("set", ofA, "/set-route", "v2")
            + route("one", ofA.replace("}", ", sectionName: l}"), "/section-route", "v1");

    assertThat(Routed.of(documents, SERVICES).told("GET http://" + asked)).isEqualTo(expected);
  }

  /**
   * ListenerSetAllowedNamespaces{None,Same,Selector}, ListenerSetDefaultNotAllowed: by default no
   * set attaches.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "                                            |404 no-listener|404 no-listener",
        "from: None                                  |404 no-listener|404 no-listener",
        "from: Same                                  |default/v1     |404 no-listener",
        "from: All                                   |default/v1     |default/v1",
        "'from: Selector, selector: {matchLabels: {team: blue}}'|404 no-listener|default/v1",
      })
  void aGatewayAllowsSets(String allowed, String same, String other) {
    String own = "{kind: ListenerSet, name: a}, {kind: ListenerSet, name: b, namespace: apps}";
    String documents =
        gateway(allowed == null ? "" : allowed, http("l", "g1.test"))
            + set("name: a", http("l", "a.test"))
            + set("name: b, namespace: apps", http("l", "b.test"))
            + route("r", own, "/", "v1");
    Routed routed = Routed.of(documents, SERVICES);

    assertThat(routed.told("GET http://a.test/")).isEqualTo(same);
    assertThat(routed.told("GET http://b.test/")).isEqualTo(other);
  }

  /**
   * ListenerSetHostnameConflict, ListenerSetProtocolConflict, ListenerSetSpec: the Gateway's own
   * listener comes first, then the oldest set, then the first by name; the one behind is left out.
   */
  @ParameterizedTest
  @CsvSource({
    "http://g.test/, default/v1",
    "http://shared.test/, default/v2",
    "http://free.test/, apps/v3",
    "http://named.test:81/, default/v2",
    "https://tls.test:90/, 404 no-listener",
  })
  void theFirstOfTwoListenersIsInUse(String url, String expected) {
    String young = ", creationTimestamp: '2026-02-01T00:00:00Z'";
    String old = ", creationTimestamp: '2026-01-01T00:00:00Z'";
    String at81 = http("n", "named.test").replace("80", "81");
    String documents =
        gateway("from: All", http("l", "g.test") + "{name: t, port: 90, protocol: TCP}, ")
            + set(
                "name: a, namespace: apps" + young,
                http("g", "g.test") + http("s", "shared.test") + http("f", "free.test"))
            + set("name: b" + old, http("s", "shared.test") + at81)
            + set("name: c", at81 + http("p", "tls.test").replace("80", "90"))
            + route("own", "{name: g}", "/", "v1")
            + route("of-b", "{kind: ListenerSet, name: b}", "/", "v2")
            + route("of-c", "{kind: ListenerSet, name: c}", "/", "v1")
            + route("of-a", "{kind: ListenerSet, name: a, namespace: apps}", "/", "v3")
                .replace("metadata: {name: of-a}", "metadata: {name: of-a, namespace: apps}");

    assertThat(Routed.of(documents, SERVICES).told("GET " + url)).isEqualTo(expected);
  }

  /** ListenerSetReferenceGrant: a grant for the Gateway is none for its sets. */
  @ParameterizedTest
  @CsvSource({
    "Gateway, default/v1 ? ListenerSet spec.listeners[0].tls.certificateRefs[0]",
    "ListenerSet, default/v1",
  })
  void aSetNeedsItsOwnGrant(String kind, String expected) {
    String https =
        "{name: l, port: 443, protocol: HTTPS, hostname: s.test, tls: {certificateRefs: [{name: c,"
            + " namespace: apps}]}}";
    String grant =
        "{apiVersion: gateway.networking.k8s.io/v1beta1, kind: ReferenceGrant, metadata: {name: r,"
            + " namespace: apps}, spec: {from: [{group: gateway.networking.k8s.io, kind: "
            + kind
            + ", namespace: default}], to: [{group: '', kind: Secret}]}}\n---\n";
    String documents =
        gateway("from: Same", http("l", "g.test"))
            + set("name: a", https)
            + grant
            + route("r", "{kind: ListenerSet, name: a}", "/", "v1");

    assertThat(Routed.of(documents, SERVICES).told("GET https://s.test/")).isEqualTo(expected);
  }

  /** ListenerSetAllowedRoutesNamespaces: Same means the namespace of the set. */
  @ParameterizedTest
  @CsvSource({"'', 404 not-allowed", "', namespace: apps', apps/v3"})
  void routesOfTheSetsNamespaceAttach(String namespace, String expected) {
    String documents =
        gateway("from: All", http("l", "g.test"))
            + set("name: a, namespace: apps", "{name: l, port: 80, protocol: HTTP}")
            + route("r", "{kind: ListenerSet, name: a, namespace: apps}", "/", "v3")
                .replace("metadata: {name: r}", "metadata: {name: r" + namespace + "}");

    assertThat(Routed.of(documents, SERVICES).told("GET http://x.test/")).isEqualTo(expected);
  }

  /** The kind of before version 1.5, in a group of its own. */
  @ParameterizedTest
  @CsvSource({
    "'{group: gateway.networking.x-k8s.io, kind: XListenerSet, name: a}', default/v1",
    "'{kind: ListenerSet, name: a}', 404 no-rule",
  })
  void theExperimentalKindIsNamedWithItsGroup(String parent, String expected) {
    String documents =
        gateway("from: Same", http("l", "g.test"))
            + set("name: a", http("l", "x.test"))
                .replace(
                    API + "ListenerSet",
                    "{apiVersion: gateway.networking.x-k8s.io/v1alpha1," + " kind: XListenerSet")
            + route("r", parent, "/", "v1");

    assertThat(Routed.of(documents, SERVICES).told("GET http://x.test/")).isEqualTo(expected);
  }
}
