package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ss} prints columns as iproute2 6.1 does; the lines were printed by it. */
class ListeningSocketsTest {
  private static final Workspace PLACE =
      Workspace.open(
          "",
          """
          {apiVersion: v1, kind: Node, metadata: {name: n}, spec: {podCIDR: 10.0.1.0/24}}
          ---
          {apiVersion: v1, kind: Pod, metadata: {name: p, annotations: {podlane.dev/listen:
           '127.0.0.1:8080/tcp 53/udp'}}, spec: {nodeName: n, containers: [{name: c}]}}
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "ss -ltn|State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess"
            + "|LISTEN 0      4096       127.0.0.1:8080      0.0.0.0:*",
        "ss -lun|State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess"
            + "|UNCONN 0      0            0.0.0.0:53        0.0.0.0:*",
        "ss -ltun|Netid State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess"
            + "|tcp   LISTEN 0      4096       127.0.0.1:8080      0.0.0.0:*",
      })
  void columnsAreThere(String command, String heading, String row) {
    String text = PLACE.tried(new Event.Commands("default/p", List.of(command))).result().text();
    assertThat(text.lines()).startsWith(heading).contains(row);
  }
}
