package dev.podlane.cluster.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions of the input, which may be hostile. */
class BoundedPatternTest {
  @ParameterizedTest
  @CsvSource({"v[0-9]+, v12, true", "v[0-9]+, xv12, false", "V, v, false"})
  void theWholeTextIsMeant(String expression, String text, boolean matches) {
    assertThat(BoundedPattern.matches(expression, text)).isEqualTo(matches);
  }

  @Test
  void aBeginningIsFoundInAnyCaseWithItsGroups() {
    assertThat(BoundedPattern.beginning("/api(/|$)(.*)", "/API/v1"))
        .containsExactly("/API/v1", "/", "v1");
    assertThat(BoundedPattern.beginning("/(x)?y", "/y")).containsExactly("/y", "");
    assertThat(BoundedPattern.beginning("/b", "/a/b")).isEmpty();
  }

  @Test
  void stepsLengthAndDepthAreBounded() {
    assertThatExceptionOfType(BoundedPattern.Unfit.class)
        .isThrownBy(() -> BoundedPattern.matches("(.*)(.*)(.*)(.*)(.*)[^a]", "a".repeat(300)));
    assertThatExceptionOfType(BoundedPattern.Unfit.class)
        .isThrownBy(() -> BoundedPattern.matches("a".repeat(4_097), "a"));
    assertThatExceptionOfType(BoundedPattern.Unfit.class)
        .isThrownBy(() -> BoundedPattern.matches("(", "a"));
    assertThatExceptionOfType(BoundedPattern.Unfit.class)
        .isThrownBy(() -> BoundedPattern.matches("(a|b)*", "ab".repeat(50_000)));
  }
}
