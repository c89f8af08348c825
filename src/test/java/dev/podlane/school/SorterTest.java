package dev.podlane.school;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.scenario.lesson.Lesson;
import dev.podlane.scenario.lesson.Sorting;
import dev.podlane.scenario.read.School;
import dev.podlane.scenario.read.SchoolFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Things are sorted as the engine says, and every wrong place is answered. */
class SorterTest {
  private static final School SCHOOL = School.builtIn();

  private static Sorter sorter(String lesson, String task) {
    Lesson found = SCHOOL.lesson(lesson).orElseThrow();
    return LessonRun.of(found).sorting(task).orElseThrow();
  }

  static Stream<Arguments> tasks() {
    return SCHOOL.lessons().stream()
        .flatMap(
            lesson ->
                lesson.pages().stream()
                    .flatMap(page -> Stream.ofNullable(page.sorting()))
                    .map(task -> Arguments.of(lesson.id(), task.id())));
  }

  @ParameterizedTest
  @MethodSource("tasks")
  void allInTheirPlacesIsRight(String lesson, String task) {
    Sorter sorter = sorter(lesson, task);

    Sorter.Sorted sorted = sorter.judged(sorter.answers());

    assertThat(sorted.right()).isTrue();
    assertThat(sorted.say()).isNotNull();
    assertThat(sorted.placements()).allMatch(Sorter.Placed::right);
  }

  @Test
  void eachWrongPlaceHasItsOwnAnswer() {
    Sorter sorter = sorter("six-words", "words");

    for (Sorting.Item item : sorter.sorting().items()) {
      Stream<String> told =
          sorter.sorting().bins().stream()
              .map(bin -> sorter.judged(Map.of(item.id(), bin.id())))
              .peek(sorted -> assertThat(sorted.right()).isFalse())
              .map(sorted -> sorted.placements().get(0).because().en());
      assertThat(told).as(item.id()).doesNotHaveDuplicates().hasSize(4);
    }
  }

  @Test
  void twoStepsTheWrongWayRoundAreWrong() {
    Sorter sorter = sorter("nobody", "way");
    Map<String, String> swapped = new LinkedHashMap<>(sorter.answers());
    swapped.put("nat", "2");
    swapped.put("route", "1");

    Sorter.Sorted sorted = sorter.judged(swapped);

    assertThat(sorted.right()).isFalse();
    assertThat(sorted.placements().stream().filter(each -> !each.right()))
        .extracting(Sorter.Placed::item)
        .containsExactlyInAnyOrder("nat", "route");
    assertThat(Objects.requireNonNull(sorted.say()).en()).contains("PREROUTING");
  }

  @Test
  void theRightPlaceFollowsTheEngine() throws IOException {
    String both =
        text("six-words")
            .replace(
                "edits: [{object: Pod default/api-1,",
                "edits: [{netns: node-2, run: iptables -t nat -A PREROUTING -p tcp --dport 8081 -j"
                    + " ACCEPT}, {object: Pod default/api-1,");
    Lesson changed = SchoolFile.read("x", "x", both).lessons().get(0);

    Sorter sorter = LessonRun.of(changed).sorting("words").orElseThrow();

    assertThat(sorter.answers()).containsEntry("host-port", "every");
  }

  @Test
  void aTaskWithoutAnAnswerIsAFlaw() throws IOException {
    String open = text("six-words").replace("== 1\", because", "== 7\", because");
    Lesson changed = SchoolFile.read("x", "x", open).lessons().get(0);

    assertThat(Review.of(LessonRun.of(changed)))
        .anyMatch(flaw -> flaw.code().equals("sort") && flaw.detail().equals("container-ip"));
  }

  private static String text(String lesson) throws IOException {
    String name = "/school/lessons/" + lesson + ".yaml";
    try (InputStream in = Objects.requireNonNull(SorterTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
