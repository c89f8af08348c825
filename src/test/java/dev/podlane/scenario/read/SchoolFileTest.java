package dev.podlane.scenario.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of lessons with mistakes: each is told with its line and field. */
class SchoolFileTest {
  private static final String GOOD = resource("/school/lessons/gateway.yaml");

  private static String resource(String path) {
    try (InputStream in = Objects.requireNonNull(School.class.getResourceAsStream(path))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  private static SchoolFile read(String text) {
    return SchoolFile.read("mine.yaml", "mine.yaml", text);
  }

  private static int lineOf(String text, String words) {
    return 1 + (int) text.substring(0, text.indexOf(words)).chars().filter(c -> c == '\n').count();
  }

  @Test
  void aGoodFileIsALesson() {
    assertThat(read(GOOD).problems()).isEmpty();
    assertThat(read(GOOD).lessons()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "  minutes: 6                 |  minuts: 6                   | lesson.unknown-key |"
            + " spec.minuts",
        "  minutes: 6                 |  minutes: 600                | lesson.range       |"
            + " spec.minutes",
        "sample: article              | sample: articel              | lesson.no-sample   |"
            + " spec.cluster.sample",
        "walk: nobody                 | walk: noone                  | lesson.no-probe    |"
            + " spec.pages[5].walk",
        "stage: error                 | stage: eror                  | lesson.stage       |"
            + " spec.pages[5].compare.left.stop.stage",
        "next('request', 'gateway') == 'node-1' | next('request', 'gateway') = 'node-1' |"
            + " lesson.term.character | spec.pages[2].ask.choices[0].when",
        "result('there') == 'delivered' && | result('ther') == 'delivered' && | lesson.term.name |"
            + " spec.pages[8].try.check",
        "name: gateway                | name: Gate way                | lesson.id          |"
            + " metadata",
        "kind: Lesson                 | kind: Lecture                 | lesson.kind        | kind"
      })
  void aMistakeIsToldWithLineAndField(String good, String bad, String code, String path) {
    String text = GOOD.replace(good, bad);
    assertThat(text).isNotEqualTo(GOOD);

    List<Problem> problems = read(text).problems();

    assertThat(problems).extracting(Problem::code).contains(code);
    Problem found =
        problems.stream().filter(each -> each.code().equals(code)).findFirst().orElseThrow();
    assertThat(found.place().path()).isEqualTo(path);
    assertThat(found.place().file()).isEqualTo("mine.yaml");
    assertThat(found.place().line()).isEqualTo(lineOf(text, bad));
    assertThat(read(text).lessons()).isEmpty();
  }

  @Test
  void anUnknownKeyIsToldWithItsColumn() {
    String text =
        GOOD.replace("from: default/web-1, to: 10.0.3.5", "frm: default/web-1, to: 10.0.3.5");

    Problem unknown =
        read(text).problems().stream()
            .filter(each -> each.code().equals("lesson.unknown-key"))
            .findFirst()
            .orElseThrow();

    String line = text.lines().filter(each -> each.contains("frm:")).findFirst().orElseThrow();
    assertThat(unknown.args()).startsWith("frm", "" + (line.indexOf("frm:") + 1));
  }

  @Test
  void aBadFileLeavesTheOthersAlone(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("a.yaml"), GOOD.replace("name: gateway", "name: mine"));
    Files.writeString(directory.resolve("b.yaml"), "kind: [");
    Files.writeString(
        directory.resolve("c.yaml"),
        GOOD.replace("part: 1", "part: 7").replace("name: gateway", "name: c"));
    Files.write(directory.resolve("d.yaml"), new byte[] {(byte) 0xc3, 0x28});
    Files.writeString(directory.resolve("notes.txt"), "no lesson");

    School school = School.builtIn().with(directory);

    assertThat(school.lesson("mine")).isPresent();
    assertThat(school.lesson("mine").orElseThrow().origin()).isEqualTo("a.yaml");
    assertThat(school.lesson("gateway")).isPresent();
    assertThat(school.lesson("c")).isEmpty();
    assertThat(school.problems())
        .extracting(each -> each.place().file())
        .contains("b.yaml", "c.yaml", "d.yaml");
  }
}
