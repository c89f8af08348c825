package dev.podlane.school;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.link.Device;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.scenario.lesson.Lesson;
import dev.podlane.scenario.lesson.Words;
import dev.podlane.scenario.read.School;
import dev.podlane.workspace.Walked;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Addresses and numbers of sentences are the engine's, and the same in both languages. */
@Execution(ExecutionMode.CONCURRENT)
class NumbersTest {
  private static final School SCHOOL = School.builtIn();
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}");
  private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)*");

  static Stream<String> lessons() {
    return SCHOOL.lessons().stream().map(Lesson::id);
  }

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> found = new TreeSet<>();
    Matcher all = pattern.matcher(text.replace(",", ""));
    while (all.find()) {
      found.add(all.group());
    }
    return found;
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void theNumbersOfASentenceAreTheEngines(String id) {
    LessonRun run = LessonRun.of(SCHOOL.lesson(id).orElseThrow());
    List<String> wrong = new ArrayList<>();
    for (Stand stand : run.stands()) {
      List<Words> sentences = new ArrayList<>(List.of(stand.page().say()));
      if (stand.page().ask() != null) {
        sentences.add(stand.page().ask().question());
      }
      String known = known(run, stand);
      for (Words words : sentences) {
        Said said = Said.of(words, stand.facts());
        if (!found(ADDRESS, said.en()).equals(found(ADDRESS, said.zh()))) {
          wrong.add("other addresses in Chinese: " + said);
        }
        Set<String> digits = found(NUMBER, said.en());
        digits.removeIf(number -> number.length() < 2);
        if (!found(NUMBER, said.zh()).containsAll(digits)) {
          wrong.add("other numbers in Chinese: " + said);
        }
        for (String address : found(ADDRESS, said.en())) {
          if (!known.contains(address)) {
            wrong.add(address + " is nowhere: " + said.en());
          }
        }
        if (said.en().contains("?,") || said.en().contains("–") || said.zh().contains("–")) {
          wrong.add("a value is missing: " + said);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** Everything with addresses in it: documents, probes, devices, routes and the page's walk. */
  private static String known(LessonRun run, Stand stand) {
    StringBuilder all = new StringBuilder(run.lesson().ground().documents());
    run.lesson().ground().probes().forEach(probe -> all.append(probe.json()));
    all.append(run.lesson().ground().edits()).append(stand.page().edits());
    if (stand.page().ask() != null) {
      all.append(stand.page().ask().edits());
    }
    if (stand.page().task() != null) {
      all.append(stand.page().task().offer());
    }
    Workspace workspace = stand.workspace();
    for (NetworkNamespace namespace : workspace.network().namespaces().values()) {
      for (Device device : namespace.devices().values()) {
        device.addresses().forEach(address -> all.append(address.ip()).append(' '));
      }
      namespace.routes().inOrder().forEach(table -> all.append(table.rows()));
    }
    Sides sides = stand.sides();
    if (sides != null) {
      for (Sides.Half half : List.of(sides.left(), sides.right())) {
        half.walks()
            .of(half.side().walk())
            .map(Walked::trace)
            .ifPresent(trace -> all.append(trace.hops()));
      }
    }
    if (stand.probe() != null) {
      stand
          .walks()
          .of(stand.probe())
          .map(Walked::trace)
          .ifPresent(trace -> all.append(trace.hops()));
    }
    return all.toString();
  }
}
