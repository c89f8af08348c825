package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Protocol;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An address in the status of a Gateway or an Ingress leads to its proxy, even an assumed one. */
class StatusAddressesTest {
  private static final String GATEWAY =
      """
      ---
      {apiVersion: gateway.networking.k8s.io/v1, kind: Gateway, metadata: {name: gw}, spec:
       {gatewayClassName: c, listeners: [{name: http, port: 80, protocol: HTTP}]}, status:
       {addresses: [{type: IPAddress, value: 198.51.100.7}]}}
      ---
      {apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: h}, spec:
       {parentRefs: [{name: gw}], rules: [{backendRefs: [{name: web, port: 80}]}]}}
      """;

  @ParameterizedTest
  @CsvSource({
    "http://198.51.100.7/, default/web",
    "http://198.51.100.8/, ''",
  })
  void oneLeadsToTheProxy(String url, String service) {
    ProbeRequest request =
        new ProbeRequest("ext:203.0.113.9", url, Protocol.TCP, null, 64, true, 0);

    HttpAnswer answer = NamedCluster.with(GATEWAY).walk(List.of(request)).get(0).answer();

    assertThat(answer == null ? "" : answer.service()).isEqualTo(service);
  }
}
