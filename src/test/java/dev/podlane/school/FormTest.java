package dev.podlane.school;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.scenario.lesson.Ask;
import dev.podlane.scenario.lesson.Beside;
import dev.podlane.scenario.lesson.Challenge;
import dev.podlane.scenario.lesson.Lesson;
import dev.podlane.scenario.lesson.Page;
import dev.podlane.scenario.lesson.Sorting;
import dev.podlane.scenario.lesson.Task;
import dev.podlane.scenario.lesson.Words;
import dev.podlane.scenario.read.School;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The form of lessons and challenges: what a reader would stumble over. */
class FormTest {
  private static final School SCHOOL = School.builtIn();

  private static final int WORDS = 22;
  private static final int CHARACTERS = 40;
  private static final int TITLE_WORDS = 9;
  private static final int TITLE_CHARACTERS = 16;

  /** Signs of Chinese, each counted; a run of others counts once. */
  private static final Pattern SIGNS =
      Pattern.compile(
          "[\\u3000-\\u303f\\u4e00-\\u9fff\\uff00-\\uffef]|[^\\s\\u3000-\\u303f\\u4e00-\\u9fff\\uff00-\\uffef]+");

  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.?!:;])\\s+|(?<=[。？！；：])");
  private static final Pattern CHINESE = Pattern.compile("[\\u4e00-\\u9fff]");
  private static final Pattern FORBIDDEN =
      Pattern.compile("\\b(oops|simply|just|obviously)\\b|您|显然|只需|很简单", Pattern.CASE_INSENSITIVE);

  private static Stream<Words> texts(Lesson lesson) {
    List<Words> all = new ArrayList<>(List.of(lesson.aim(), lesson.analogy()));
    if (lesson.intuition() != null) {
      all.add(lesson.intuition());
    }
    lesson.errata().forEach(each -> all.add(each.really()));
    lesson.glossary().forEach(each -> all.add(each.say()));
    for (Page page : lesson.pages()) {
      all.add(page.say());
      Ask ask = page.ask();
      if (ask != null) {
        all.add(ask.question());
        ask.choices().forEach(choice -> all.addAll(List.of(choice.text(), choice.because())));
      }
      Sorting sorting = page.sorting();
      if (sorting != null) {
        all.addAll(List.of(sorting.question(), sorting.done()));
        sorting.bins().forEach(bin -> all.add(bin.name()));
        sorting.items().forEach(item -> all.addAll(texts(item)));
      }
      Beside beside = page.beside();
      if (beside != null) {
        all.addAll(List.of(beside.left().name(), beside.right().name()));
        beside.facts().forEach(row -> all.add(row.name()));
      }
      Task task = page.task();
      if (task != null) {
        all.add(task.done());
        task.reject().forEach(each -> all.add(each.because()));
      }
    }
    return all.stream();
  }

  private static List<Words> texts(Sorting.Item item) {
    List<Words> all = new ArrayList<>(List.of(item.text()));
    item.places().values().forEach(place -> all.add(place.because()));
    if (item.because() != null) {
      all.add(item.because());
    }
    return all;
  }

  private static Stream<Words> texts(Challenge challenge) {
    List<Words> all =
        new ArrayList<>(List.of(challenge.title(), challenge.story(), challenge.teaches()));
    all.addAll(challenge.hints());
    challenge.red().forEach(each -> all.add(each.say()));
    challenge.goal().forEach(each -> all.add(each.say()));
    challenge.reject().forEach(each -> all.add(each.because()));
    return all.stream();
  }

  private static Stream<Words> all() {
    return Stream.concat(
        SCHOOL.lessons().stream().flatMap(FormTest::texts),
        SCHOOL.challenges().stream().flatMap(FormTest::texts));
  }

  private static long signs(String text) {
    return SIGNS.matcher(text).results().count();
  }

  @Test
  void theSchoolIsComplete() {
    assertThat(SCHOOL.lessons()).hasSizeGreaterThanOrEqualTo(35);
    assertThat(SCHOOL.challenges()).hasSizeGreaterThanOrEqualTo(32);
    assertThat(SCHOOL.lessons().stream().filter(each -> each.intuition() != null).count())
        .isGreaterThanOrEqualTo(12);
  }

  @Test
  void noSentenceIsLongerThanItsLimit() {
    List<String> tooLong = new ArrayList<>();
    all()
        .forEach(
            words -> {
              Said said = Said.plain(words);
              for (String sentence : SENTENCE_END.split(said.en(), -1)) {
                if (sentence.split("\\s+", -1).length > WORDS) {
                  tooLong.add(sentence);
                }
              }
              for (String sentence : SENTENCE_END.split(said.zh(), -1)) {
                if (signs(sentence) > CHARACTERS) {
                  tooLong.add(sentence);
                }
              }
            });
    assertThat(tooLong).isEmpty();
  }

  @Test
  void titlesAreShortQuestions() {
    for (Lesson lesson : SCHOOL.lessons()) {
      Said title = Said.plain(lesson.title());
      assertThat(title.en()).contains("?");
      assertThat(title.zh()).contains("？");
      assertThat(title.en().split("\\s+", -1)).as(title.en()).hasSizeLessThanOrEqualTo(TITLE_WORDS);
      assertThat(signs(title.zh())).as(title.zh()).isLessThanOrEqualTo(TITLE_CHARACTERS);
    }
  }

  @Test
  void everySentenceStandsInBothLanguages() {
    assertThat(
            all()
                .map(Said::plain)
                .filter(
                    said ->
                        said.en().isBlank()
                            || said.zh().isBlank()
                            || CHINESE.matcher(said.en()).find()
                            || FORBIDDEN.matcher(said.en() + " " + said.zh()).find()))
        .isEmpty();
    // a sentence is Chinese in Chinese, unless it is an address, a name or a command
    assertThat(
            all()
                .map(Said::plain)
                .filter(said -> said.en().split("\\s+", -1).length > 4)
                .filter(said -> !CHINESE.matcher(said.zh()).find())
                .map(Said::zh)
                .distinct())
        .allMatch(text -> text.startsWith("kubectl") || text.startsWith("bridge"));
  }

  @Test
  void everyLessonAsksAndHasSomethingToChange() {
    for (Lesson lesson : SCHOOL.lessons()) {
      assertThat(lesson.pages()).as(lesson.id()).anyMatch(page -> page.ask() != null);
      assertThat(lesson.pages()).as(lesson.id()).anyMatch(page -> page.task() != null);
      assertThat(lesson.pages().stream().map(Page::ask).filter(Objects::nonNull))
          .as(lesson.id())
          .allMatch(ask -> ask.choices().size() == 3)
          .allMatch(ask -> ask.choices().stream().anyMatch(c -> List.of().equals(c.world())));
      assertThat(lesson.glossary()).as(lesson.id()).isNotEmpty();
    }
  }

  @Test
  void noTwoLessonsAskTheSame() {
    Map<String, String> asked = new HashMap<>();
    for (Lesson lesson : SCHOOL.lessons()) {
      for (Page page : lesson.pages()) {
        Ask ask = page.ask();
        if (ask != null) {
          String key =
              lesson.ground().documents()
                  + lesson.ground().edits()
                  + page.walk()
                  + Said.plain(ask.question());
          assertThat(asked.put(key, lesson.id())).as(lesson.id()).isNull();
        }
      }
    }
  }

  @Test
  void lessonsReferToLessonsThatThereAre() {
    for (Lesson lesson : SCHOOL.lessons()) {
      Stream.concat(lesson.needs().stream(), lesson.see().stream())
          .forEach(id -> assertThat(SCHOOL.lesson(id)).as(lesson.id() + " → " + id).isPresent());
    }
  }

  @Test
  void pagesAreFewEnough() {
    assertThat(SCHOOL.lessons())
        .allMatch(each -> each.pages().size() <= 9 && each.pages().size() >= 4);
  }

  /** Quotations were compared with the article when the list of digests was made. */
  @Test
  void quotationsAreLetterForLetter() throws IOException, NoSuchAlgorithmException {
    Set<String> known = digests();
    Set<String> unknown = new TreeSet<>();
    for (Lesson lesson : SCHOOL.lessons()) {
      List<String> quotes =
          new ArrayList<>(lesson.errata().stream().map(Lesson.Erratum::quote).toList());
      Lesson.Article article = lesson.article();
      if (article != null) {
        quotes.add(article.quote());
        assertThat(article.quote()).as(lesson.id()).contains(article.part());
      }
      for (String quote : quotes) {
        assertThat(quote.length()).as(quote).isLessThanOrEqualTo(70);
        if (!known.contains(digest(quote))) {
          unknown.add(lesson.id() + ": " + quote + " " + digest(quote));
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  /** Of a lesson in English nobody has to read Chinese. */
  @Test
  void quotationsStandInEnglishAsWell() {
    for (Lesson lesson : SCHOOL.lessons()) {
      Lesson.Article article = lesson.article();
      if (article != null) {
        Lesson.English english = Objects.requireNonNull(article.english(), lesson.id());
        assertThat(english.quote()).as(lesson.id()).isNotBlank().contains(english.part());
        assertThat(english.part().isEmpty()).isEqualTo(article.part().isEmpty());
        assertThat(english.section().isEmpty()).isEqualTo(article.section().isEmpty());
        assertThat(english.quote() + english.section()).doesNotContainPattern(CHINESE);
      }
      assertThat(lesson.errata())
          .as(lesson.id())
          .allMatch(each -> !each.english().isBlank())
          .noneMatch(each -> CHINESE.matcher(each.english()).find());
    }
  }

  private static Set<String> digests() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(FormTest.class.getResourceAsStream("/school/quotations.txt"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Set.copyOf(text.lines().filter(line -> !line.startsWith("#")).toList());
    }
  }

  private static String digest(String quote) throws NoSuchAlgorithmException {
    byte[] bytes = quote.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
