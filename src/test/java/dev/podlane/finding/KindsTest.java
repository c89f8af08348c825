package dev.podlane.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.finding.found.Kind;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Every kind is documented and has its sentence. */
class KindsTest {
  @Test
  void docsListEveryCodeWithItsSeverity() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("docs/findings.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("\\|"))
            .filter(cells -> cells[2].strip().matches("error|warning|note"))
            .map(cells -> cells[1].strip() + " " + cells[2].strip())
            .toList();

    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            List.of(Kind.values()).stream()
                .map(
                    each -> "`" + each.code() + "` " + each.level().name().toLowerCase(Locale.ROOT))
                .toList());
  }

  @Test
  void everyCodeHasItsSentenceAndEverySentenceItsCode() throws IOException {
    Properties messages = new Properties();
    try (Reader file =
        Files.newBufferedReader(Path.of("src/main/resources/i18n/finding.properties"))) {
      messages.load(file);
    }
    List<String> codes = Kind.codes().toList();

    assertThat(codes).doesNotHaveDuplicates();
    assertThat(codes).allSatisfy(code -> assertThat(messages).containsKey("finding." + code));
    assertThat(messages.stringPropertyNames())
        .allSatisfy(
            key ->
                assertThat(codes)
                    .contains(key.replaceFirst("^finding\\.", "").replaceFirst("\\.none$", "")));
  }
}
