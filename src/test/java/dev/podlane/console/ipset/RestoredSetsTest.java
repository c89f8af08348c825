package dev.podlane.console.ipset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.filter.Ruleset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sets that ipset was given are printed, or refused, as it did. */
final class RestoredSetsTest {
  static Stream<String> rows() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(RestoredSetsTest.class.getResourceAsStream("restored-sets.txt"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList().stream();
    }
  }

  private static Ruleset restored(String input) {
    return Ipset.run(Ruleset.NONE, List.of("restore"), input.replace(';', '\n'), 0).rules();
  }

  private static String answer(String input) {
    try {
      return Ipset.save(restored(input)).stream().sorted().collect(Collectors.joining(";"));
    } catch (IpsetException refused) {
      return "! " + refused.summary();
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void arePrintedAsTheToolDoes(String row) {
    String[] parts = row.split(" \\| ?", 3);
    assertThat(answer(parts[0])).isEqualTo(parts[1]);
    if (!parts[2].isEmpty()) {
      String list = Ipset.run(restored(parts[0]), List.of("list", "-t"), "", 0).text();
      assertThat(list).contains("Size in memory: " + parts[2] + "\n");
    }
  }
}
