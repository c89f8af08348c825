package dev.podlane.cluster.http;

import static dev.podlane.cluster.http.IngressRoutesTest.CLASSES;
import static dev.podlane.cluster.http.IngressRoutesTest.ingress;
import static dev.podlane.cluster.http.IngressRoutesTest.path;
import static dev.podlane.cluster.http.IngressRoutesTest.rule;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Settings of ingress-nginx for all Ingresses (kubernetes/ingress-nginx {@code
 * docs/user-guide/nginx-configuration/configmap.md}; rows from {@code test/e2e/settings}).
 */
class NginxConfigTest {
  private static final String TLS = ", tls: [{hosts: [a.test], secretName: cert}]";
  private static final String DOMAIN = "nginx.ingress.kubernetes.io/";

  private static String config(String path, String data) {
    String[] parts = path.split("/", -1);
    return "{apiVersion: v1, kind: ConfigMap, metadata: {namespace: %s, name: %s}, data: {%s}}\n---\n"
        .formatted(parts[0], parts[1], data);
  }

  private static String site(String annotation, String more) {
    String key = annotation.isEmpty() ? "" : DOMAIN + annotation;
    String places = rule("a.test", path("/", "Prefix", "all"), path("/bare", "Prefix", "none"));
    return CLASSES + ingress("i", key, "ingressClassName: nginx, rules: [" + places + "]" + more);
  }

  private static String told(String data, String annotation, String more, String asked) {
    String documents = config("ingress-nginx/ingress-nginx-controller", data);
    return Routed.of(documents + site(annotation, more), "default/all").told("GET " + asked);
  }

