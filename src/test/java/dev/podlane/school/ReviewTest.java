package dev.podlane.school;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.scenario.lesson.Lesson;
import dev.podlane.scenario.read.SchoolFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A lesson that says something else than the engine is told so. */
class ReviewTest {
  private static String gateway() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            ReviewTest.class.getResourceAsStream("/school/lessons/gateway.yaml"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of("'gateway/eth0', 'in') == 63", "'gateway/eth0', 'in') == 62", "expect", 3),
        Arguments.of(
            "when: next('request', 'gateway') == 'node-2'",
            "when: next('request', 'gateway') == 'node-9'",
            "question",
            3),
        Arguments.of(
            "world: [{netns: gateway, run: ip route del 10.0.2.0/24}]",
            "world: [{netns: gateway, run: ip route}]",
            "world",
            3),
        Arguments.of("stage: error", "stage: wrap", "stop", 6),
        Arguments.of(
            "check: result('there') == 'icmp_unreachable' &&", "check: true ||", "task", 8));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aFlawIsFound(String good, String bad, String code, int page) throws IOException {
    String text = gateway().replace(good, bad);
    assertThat(text).isNotEqualTo(gateway());
    Lesson lesson = SchoolFile.read("x", "x", text).lessons().get(0);

    assertThat(Review.of(LessonRun.of(lesson)))
        .anyMatch(flaw -> flaw.code().equals(code) && flaw.page() == page);
  }
}
