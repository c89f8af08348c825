package dev.podlane.workspace.input;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A text is measured by its bytes as it would be by its characters. */
final class TextMeasureTest {
  private static final List<String> PARTS =
      List.of("a", ":", "{[", ",-\n", " ", "\t\r\n", "é", "世界", "\ud83d\ude00", "\ufeff", "\u00a0");

  private static TextMeasure measured(byte[] bytes) throws IOException {
    return TextMeasure.of(new ByteArrayInputStream(bytes));
  }

  private static TextMeasure model(String text) {
    boolean wide = text.chars().anyMatch(c -> c > 0xff);
    long marks = text.chars().filter(c -> ":,[{-\n".indexOf(c) >= 0).count();
    return new TextMeasure(
        true,
        text.chars().allMatch(c -> Character.isWhitespace(c) || c == '\ufeff'),
        text.startsWith("\ufeff") ? 3 : 0,
        text.length(),
        3L * text.length() * (wide ? 2 : 1),
        80 * marks);
  }

  @Test
  void isThatOfTheCharacters() throws IOException {
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      int kinds = 1 + random.nextInt(PARTS.size());
      int from = random.nextInt(PARTS.size());
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(20); i > 0; i--) {
        text.append(PARTS.get((from + random.nextInt(kinds)) % PARTS.size()));
      }
      String all = seed % 50 == 0 ? text.toString().repeat(20_000) : text.toString();
      assertThat(measured(all.getBytes(UTF_8))).as("seed %d: %s", seed, text).isEqualTo(model(all));
    }
  }

  @Test
  void bytesThatAreNoLettersAreFoundAnywhere() throws IOException {
    for (int before : List.of(0, 1, 65_535, 65_536, 100_000)) {
      for (int broken : List.of(0x80, 0xc0, 0xe4, 0xff)) {
        byte[] bytes = ("a".repeat(before) + "?b").getBytes(UTF_8);
        bytes[before] = (byte) broken;
        assertThat(measured(bytes).isUtf8()).as("%x after %d", broken, before).isFalse();
        byte[] end = ("a".repeat(before) + "?").getBytes(UTF_8);
        end[before] = (byte) broken;
        assertThat(measured(end).isUtf8()).as("%x after %d", broken, before).isFalse();
      }
    }
  }
}
