package dev.podlane.cluster.http;

import static dev.podlane.cluster.http.IngressRoutesTest.CLASSES;
import static dev.podlane.cluster.http.IngressRoutesTest.ingress;
import static dev.podlane.cluster.http.IngressRoutesTest.path;
import static dev.podlane.cluster.http.IngressRoutesTest.rule;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expectations of ingress-nginx's own tests (kubernetes/ingress-nginx {@code test/e2e}). */
class NginxRoutesTest {
  private static final String[] SERVICES = {"default/all", "default/other"};
  private static final String TLS = ", tls: [{hosts: [a.test], secretName: cert}]";

  private static String of(String name, String annotation, String host, String path, String more) {
    String key = annotation.isEmpty() ? "" : "nginx.ingress.kubernetes.io/" + annotation;
    String spec = "ingressClassName: nginx, rules: [" + rule(host, path) + "]" + more;
    return ingress(name, key.replace(" & ", ", nginx.ingress.kubernetes.io/"), spec);
  }

  private static String fallback(String name, String service) {
    String backend = "defaultBackend: {service: {name: " + service + ", port: {number: 80}}}";
    return ingress(name, "", "ingressClassName: nginx, " + backend);
  }

  private static String told(String documents, String asked) {
    return Routed.of(CLASSES + documents, SERVICES).told(asked);
  }

  /** From annotations/redirect.go, approot.go, rewrite.go and forcesslredirect.go. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "permanent-redirect: http://b.test & permanent-redirect-code: '302'|/x|302 http://b.test",
        "permanent-redirect: http://b.test & permanent-redirect-code: '200'|/x|301 http://b.test",
        "temporal-redirect: http://b.test & temporal-redirect-code: '307'|/x|307 http://b.test",
        "temporal-redirect: http://b.test & temporal-redirect-code: '308'|/x|302 http://b.test",
        "permanent-redirect: http://b.test|/elsewhere|301 http://b.test",
        "app-root: /foo|/|302 http://a.test/foo",
        "app-root: /foo|/x|default/all",
        "rewrite-target: https://b.test/$1|/x/y|302 https://b.test/",
        "force-ssl-redirect: 'true'|/x/|308 https://a.test/x",
        "force-ssl-redirect: 'true' & preserve-trailing-slash: 'true'|/x/|308 https://a.test/x/",
      })
  void anAnnotationRedirects(String annotation, String asked, String expected) {
    String documents = of("i", annotation, "a.test", path("/x", "Prefix", "all"), "");

    assertThat(told(documents, "GET http://a.test" + asked)).isEqualTo(expected);
  }

  /** From annotations/fromtowwwredirect.go. */
  @ParameterizedTest
  @CsvSource({
    "a.test, http://www.a.test/foo, 308 http://a.test:80/foo",
    "a.test, https://www.a.test/, 308 https://a.test:443",
    "a.test, http://a.test/foo, default/all",
    "www.a.test, http://a.test/foo, 308 http://www.a.test:80/foo",
    "a.test, http://b.test/foo, 404 no-rule",
  })
  void aHostLeadsToTheOneWithOrWithoutWww(String host, String url, String expected) {
    String documents =
        of("i", "from-to-www-redirect: 'true'", host, path("/", "Prefix", "all"), "")
            + of("j", "", "c.test", path("/", "Prefix", "all"), "");

    assertThat(told(documents, "GET " + url)).isEqualTo(expected);
  }

  /** Public reports such as cert-manager/cert-manager#936; NoTLSRedirectLocations. */
  @Test
  void theSolverOfAChallengeIsNotSentToHttps() {
    String documents =
        of("i", "force-ssl-redirect: 'true'", "a.test", path("/", "Prefix", "all"), TLS)
            + of(
                "acme",
                "",
                "a.test",
                path("/.well-known/acme-challenge/t", "ImplementationSpecific", "other"),
                "");

    assertThat(told(documents, "GET http://a.test/.well-known/acme-challenge/t"))
        .isEqualTo("default/other");
    assertThat(told(documents, "GET http://a.test/x")).isEqualTo("308 https://a.test/x");
  }

  /** The location / that nginx adds to a host has the redirects of its first Ingress. */
  @Test
  void aPathWithoutARuleIsRedirectedLikeItsHost() {
    String documents = of("i", "", "a.test", path("/app", "Prefix", "all"), TLS);

    assertThat(told(documents, "GET http://a.test/x")).isEqualTo("308 https://a.test/x");
    assertThat(told(documents, "GET https://a.test/x")).isEqualTo("404 no-rule");
  }

  @Test
  void aRedirectThatIsWrittenComesBeforeTheOneToHttps() {
    String annotation = "permanent-redirect: http://b.test";
    String documents = of("i", annotation, "a.test", path("/", "Prefix", "all"), TLS);

    assertThat(told(documents, "GET http://a.test/")).isEqualTo("301 http://b.test");
  }

  /** From ingress/without_host.go (kubernetes/ingress-nginx#8823), and createServers. */
  @Test
  void theDefaultBackendIsThatOfTheFirstIngressWithoutRules() {
    String withRules =
        ingress(
            "a",
            "",
            "ingressClassName: nginx, rules: [{host: a.test}], defaultBackend: {service: {name:"
                + " other, port: {number: 80}}}");

    assertThat(told(withRules, "GET http://a.test/")).isEqualTo("default/other");
    assertThat(
            told(
                withRules + of("b", "", "b.test", path("/", "Prefix", "all"), ""),
                "GET http://c.test/"))
        .isEqualTo("404 no-rule");
    assertThat(
            told(withRules + fallback("b", "all") + fallback("c", "other"), "GET http://c.test/"))
        .isEqualTo("default/all");
  }

  /** From servicebackend/service_externalname.go: 200, as nginx resolves and asks the name. */
  @Test
  void aServiceThatStandsForANameIsNamed() {
    String service =
        "{apiVersion: v1, kind: Service, metadata: {name: ext}, spec: {type: ExternalName,"
            + " externalName: b.test, ports: [{port: 80}]}}\n---\n";
    String documents = service + of("i", "", "a.test", path("/", "Prefix", "ext"), "");

    assertThat(told(documents, "GET http://a.test/")).endsWith(" ? Service spec.externalName");
  }

  /** From annotations/cors.go: nginx answers 204 itself. */
  @Test
  void aPreflightMayBeAnsweredByNginx() {
    String documents = of("i", "enable-cors: 'true'", "a.test", path("/", "Prefix", "all"), "");

    assertThat(told(documents, "GET http://a.test/")).isEqualTo("default/all");
    assertThat(told(documents, "OPTIONS http://a.test/"))
        .isEqualTo(
            "default/all ? Ingress metadata.annotations[nginx.ingress.kubernetes.io/enable-cors]");
  }
}
