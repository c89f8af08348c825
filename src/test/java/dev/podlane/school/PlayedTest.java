package dev.podlane.school;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.podlane.scenario.lesson.Challenge;
import dev.podlane.scenario.lesson.Lesson;
import dev.podlane.scenario.read.School;
import dev.podlane.scenario.read.SchoolFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every lesson and challenge, played: each stop, number, choice, world, right repair and wrong one.
 */
@Execution(ExecutionMode.CONCURRENT)
class PlayedTest {
  private static final School SCHOOL = School.builtIn();

  static Stream<String> lessons() {
    return SCHOOL.lessons().stream().map(Lesson::id);
  }

  static Stream<String> challenges() {
    return SCHOOL.challenges().stream().map(Challenge::id);
  }

  @Test
  void everyFileCanBeRead() {
    assertEquals(List.of(), SCHOOL.problems());
  }

  @Test
  void theLessonOfTheDocumentationWorks() throws IOException {
    String text = Files.readString(Path.of("docs/lessons.md"));
    int start = text.indexOf("```yaml") + "```yaml".length();
    SchoolFile file =
        SchoolFile.read("my-first.yaml", "", text.substring(start, text.indexOf("```", start)));

    assertEquals(List.of(), file.problems());
    assertEquals(List.of(), LessonRobot.play(file.lessons().get(0)));
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void aLessonIsAsItSays(String id) {
    assertEquals(List.of(), LessonRobot.play(SCHOOL.lesson(id).orElseThrow()));
  }

  @ParameterizedTest
  @MethodSource("challenges")
  void aChallengeCanBeMetByRightRepairsOnly(String id) {
    assertEquals(List.of(), ChallengeRobot.play(SCHOOL.challenge(id).orElseThrow()));
  }
}
