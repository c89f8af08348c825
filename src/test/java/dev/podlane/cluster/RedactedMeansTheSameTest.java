package dev.podlane.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Limits;
import dev.podlane.document.read.Documents;
import dev.podlane.document.redact.Redacted;
import dev.podlane.document.redact.Redaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Blanked values are never those a cluster is read from: a saved cluster opens as it was. */
final class RedactedMeansTheSameTest {
  static List<Path> files() throws IOException {
    try (Stream<Path> real = Files.walk(Path.of("src/test/resources/real"));
        Stream<Path> samples = Files.walk(Path.of("src/main/resources/samples"))) {
      return Stream.concat(real, samples)
          .filter(file -> file.toString().matches(".*\\.(ya?ml|json)"))
          // a tab is no indentation: what cannot be read is not kept
          .filter(file -> !file.endsWith("tab-indented-result-service.yaml"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void opensAsItWas(Path file) throws IOException {
    String text = Files.readString(file);

    Redacted redacted = Redaction.redact("f", text, Limits.DEFAULT);

    assertThat(redacted.rewritten()).isFalse();
    assertThat(described(redacted.text())).isNotBlank().isEqualTo(described(text));
  }

  /** Hashes of templates are left out: they are of the template as it is kept. */
  private static String described(String text) {
    return Described.all(Clusters.read(Documents.parse("f", text)))
        .replaceAll("-[bcdf0-9]{6,10}-[a-z0-9]{5}\\b", "-HASH");
  }
}
