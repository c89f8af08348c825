package dev.podlane.console.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.net.filter.Ruleset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Lines that iptables-restore was given are saved, or refused, as it did. */
final class RestoredLinesTest {
  static Stream<String> rows() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(RestoredLinesTest.class.getResourceAsStream("restored-lines.txt"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList().stream();
    }
  }

  private static String restored(String table, String line) {
    try {
      Ruleset rules =
          Iptables.restore(Ruleset.NONE, "*" + table + "\n" + line + "\nCOMMIT\n", true);
      List<String> saved =
          Iptables.save(rules).stream().filter(each -> each.startsWith("-A")).toList();
      return String.join(" / ", saved);
    } catch (IptablesException refused) {
      return "! " + String.valueOf(refused.getMessage()).strip();
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isSavedAsTheToolDoes(String row) {
    String[] parts = row.split(" \\| ?", 3);
    assertThat(restored(parts[0], parts[1])).isEqualTo(parts[2].strip());
  }
}
