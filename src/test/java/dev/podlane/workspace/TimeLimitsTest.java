package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.document.Problem;
import dev.podlane.net.addr.Protocol;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Limits of an HTTPRoute's rule (Gateway API HTTPRouteTimeouts; conformance
 * HTTPRouteTimeoutRequest, HTTPRouteTimeoutBackendRequest: 504 once the limit is over, 0s is none).
 * A backend that waits before it answers is no part of the model; here one does not connect.
 */
class TimeLimitsTest {
  private static Workspace place(String rule) {
    return NamedCluster.with(
        """
        ---
        {apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: g}, spec:
         {gatewayClassName: c, listeners: [{name: http, port: 80, protocol: HTTP}]}}
        ---
        {apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: r}, spec:
         {parentRefs: [{name: g}], hostnames: [a.test], rules: [{matches: [{path: {value: /up}}],
         backendRefs: [{name: up, port: 80}], RULE}, {matches: [{path: {value: /gone}}],
         backendRefs: [{name: gone, port: 80}], RULE}, {matches: [{path: {value: /deaf}}],
         backendRefs: [{name: deaf, port: 80}], RULE}]}}
        ---
        {apiVersion: v1, kind: Pod, metadata: {name: up, labels: {app: up}}, spec: {nodeName: n1,
         containers: [{name: c, ports: [{containerPort: 80}]}]}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: up}, spec: {selector: {app: up}, ports:
         [{port: 80}]}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: deaf}, spec: {selector: {app: up}, ports:
         [{port: 80, targetPort: 7}]}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: gone}, spec: {ports: [{port: 80}]}}
        ---
        {apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: gone, labels:
         {kubernetes.io/service-name: gone}}, addressType: IPv4, ports: [{port: 80}], endpoints:
         [{addresses: [10.244.0.99], conditions: {ready: true}}]}
        """
            .replace("RULE", rule));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "timeouts: {request: 500ms}|/up|200  []",
        "filters: []|/gone|502 no-connection []",
        "timeouts: {request: 500ms}|/gone|504 time-limit []",
        "timeouts: {backendRequest: 1s}|/gone|504 time-limit []",
        "timeouts: {request: 10s, backendRequest: 1s}|/gone|504 time-limit []",
        "timeouts: {request: 0s}|/gone|502 no-connection []",
        "timeouts: {request: 0s, backendRequest: 1s}|/gone|504 time-limit []",
        "timeouts: {request: 10s}|/gone|502 no-connection []",
        "timeouts: {request: 500ms}|/deaf|502 no-connection []",
        "retry: {attempts: 3}|/up|200  []",
        "retry: {attempts: 3}|/deaf|502 no-connection [spec.rules[2].retry]",
      })
  void theLimitEndsAConnection(String rule, String path, String expected) {
    ProbeRequest request =
        new ProbeRequest(
            "ext:203.0.113.9", "http://a.test" + path, Protocol.TCP, null, 64, true, 0);
    Walked walked = place(rule).walk(List.of(request)).get(0);
    HttpAnswer answer = Objects.requireNonNull(walked.answer());
    List<String> doubts = walked.unsimulated().stream().map(Unsimulated::path).toList();

    assertThat(answer.status() + " " + answer.why() + " " + doubts).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "request: '10'|gateway.duration spec.rules[0].timeouts.request",
        "backendRequest: 1.5s|gateway.duration spec.rules[0].timeouts.backendRequest",
        "request: 1s, backendRequest: 1s500ms|gateway.timeouts"
            + " spec.rules[0].timeouts.backendRequest",
        "request: 0s, backendRequest: 1h1m1s1ms|",
        "request: 1m, backendRequest: 60s|",
      })
  void theApiServersChecksAreMade(String timeouts, String expected) {
    Cluster cluster = place("timeouts: {" + timeouts + "}").cluster().orElseThrow();

    assertThat(
            cluster.problems().stream()
                .filter(problem -> problem.code().startsWith("gateway."))
                .filter(problem -> problem.place().path().startsWith("spec.rules[0]"))
                .map(TimeLimitsTest::told)
                .toList())
        .isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  private static String told(Problem problem) {
    return problem.code() + " " + problem.place().path();
  }
}
