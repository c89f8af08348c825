package dev.podlane.cluster.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** TLS at the listeners of Gateways (rules 123, 126). */
class GatewayTlsTest {
  @Test
  void tlsEndsAtTheListener() {
    String https =
        GatewayRoutesTest.HTTP
            + ", {name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: cert}]}}"
            + ", {name: through, port: 444, protocol: TLS, tls: {mode: Passthrough}}";
    Routed routed =
        Routed.of(
            GatewayRoutesTest.gateway(https)
                + GatewayRoutesTest.route("r", "rules: [" + GatewayRoutesTest.rule("", "s") + "]"));

    assertThat(routed.certificate("GET https://a.test/")).isEqualTo("default/cert");
    assertThat(routed.told("GET https://a.test:444/")).isEqualTo("404 no-listener");
  }

  /** Without it the listener is not programmed (RefNotPermitted), and what then answers is open. */
  @Test
  void aCertificateOfAnotherNamespaceNeedsAGrant() {
    String https =
        "{name: https, port: 443, protocol: HTTPS, tls: {certificateRefs: [{name: cert, namespace:"
            + " keys}]}}";
    String all =
        GatewayRoutesTest.gateway(https)
            + GatewayRoutesTest.route("r", "rules: [" + GatewayRoutesTest.rule("", "s") + "]");
    String grant =
        "{apiVersion: gateway.networking.k8s.io/v1beta1, kind: ReferenceGrant, metadata: {name: g,"
            + " namespace: keys}, spec: {from: [{group: gateway.networking.k8s.io, kind: Gateway,"
            + " namespace: default}], to: [{group: '', kind: KIND}]}}";

    String asked = "GET https://a.test/";
    String doubt = " ? Gateway spec.listeners[0].tls.certificateRefs[0]";
    assertThat(Routed.of(all, "default/s").told(asked)).isEqualTo("default/s" + doubt);
    assertThat(Routed.of(all + grant.replace("KIND", "Secret"), "default/s").told(asked))
        .isEqualTo("default/s");
    assertThat(Routed.of(all + grant.replace("KIND", "Service"), "default/s").told(asked))
        .isEqualTo("default/s" + doubt);
  }
}
