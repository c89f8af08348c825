package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Protocol;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Routes that are not simulated make requests that they may take unknown, and no others. */
class OtherRoutesTest {
  private static final Workspace PLACE =
      NamedCluster.with(
          """
          ---
          {apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: gw}, spec:
           {gatewayClassName: c, listeners: [{name: http, port: 80, protocol: HTTP}, {name: tls,
           port: 443, protocol: TLS, tls: {mode: Passthrough}}, {name: tcp, port: 9000, protocol:
           TCP}]}}
          ---
          {apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: h}, spec:
           {parentRefs: [{name: gw, sectionName: http}], hostnames: [h.org], rules: [{backendRefs:
           [{name: web, port: 80}]}]}}
          ---
          {apiVersion: gateway.networking.k8s.io/v1, kind: GRPCRoute, metadata: {name: g}, spec:
           {parentRefs: [{name: gw}], hostnames: [g.org]}}
          ---
          {apiVersion: gateway.networking.k8s.io/v1, kind: TLSRoute, metadata: {name: t}, spec:
           {parentRefs: [{name: gw}], hostnames: [t.org]}}
          ---
          {apiVersion: gateway.networking.k8s.io/v1, kind: TCPRoute, metadata: {name: c}, spec:
           {parentRefs: [{name: gw, sectionName: tcp}]}}
          """);

  @ParameterizedTest
  @CsvSource({
    "http://h.org/, ''",
    "http://g.org/, GRPCRoute",
    "https://t.org/, TLSRoute",
    "http://t.org:9000/, TCPRoute",
  })
  void oneIsNamed(String url, String kind) {
    ProbeRequest request =
        new ProbeRequest("ext:203.0.113.9", url, Protocol.TCP, null, 64, true, 0);
    Walked walked = PLACE.walk(List.of(request)).get(0);
    assertThat(walked.unsimulated())
        .extracting(each -> each.object() == null ? "" : each.object().kind())
        .isEqualTo(kind.isEmpty() ? List.of() : List.of(kind));
  }
}
