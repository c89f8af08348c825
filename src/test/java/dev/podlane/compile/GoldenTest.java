package dev.podlane.compile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.ns.Network;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every fact of the article's cluster, as text that was read line by line. */
class GoldenTest {
  private final Network network = Compiler.compile(ClusterBuilder.article().build()).network();

  @ParameterizedTest
  @CsvSource({"gateway, gateway", "lan, lan", "node-1, node-1", "default/web-1, web-1"})
  void compilesTo(String namespace, String file) throws IOException {
    String expected;
    try (InputStream text = getClass().getResourceAsStream(file + ".txt")) {
      expected = new String(Objects.requireNonNull(text).readAllBytes(), UTF_8);
    }

    assertThat(expected).hasLineCount(expected.split("\n", -1).length - 1).contains("1: lo");
    assertThat(Dump.of(network.namespace(namespace).orElseThrow())).isEqualTo(expected);
  }
}