  /** Redirects to https (lua_ingress.lua, redirect_to_https; no_tls_redirect_locations.go). */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x: y                                        ||yes|308 https://a.test/x",
        "ssl-redirect: 'false'                       ||yes|default/all",
        "ssl-redirect: 'False'                       ||yes|default/all",
        "ssl-redirect: 'false'       |ssl-redirect: 'true'|yes|308 https://a.test/x",
        "force-ssl-redirect: 'true'                  ||no|308 https://a.test/x",
        "force-ssl-redirect: 'true'|force-ssl-redirect: 'false'|no|default/all",
        "http-redirect-code: '301'                   ||yes|301 https://a.test/x",
        "http-redirect-code: '300'                   ||yes|308 https://a.test/x",
        "no-tls-redirect-locations: '/y, /'          ||yes|default/all",
      })
  void redirects(String data, String annotation, String isTls, String expected) {
    String more = isTls.equals("yes") ? TLS : "";

    assertThat(told(data, annotation == null ? "" : annotation, more, "http://a.test/x"))
        .isEqualTo(expected);
  }

  /** From forwarded_headers.go and enable_real_ip.go. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "use-forwarded-headers: 'true'|x-forwarded-proto=https|default/all",
        "use-forwarded-headers: 'true'|x-forwarded-host=b.test,c.test|308 https://b.test",
        "use-forwarded-headers: 'false'|x-forwarded-proto=https|308 https://a.test",
        "enable-real-ip: 'true'|x-forwarded-proto=https|308 https://a.test",
      })
  void clientsAreBelievedOnlyIfTheSettingsSaySo(String data, String header, String expected) {
    assertThat(told(data, "", TLS, "http://a.test/ " + header)).isEqualTo(expected);
  }

  @Test
  void aBackendIsAskedForTheHostThatIsForwarded() {
    String asked = "http://a.test/ x-forwarded-host=b.test";

    assertThat(told("use-forwarded-headers: 'true'", "", "", asked))
        .isEqualTo("default/all at b.test");
  }

  /** From global_access_block.go and annotations/ipallowlist.go. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "whitelist-source-range: '10.0.0.0/8, 192.0.2.1'||10.1.1.1|default/all",
        "whitelist-source-range: '10.0.0.0/8, 192.0.2.1'||192.0.2.1|default/all",
        "whitelist-source-range: '10.0.0.0/8, 192.0.2.1'||192.0.2.2|403 source-range",
        "whitelist-source-range: 10.0.0.0/8|whitelist-source-range:"
            + " 192.0.2.0/24|192.0.2.2|default/all",
        "whitelist-source-range: 10.0.0.0/8|allowlist-source-range: 192.0.2.0/24|10.0.0.1|403"
            + " source-range",
        "denylist-source-range: 10.0.0.0/8||10.0.0.1|403 source-range",
        "denylist-source-range: 10.0.0.0/8|denylist-source-range: 10.1.0.0/16|10.0.0.1|default/all",
        "block-cidrs: '172.16.0.0/12,192.168.0.0/16'||172.17.0.1|403 source-range",
        "block-cidrs: '172.16.0.0/12'|whitelist-source-range: 172.17.0.0/16|172.17.0.1|default/all",
        "x: y|whitelist-source-range: 10.0.0.0/8|192.0.2.1|403 source-range",
        "whitelist-source-range: 10.0.0.0/8||192.0.2.1 x-forwarded-for=10.0.0.1|403 source-range",
        "{use-forwarded-headers: 'true', whitelist-source-range: 10.0.0.0/8}||192.0.2.1"
            + " x-forwarded-for=192.0.2.9,10.0.0.1|403 source-range",
        "{enable-real-ip: 'true', proxy-real-ip-cidr: 192.0.2.1, whitelist-source-range:"
            + " 10.0.0.0/8}||192.0.2.1 x-forwarded-for=192.0.2.9,10.0.0.1|default/all",
        "{enable-real-ip: 'true', forwarded-for-header: X-Real-IP, whitelist-source-range:"
            + " 10.0.0.0/8}||192.0.2.1 x-real-ip=10.0.0.1|default/all",
        "whitelist-source-range: corp||192.0.2.1|403 source-range ? ConfigMap"
            + " data.whitelist-source-range",
      })
  void clientsAreLetIn(String data, String annotation, String from, String expected) {
    String plain = data.replaceAll("[{}]", "");
    String quoted = annotation == null ? "" : annotation.replaceFirst(": (.*)", ": '$1'");
    String asked = "http://a.test/ from=" + from;

    assertThat(told(plain, quoted, "", asked)).isEqualTo(expected);
  }

  /** Redirects are made in an earlier phase of nginx than access is judged. */
  @Test
  void whoIsNotLetInIsStillSentToHttps() {
    assertThat(
            told("whitelist-source-range: 10.0.0.0/8", "", TLS, "http://a.test/x from=192.0.2.1"))
        .isEqualTo("308 https://a.test/x");
  }

  /** Keys that are set and not simulated are named where they could decide. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "use-proxy-protocol|http://a.test/|default/all",
        "server-snippet|http://a.test/|default/all",
        "block-user-agents|http://b.test/|404 no-rule",
        "enable-modsecurity|http://b.test/|404 no-rule",
        "global-auth-url|http://a.test/|default/all",
        "service-upstream|http://a.test/|default/all",
        "ssl-reject-handshake|https://b.test/|404 no-rule",
      })
  void othersAreNamed(String key, String url, String verdict) {
    assertThat(told(key + ": 'true'", "", "", url)).isEqualTo(verdict + " ? ConfigMap data." + key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "global-auth-url: http://x|http://b.test/|404 no-rule",
        "service-upstream: 'true'|http://b.test/|404 no-rule",
        "ssl-reject-handshake: 'true'|https://a.test/|default/all",
        "use-proxy-protocol: 'false'|http://a.test/|default/all",
        "proxy-read-timeout: '5'|http://a.test/|default/all",
        "custom-http-errors: '404'|http://a.test/|default/all",
      })
  void whatCannotDecideIsNot(String data, String url, String verdict) {
    assertThat(told(data, "", "", url)).isEqualTo(verdict);
  }

  /** The flag says which ConfigMap; without any flags it is that of the project's manifests. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'--configmap=$(POD_NAMESPACE)/mine'|proxies/mine|403 source-range",
        "'--configmap=$(POD_NAMESPACE)/mine'|proxies/ingress-nginx-controller|default/all",
        "'--election-id=x'|proxies/ingress-nginx-controller|default/all",
        "''|proxies/ingress-nginx-controller|403 source-range",
        "''|default/ingress-nginx-controller|default/all",
      })
  void theConfigMapIsTheOneThatTheFlagNames(String flag, String path, String expected) {
    String args = flag.isEmpty() ? "" : ", args: ['" + flag + "']";
    String pod =
        "{apiVersion: v1, kind: Pod, metadata: {namespace: proxies, name: c}, spec: {containers:"
            + " [{name: c, image: 'registry.k8s.io/ingress-nginx/controller:v1.14.0'"
            + args
            + "}]}}\n---\n";
    String documents = config(path, "denylist-source-range: 0.0.0.0/0") + pod + site("", "");

    assertThat(Routed.of(documents, "default/all").told("GET http://a.test/ from=192.0.2.1"))
        .isEqualTo(expected);
  }
}
