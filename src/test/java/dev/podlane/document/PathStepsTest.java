package dev.podlane.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathStepsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "spec|[spec]",
        "spec.ports[0].name|[spec, ports, 0, name]",
        "[3][4]|[3, 4]",
        "labels[\"a.b/c\"].x|[labels, a.b/c, x]",
        "labels['a]b']|[labels, a]b]",
      })
  void theStepsOfAPath(String path, String steps) {
    assertThat(PathSteps.of(path).orElseThrow()).hasToString(steps);
  }

  @ParameterizedTest
  @ValueSource(strings = {".spec", "spec.", "a..b", "a[", "a[]", "a[\"\"]", "a[\"b]", "a[0]b"})
  void whatIsNoPath(String text) {
    assertThat(PathSteps.of(text)).isEmpty();
  }
}
