package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Protocol;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of ingress-nginx decide about requests with the client as the proxy sees it. */
class NginxSettingsTest {
  private static Walked asked(String data, String flag, String path) {
    Workspace place =
        NamedCluster.with(
            """
            ---
            {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: i}, spec:
             {ingressClassName: nginx, rules: [{host: a.test, http: {paths: [{path: /, pathType:
             Prefix, backend: {service: {name: web, port: {number: 80}}}}, {path: /dead, pathType:
             Prefix, backend: {service: {name: dead, port: {number: 80}}}}, {path: /deaf, pathType:
             Prefix, backend: {service: {name: deaf, port: {number: 80}}}}]}}]}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: dead}, spec: {selector: {app: dead},
             ports: [{port: 80}]}}
            ---
            {apiVersion: v1, kind: Service, metadata: {name: deaf}, spec: {selector: {app: web},
             ports: [{port: 80, targetPort: 7}]}}
            ---
            {apiVersion: v1, kind: Pod, metadata: {namespace: proxies, name: c}, spec: {nodeName:
             n1, containers: [{name: c, image: 'registry.k8s.io/ingress-nginx/controller:v1', args:
             [FLAG], ports: [{containerPort: 80, hostPort: 80}]}]}}
            ---
            {apiVersion: v1, kind: ConfigMap, metadata: {namespace: proxies, name: mine}, data:
             {DATA}}
            """
                .replace("FLAG", flag)
                .replace("DATA", data));
    ProbeRequest request =
        new ProbeRequest(
            "ext:203.0.113.9", "http://a.test" + path, Protocol.TCP, null, 64, true, 0);
    return place.walk(List.of(request)).get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x: y|/|200 2 []",
        "whitelist-source-range: 203.0.113.0/24|/|200 2 []",
        "whitelist-source-range: 192.0.2.0/24|/|403 0 []",
        "custom-http-errors: '503'|/|200 2 []",
        "custom-http-errors: '503'|/dead|503 0 [data.custom-http-errors]",
        "custom-http-errors: '502'|/dead|503 0 []",
        "x: y|/deaf|502 2 []",
        "proxy-next-upstream-tries: '1'|/deaf|502 1 []",
        "proxy-next-upstream: 'off'|/deaf|502 1 []",
        "custom-http-errors: '502'|/deaf|502 2 [data.custom-http-errors]",
      })
  void theyDecide(String data, String path, String expected) {
    Walked walked = asked(data, "--configmap=$(POD_NAMESPACE)/mine", path);
    HttpAnswer answer = Objects.requireNonNull(walked.answer());

    assertThat(
            answer.status()
                + " "
                + answer.tries()
                + " "
                + walked.unsimulated().stream().map(Unsimulated::path).toList())
        .isEqualTo(expected);
  }

  @Test
  void defaultsAreAssumedForAConfigMapThatIsNotThere() {
    assertThat(asked("x: y", "--configmap=proxies/other", "/").assumed())
        .anySatisfy(
            each -> {
              assertThat(each.code()).isEqualTo("http.settings");
              assertThat(each.args()).containsExactly("proxies/other", "proxies/c");
            });
    assertThat(asked("x: y", "--configmap=proxies/mine", "/").assumed())
        .noneMatch(each -> each.code().equals("http.settings"));
  }

  /** Documents are often written without Secrets, whose data is never kept either. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https|cert|other|[default/cert, a.test]",
        "https|cert|cert|",
        "https||other|",
        "http|cert|other|",
      })
  void aCertificateIsAssumedToExist(String scheme, String named, String there, String expected) {
    String tls = named == null ? "" : ", tls: [{hosts: [a.test], secretName: " + named + "}]";
    Workspace place =
        NamedCluster.with(
            """
            ---
            {apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: i}, spec:
             {ingressClassName: nginx, rules: [{host: a.test, http: {paths: [{path: /, pathType:
             Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]TLS}}
            ---
            {apiVersion: v1, kind: Secret, metadata: {name: THERE, namespace: default}}
            """
                .replace("TLS", tls)
                .replace("THERE", there));
    String url = scheme + "://a.test/";
    ProbeRequest request =
        new ProbeRequest("ext:203.0.113.9", url, Protocol.TCP, null, 64, true, 0);

    assertThat(
            place.walk(List.of(request)).get(0).assumed().stream()
                .filter(each -> each.code().equals("http.certificate"))
                .map(each -> each.args().toString())
                .toList())
        .isEqualTo(expected == null ? List.of() : List.of(expected));
  }
}
