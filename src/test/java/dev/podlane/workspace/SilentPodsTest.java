package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Protocol;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pod behind a Service that declares no port is assumed to listen on none (rule 12). */
class SilentPodsTest {
  private static String pod(String name, String annotation, String ports) {
    return """
    ---
    {apiVersion: v1, kind: Pod, metadata: {name: %1$s, labels: {app: %1$s}, annotations: {%2$s}},
     spec: {containers: [{name: c, %3$s}]}}
    ---
    {apiVersion: v1, kind: Service, metadata: {name: %1$s}, spec: {selector: {app: %1$s}, ports:
     [{port: 80, targetPort: 8080}]}}
    """
        .formatted(name, annotation, ports);
  }

  private static final Workspace PLACE =
      NamedCluster.with(
          pod("silent", "", "image: nginx")
              + pod("other", "", "ports: [{containerPort: 9090}]")
              + pod("nobody", "podlane.dev/listen: none", "image: nginx"));

  @ParameterizedTest
  @CsvSource({
    "svc:default/silent, 80, pod.silent default/silent TCP 8080",
    "default/silent, 8080, pod.silent default/silent TCP 8080",
    "default/silent, 8081, ''",
    "svc:default/other, 80, ''",
    "svc:default/nobody, 80, ''",
  })
  void oneIsNamed(String to, int port, String expected) {
    ProbeRequest request = new ProbeRequest("client", to, Protocol.TCP, port, 64, true, 0);

    Walked walked = PLACE.walk(List.of(request)).get(0);

    assertThat(walked.trace().outcome().result()).hasToString("REFUSED");
    assertThat(walked.unsimulated()).isEmpty();
    assertThat(walked.assumed())
        .extracting(each -> each.code() + " " + String.join(" ", each.args()))
        .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected));
  }
}
