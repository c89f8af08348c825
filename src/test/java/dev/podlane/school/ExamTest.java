package dev.podlane.school;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Problem;
import dev.podlane.scenario.lesson.Ask;
import dev.podlane.scenario.lesson.Exam;
import dev.podlane.scenario.lesson.Lesson;
import dev.podlane.scenario.read.School;
import dev.podlane.scenario.read.SchoolFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Exams: twelve computed questions, in two forms with equal aims and other numbers. */
class ExamTest {
  private static final School SCHOOL = School.builtIn();
  private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

  private static Exam exam() {
    return SCHOOL.exam("part-1").orElseThrow();
  }

  static Stream<Exam.Form> forms() {
    return SCHOOL.exams().stream().flatMap(exam -> exam.forms().stream());
  }

  @ParameterizedTest
  @MethodSource("forms")
  void exactlyOneChoiceOfEachQuestionIsTrue(Exam.Form form) {
    List<ExamRun.Question> questions = ExamRun.of(form).questions();

    assertThat(questions).hasSize(12);
    assertThat(questions)
        .allSatisfy(
            each -> {
              assertThat(each.right()).as(each.item().ask().id()).isBetween(0, 2);
              assertThat(each.refused()).as(each.item().ask().id()).isNull();
            });
    assertThat(questions.stream().map(ExamRun.Question::right).distinct())
        .as("the right ones are not always in one place")
        .hasSize(3);
  }

  @Test
  void theFormsHaveEqualAimsAndOtherNumbers() {
    Exam.Form pre = exam().form("pre").orElseThrow();
    Exam.Form post = exam().form("post").orElseThrow();

    assertThat(aims(post)).containsExactlyInAnyOrderElementsOf(aims(pre));
    for (int i = 0; i < aims(pre).size(); i++) {
      assertThat(aims(post).get(i)).as("another order").isNotEqualTo(aims(pre).get(i));
    }
    assertThat(new TreeSet<>(addresses(pre))).doesNotContainAnyElementsOf(addresses(post));
    assertThat(ExamRun.of(pre).questions().stream().map(ExamRun.Question::right))
        .isNotEqualTo(ExamRun.of(post).questions().stream().map(ExamRun.Question::right).toList());
    assertThat(texts(pre) + texts(post)).doesNotContain("$");
  }

  private static List<String> aims(Exam.Form form) {
    return form.items().stream()
        .map(each -> each.ask().id() + " " + Said.plain(each.aim()))
        .toList();
  }

  private static String texts(Exam.Form form) {
    StringBuilder all = new StringBuilder(form.ground().documents());
    for (Exam.Item item : form.items()) {
      Ask ask = item.ask();
      all.append(Said.plain(ask.question()));
      ask.choices().forEach(c -> all.append(Said.plain(c.text())).append(Said.plain(c.because())));
    }
    return all.toString();
  }

  private static Set<String> addresses(Exam.Form form) {
    Set<String> found = new HashSet<>();
    Matcher all = ADDRESS.matcher(texts(form));
    while (all.find()) {
      found.add(all.group());
    }
    found.removeIf(each -> each.startsWith("127."));
    return found;
  }

  @Test
  void itsClustersAreInNoLesson() {
    Set<String> taught = new HashSet<>();
    for (Lesson lesson : SCHOOL.lessons()) {
      taught.add(lesson.ground().documents());
      Matcher all = ADDRESS.matcher(lesson.ground().documents());
      while (all.find()) {
        taught.add(all.group());
      }
    }
    exam().forms().forEach(form -> assertThat(taught).doesNotContainAnyElementsOf(addresses(form)));
  }

  @Test
  void answersFollowTheEngineAndNotTheFile() throws IOException {
    String text = Files.readString(Path.of("src/main/resources/school/exams/part-1.yaml"));
    String direct =
        text.replace(
            "turn: 0",
            "edits: [{netns: oak, run: ip route add 10.64.4.0/24 via 192.168.40.22},"
                + " {netns: elm, run: ip route add 10.64.3.0/24 via 192.168.40.21}]");

    Exam.Form form = SchoolFile.read("x", "x", direct).exams().get(0).forms().get(0);

    ExamRun run = ExamRun.of(form);
    Map<String, String> right = new HashMap<>();
    for (ExamRun.Question each : run.questions()) {
      if (each.right() >= 0) {
        right.put(
            each.item().ask().id(),
            Said.plain(each.item().ask().choices().get(each.right()).text()).en());
      }
    }
    assertThat(right)
        .containsEntry("way", "62: two nodes")
        .containsEntry("gateway", "All three")
        .containsEntry("bridge", "64: nobody routes it");
  }

  @Test
  void onlyTheLastFormReveals() {
    assertThat(exam().forms().stream().map(Exam.Form::reveals)).containsExactly(false, true);
  }

  @Test
  void anOrderNamesEachQuestionOnce() throws IOException {
    String text = Files.readString(Path.of("src/main/resources/school/exams/part-1.yaml"));
    SchoolFile file = SchoolFile.read("x", "x", text.replace("order: [block,", "order: [way,"));

    assertThat(file.problems()).extracting(Problem::code).containsExactly("lesson.exam-order");
  }

  @Test
  void marksAreCounted() {
    ExamRun run = ExamRun.of(exam().form("pre").orElseThrow());
    Map<String, Integer> all = new HashMap<>();
    run.questions().forEach(each -> all.put(each.item().ask().id(), each.right()));
    assertThat(run.marked(all)).allMatch(ExamRun.Marked::isRight);

    all.remove("arp");
    all.put("bridge", (run.question("bridge").orElseThrow().right() + 1) % 3);
    List<String> wrong = new ArrayList<>();
    run.marked(all).stream()
        .filter(each -> !each.isRight())
        .forEach(each -> wrong.add(each.question().item().ask().id()));
    assertThat(wrong).containsExactly("bridge", "arp");
  }
}
