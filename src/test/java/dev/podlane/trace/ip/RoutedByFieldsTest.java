package dev.podlane.trace.ip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.ns.Network;
import dev.podlane.notation.LinuxNetworks;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lookups of routes by ports and type of service; all rows as Linux 6.18 answered in the lab. */
class RoutedByFieldsTest {
  @ParameterizedTest
  @CsvSource({
    // rewritten in OUTPUT to port 53, for which a rule leads to a table that prohibits
    "a, 10.9.0.1, UDP, 54, LOCAL_ERROR, EACCES",
    // r looks a type of service up in a table that swallows all: of the request, of the answer
    "a, 10.2.0.2, ICMP, 0, TIMEOUT,",
    "b, 10.1.0.2, ICMP, 0, TIMEOUT,",
    // not tracked, the answer or the error makes two with the request
    "a, 10.2.0.2, UDP, 55, TIMEOUT,",
    "a, 10.2.0.2, UDP, 56, TIMEOUT,",
  })
  void endsAsOnLinux(
      String from,
      String to,
      Protocol protocol,
      int port,
      Outcome.Result result,
      @Nullable String errno)
      throws IOException {
    Probe probe = Probe.of(from, protocol, Ip.parse(to), port);

    Outcome outcome = Walker.walk(network(), probe, new Memory()).outcome();

    assertThat(outcome.result()).isEqualTo(result);
    assertThat(outcome.errno()).isEqualTo(errno);
  }

  private static Network network() throws IOException {
    try (InputStream in = RoutedByFieldsTest.class.getResourceAsStream("routed-by-fields.yaml")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return LinuxNetworks.read(Documents.parse("n.yaml", text).get(0)).network();
    }
  }
}
