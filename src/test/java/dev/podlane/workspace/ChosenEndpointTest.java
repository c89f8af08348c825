package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Floods;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.cause.Cause;
import dev.podlane.trace.cause.Causes;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints that a probe names, and such as a Service cannot have. */
class ChosenEndpointTest {
  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Pod, metadata: {name: a, labels: {app: a}}, spec: {containers: [{name:
       c, ports: [{containerPort: 80}]}]}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: b, labels: {app: a}}, spec: {containers: [{name:
       c, ports: [{containerPort: 80}]}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {clusterIP: 10.96.0.10, selector:
       {app: a}, ports: [{port: 80}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: alias}, spec: {clusterIP: 10.96.0.20, ports:
       [{port: 80}]}}
      ---
      {apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: alias, labels:
       {kubernetes.io/service-name: alias}}, addressType: IPv4, ports: [{port: 80, protocol: TCP}],
       endpoints: [{addresses: [10.96.0.10]}]}
      """;

  private static Walked walked(String to, @Nullable String endpoint) {
    Workspace workspace = Workspace.open("", CLUSTER);
    ProbeRequest request =
        new ProbeRequest(
            "default/a",
            to,
            Protocol.TCP,
            80,
            Probe.DEFAULT_TTL,
            /* cold= */ true,
            /* seed= */ 0,
            /* size= */ null,
            Probe.Discovery.WANT,
            Floods.COUNTED,
            /* sourcePort= */ 0,
            /* exchange= */ null,
            /* afterMillis= */ null,
            /* via= */ null,
            endpoint,
            /* http= */ null);
    return workspace.walk(List.of(request)).get(0);
  }

  @Test
  void isChosenIfTheServiceHasIt() {
    for (String pod : new String[] {"default/a", "default/b"}) {
      Outcome.Server server = walked("svc:default/web", pod).trace().outcome().server();
      assertThat(server).isNotNull();
      assertThat(server.namespace()).isEqualTo(pod);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.96.0.10", "10.96.0.20", "203.0.113.77", "svc:default/web"})
  void isRefusedIfTheServiceDoesNotHaveIt(String endpoint) {
    assertThatThrownBy(() -> walked("svc:default/web", endpoint))
        .isInstanceOfSatisfying(
            TargetException.class,
            refused -> {
              assertThat(refused.field()).isEqualTo("endpoint");
              assertThat(refused.candidates()).containsExactly("default/a", "default/b");
            });
  }

  /** A packet is translated once: behind the address of another Service nobody listens. */
  @Test
  void theAddressOfAServiceIsNoEndpoint() {
    Walked walked = walked("svc:default/alias", null);

    assertThat(walked.trace().outcome().result()).isEqualTo(Outcome.Result.ICMP_UNREACHABLE);
    assertThat(Causes.of(walked.trace()).map(Cause::code)).contains(Cause.Code.NO_ROUTE);
    assertThat(walked.trace().hops()).noneMatch(hop -> hop.namespace().startsWith("ext:"));
  }
}
