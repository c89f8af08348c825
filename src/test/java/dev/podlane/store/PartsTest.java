package dev.podlane.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parts put together are the text, and each is text by itself. */
class PartsTest {
  @Test
  void nothingIsCutOffOrHalved() {
    for (String text :
        List.of(
            "",
            "a",
            "a".repeat(Parts.MOST),
            "a".repeat(Parts.MOST - 1) + "𝄞".repeat(Parts.MOST))) {
      List<String> parts = new ArrayList<>();
      new Parts(text).forEach(parts::add);

      assertThat(String.join("", parts)).isEqualTo(text);
      assertThat(parts)
          .allSatisfy(
              part -> {
                assertThat(part).isNotEmpty().hasSizeLessThanOrEqualTo(Parts.MOST);
                assertThat(Character.isHighSurrogate(part.charAt(part.length() - 1))).isFalse();
              });
      assertThat(TextSum.of(text).bytes())
          .isEqualTo(text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
    }
    assertThat(new Parts("a".repeat(Parts.MOST + 1))).hasSize(2);
  }
}
