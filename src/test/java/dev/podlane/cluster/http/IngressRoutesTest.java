package dev.podlane.cluster.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ingresses decide as Kubernetes says, and ingress-nginx where it says nothing (119 to 122). */
class IngressRoutesTest {
  static final String CLASSES =
      """
      {apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: plain}, spec:
       {controller: example.test/plain}}
      ---
      {apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: {name: nginx}, spec:
       {controller: k8s.io/ingress-nginx}}
      ---
      """;

  static String path(String path, String type, String service) {
    return "{path: "
        + path
        + ", pathType: "
        + type
        + ", backend: {service: {name: "
        + service
        + ", port: {number: 80}}}}";
  }

  static String ingress(String name, String annotations, String spec) {
    return "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: "
        + name
        + ", annotations: {"
        + annotations
        + "}}, spec: {"
        + spec
        + "}}\n---\n";
  }

  static String rule(String host, String... paths) {
    return "{"
        + (host.isEmpty() ? "" : "host: '" + host + "', ")
        + "http: {paths: ["
        + String.join(", ", paths)
        + "]}}";
  }

  private static final String RULES =
      "rules: ["
          + rule(
              "shop.test",
              path("/", "Prefix", "all"),
              path("/foo", "Prefix", "foo"),
              path("/foo/bar/", "Prefix", "bar"),
              path("/exact", "Exact", "exact"),
              path("/twice", "Prefix", "all"),
              path("/twice", "Exact", "exact"),
              path("/letters", "ImplementationSpecific", "letters"),
              path("/gone", "Prefix", "gone"))
          + ", "
          + rule("*.wild.test", path("/", "Prefix", "wild"))
          + ", "
          + rule("one.wild.test", path("/only", "Prefix", "exact"))
          + "], defaultBackend: {service: {name: rest, port: {name: http}}}";

  private static final String[] SERVICES = {
    "default/all",
    "default/foo",
    "default/bar",
    "default/exact",
    "default/letters",
    "default/wild",
    "default/rest"
  };

  private static final Routed PLAIN =
      Routed.of(CLASSES + ingress("i", "", "ingressClassName: plain, " + RULES), SERVICES);
  private static final Routed NGINX =
      Routed.of(CLASSES + ingress("i", "", "ingressClassName: nginx, " + RULES), SERVICES);

  @ParameterizedTest
  @CsvSource({
    "120, /, default/all",
    "120, /foo, default/foo",
    "120, /foo/, default/foo",
    "120, /foo/x, default/foo",
    "120, /foobar, default/all",
    "120, /foo/bar, default/bar",
    "120, /foo/bar/x, default/bar",
    "120, /exact, default/exact",
    "120, /exact/, default/all",
    "120, /EXACT, default/all",
    "120, /twice, default/exact",
    "120, /twice/x, default/all",
    "120, /x/../foo//y, default/foo",
    "120, /%66oo, default/foo",
    "122, /gone, default/gone=503:no-service",
  })
  void thePathDecides(int rule, String path, String expected) {
    assertThat(PLAIN.told("GET http://shop.test" + path)).as("rule %s", rule).isEqualTo(expected);
    assertThat(NGINX.told("GET http://shop.test" + path)).as("rule %s", rule).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "121, http://a.wild.test/, default/wild, default/wild",
    "121, http://a.b.wild.test/, default/rest, 404 no-rule",
    "121, http://wild.test/, default/rest, 404 no-rule",
    "121, http://other.test/, default/rest, 404 no-rule",
    "121, http://one.wild.test/only, default/exact, default/exact",
    // in nginx each host is a server of its own: the exact host hides the wildcard, and the
    // default backend of an Ingress with rules is that of their hosts only
    "121, http://one.wild.test/, default/wild, default/rest",
    "120, http://shop.test/letters2, default/all, default/letters",
  })
  void theHostDecides(int rule, String url, String plain, String nginx) {
    assertThat(PLAIN.told("GET " + url)).as("rule %s", rule).isEqualTo(plain);
    assertThat(NGINX.told("GET " + url)).as("rule %s", rule).isEqualTo(nginx);
  }

  @Test
  void withoutDefaultBackendTheProxyAnswers() {
    String spec = "ingressClassName: plain, rules: [" + rule("a.test", path("/x", "Exact", "all"));
    Routed routed = Routed.of(CLASSES + ingress("i", "", spec + "]"), "default/all");

    assertThat(routed.told("GET http://a.test/")).isEqualTo("404 no-rule");
    assertThat(routed.decision("GET http://a.test/x").route())
        .isEqualTo("Ingress default/i spec.rules[0].http.paths[0]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port: {name: http}|default/all",
        "port: {name: web}|default/all=503:no-service-port",
        "port: {number: 81}|default/all=503:no-service-port",
        "port: {number: 8080}|default/all",
      })
  void theBackendIsAPortOfAService(String port, String expected) {
    String spec =
        "ingressClassName: plain, defaultBackend: {service: {name: all, " + port + "}}, rules: []";

    assertThat(
            Routed.of(CLASSES + ingress("i", "", spec), "default/all").told("GET http://a.test/"))
        .as("rules 119 and 122")
        .isEqualTo(expected);
  }

  @Test
  void aServiceOfAnotherNamespaceIsNotMeant() {
    String spec = "ingressClassName: plain, rules: [" + rule("a.test", path("/", "Prefix", "all"));

    assertThat(
            Routed.of(CLASSES + ingress("i", "", spec + "]"), "apps/all")
                .told("GET http://a.test/"))
        .as("rule 119")
        .isEqualTo("default/all=503:no-service");
  }

  @Test
  void theClassSaysWhichProxyServes() {
    String rules = "rules: [" + rule("a.test", path("/", "Prefix", "all")) + "]";
    String old = "kubernetes.io/ingress.class: plain";
    HttpUrl url = HttpUrl.parse("http://a.test/").orElseThrow();

    assertThat(Routed.of(CLASSES + ingress("i", old, rules)).proxy(url).orElseThrow().name())
        .as("rule 119, the old annotation")
        .isEqualTo("class:plain");
    String byDefault =
        CLASSES.replaceFirst(
            "name: plain",
            "name: plain, annotations: {ingressclass.kubernetes.io/is-default-class: 'true'}");
    assertThat(Routed.of(byDefault + ingress("i", "", rules)).proxy(url).orElseThrow().name())
        .as("rule 119, the default class")
        .isEqualTo("class:plain");
    assertThat(Routed.of(ingress("i", "", rules)).proxy(url).orElseThrow().controller())
        .as("no class")
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "rewrite-target: /$2;/api(/|$)(.*);/api/v1/x;default/all as /v1/x",
        "rewrite-target: /$2;/api(/|$)(.*);/API;default/all as /",
        "use-regex: 'true';/a/[0-9]+;/a/17/b;default/all",
        "use-regex: 'true';/a/[0-9]+;/a/b;404 no-rule",
        "permanent-redirect: https://b.test/x;/;/y;301 https://b.test/x",
        "temporal-redirect: https://b.test/x;/;/y;302 https://b.test/x",
        "force-ssl-redirect: 'true';/;/y?z=1;308 https://a.test/y?z=1",
        "auth-url: http://auth.test/;/;/;default/all ? Ingress"
            + " metadata.annotations[nginx.ingress.kubernetes.io/auth-url]",
        "use-regex: 'true';/(a;/a;'404 no-rule ? Ingress '",
      })
  void annotationsOfNginxCount(String annotation, String path, String asked, String expected) {
    String spec =
        "ingressClassName: nginx, rules: ["
            + rule("a.test", path("'" + path + "'", "Exact", "all"));
    String typed = spec.replace("Exact", "ImplementationSpecific") + "]";
    Routed routed =
        Routed.of(
            CLASSES + ingress("i", "nginx.ingress.kubernetes.io/" + annotation, typed),
            "default/all");

    assertThat(routed.told("GET http://a.test" + asked)).isEqualTo(expected);
  }

  @Test
  void aHostWithACertificateIsAskedOverTls() {
    String tls = ", tls: [{hosts: [a.test], secretName: cert}]";
    String spec = "rules: [" + rule("a.test", path("/", "Prefix", "all")) + "]" + tls;
    Routed nginx =
        Routed.of(CLASSES + ingress("i", "", "ingressClassName: nginx, " + spec), "default/all");
    Routed plain =
        Routed.of(CLASSES + ingress("i", "", "ingressClassName: plain, " + spec), "default/all");

    assertThat(nginx.told("GET http://a.test/x")).isEqualTo("308 https://a.test/x");
    assertThat(nginx.told("GET https://a.test/x")).isEqualTo("default/all");
    assertThat(nginx.certificate("GET https://a.test/x")).isEqualTo("default/cert");
    assertThat(nginx.certificate("GET https://b.test/")).isEmpty();
    assertThat(plain.told("GET http://a.test/x")).isEqualTo("default/all");
  }

  @Test
  void aCanaryMayTakeTheRequest() {
    String spec = "ingressClassName: nginx, rules: [" + rule("a.test", path("/", "Prefix", "all"));
    String canary = "nginx.ingress.kubernetes.io/canary: 'true'";

    assertThat(
            Routed.of(
                    CLASSES + ingress("i", "", spec + "]") + ingress("c", canary, spec + "]"),
                    "default/all")
                .told("GET http://a.test/"))
        .startsWith("default/all ? Ingress metadata.annotations[")
        .endsWith("/canary]");
  }
}
