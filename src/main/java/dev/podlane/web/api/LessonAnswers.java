package dev.podlane.web.api;

import dev.podlane.answer.Localizer;
import dev.podlane.answer.text.Language;
import dev.podlane.scenario.lesson.Ask;
import dev.podlane.scenario.lesson.Ground;
import dev.podlane.scenario.lesson.Lesson;
import dev.podlane.scenario.lesson.Page;
import dev.podlane.scenario.lesson.ProbeText;
import dev.podlane.scenario.lesson.Stop;
import dev.podlane.scenario.lesson.Words;
import dev.podlane.school.Desk;
import dev.podlane.school.LessonChecks;
import dev.podlane.school.Review;
import dev.podlane.school.Said;
import dev.podlane.school.fact.Stages;
import dev.podlane.web.api.LessonViews.AnswerView;
import dev.podlane.web.api.LessonViews.ArticleView;
import dev.podlane.web.api.LessonViews.AskView;
import dev.podlane.web.api.LessonViews.CheckView;
import dev.podlane.web.api.LessonViews.EnglishView;
import dev.podlane.web.api.LessonViews.EntryView;
import dev.podlane.web.api.LessonViews.ErratumView;
import dev.podlane.web.api.LessonViews.ExpectedView;
import dev.podlane.web.api.LessonViews.FlawView;
import dev.podlane.web.api.LessonViews.LessonView;
import dev.podlane.web.api.LessonViews.PageView;
import dev.podlane.web.api.LessonViews.ShownCommandView;
import dev.podlane.web.api.LessonViews.StopView;
import dev.podlane.web.api.LessonViews.TaskView;
import dev.podlane.web.api.LessonViews.WalkView;
import dev.podlane.web.api.LessonViews.WordView;
import dev.podlane.web.api.LessonViews.WorldView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts lessons into views, in one language. */
record LessonAnswers(Localizer words) {
  static LessonAnswers in(Localizer words) {
    return new LessonAnswers(words);
  }

  String text(Said said) {
    return words.language() == Language.ZH ? said.zh() : said.en();
  }

  String text(Words words) {
    return text(Said.plain(words));
  }

  /** A value of the engine: true and false in words, the others as they are. */
  String value(String fact) {
    return fact.equals("true") || fact.equals("false") ? words.say("lesson.fact." + fact) : fact;
  }

  EntryView entry(Lesson lesson, int number) {
    return new EntryView(
        lesson.id(),
        number,
        lesson.part(),
        text(lesson.title()),
        text(lesson.aim()),
        lesson.minutes(),
        lesson.needs(),
        lesson.pages().size(),
        lesson.origin().isEmpty() ? null : lesson.origin());
  }

  LessonView lesson(Desk desk, int number) {
    Lesson lesson = desk.lesson();
    Lesson.Article article = lesson.article();
    Words intuition = lesson.intuition();
    return new LessonView(
        lesson.id(),
        number,
        lesson.part(),
        text(lesson.title()),
        text(lesson.aim()),
        text(lesson.analogy()),
        lesson.minutes(),
        lesson.needs(),
        article == null ? null : article(article),
        intuition == null ? null : text(intuition),
        lesson.errata().stream()
            .map(e -> new ErratumView(e.quote(), e.english(), text(e.really())))
            .toList(),
        cluster(lesson),
        lesson.ground().sample().isEmpty() ? null : lesson.ground().sample(),
        lesson.focus(),
        desk.pages().stream().map(page -> page(lesson, page)).toList(),
        lesson.glossary().stream().map(this::word).toList(),
        lesson.see(),
        lesson.origin().isEmpty() ? null : desk.flaws().stream().map(this::flaw).toList());
  }

  private static ArticleView article(Lesson.Article article) {
    Lesson.English english = article.english();
    return new ArticleView(
        article.section(),
        article.quote(),
        article.part(),
        english == null
            ? null
            : new EnglishView(english.section(), english.quote(), english.part()));
  }

  private FlawView flaw(Review.Flaw flaw) {
    String message = words.say("lesson.flaw." + flaw.code(), "" + flaw.page(), flaw.detail());
    return new FlawView(flaw.page(), flaw.code(), message);
  }

  private static String cluster(Lesson lesson) {
    return "lesson." + lesson.id();
  }

  private WordView word(Lesson.Entry entry) {
    Said word = Said.plain(entry.word());
    return new WordView(word.en(), word.zh(), entry.points(), text(entry.say()));
  }

  private PageView page(Lesson lesson, Desk.Shown shown) {
    Page page = shown.page();
    String output = shown.output();
    Page.Shown command = page.command();
    Words real = command == null ? null : command.real();
    String probe = shown.probe();
    String state = cluster(lesson) + ".p" + shown.number();
    return new PageView(
        shown.number(),
        page.id().isEmpty() ? null : page.id(),
        kind(page),
        text(shown.say()),
        page.show(),
        state,
        shown.changes().stream().map(GivenEditView::of).toList(),
        probe == null || page.beside() != null
            ? null
            : walk(
                lesson.ground(),
                probe,
                page.walk() != null,
                page.ask() == null ? shown.result() : null),
        stop(page.stop(), shown.stop()),
        shown.expected().stream().map(e -> new ExpectedView(e.values(), e.holds())).toList(),
        page.ask() == null ? null : ask(lesson, page.ask()),
        command == null || output == null
            ? null
            : new ShownCommandView(
                command.netns(), command.run(), output, real == null ? null : text(real)),
        page.task() == null
            ? null
            : new TaskView(
                shown.offers().stream().map(GivenEditView::of).toList(), page.task().undo()),
        AsideViews.comparison(shown.sides(), lesson.ground(), state, this),
        AsideViews.sorting(page.sorting(), state, this));
  }

  private static String kind(Page page) {
    if (page.task() != null) {
      return "try";
    }
    if (page.beside() != null || page.sorting() != null) {
      return page.sorting() == null ? "compare" : "sort";
    }
    return page.ask() != null
        ? "ask"
        : page.walk() != null || page.stop() != null ? "walk" : "look";
  }

  /** A walk; null if the lesson has no such probe. */
  static @Nullable WalkView walk(
      Ground ground, String probe, boolean sent, @Nullable String result) {
    return ground
        .probe(probe)
        .map(text -> new WalkView(probe, sent, text.json(), moment(text), result))
        .orElse(null);
  }

  static @Nullable Double moment(ProbeText text) {
    Long at = text.atMillis();
    return at == null ? null : (Double) (at / 1_000.0);
  }

  /** The step at which a walk stands; null for its end. */
  static @Nullable StopView stop(@Nullable Stop stop, Stages.@Nullable Found found) {
    return stop == null || found == null
        ? null
        : new StopView(
            found.hop(),
            found.index(),
            found.seq(),
            stop.stage().word(),
            stop.netns(),
            stop.device(),
            stop.flow());
  }

  /**
   * A question, with its walk where it names one: also the page's own is then another than the page
   * shows.
   */
  private AskView ask(Lesson lesson, Ask ask) {
    String own = ask.walk();
    return new AskView(
        ask.id(),
        text(ask.question()),
        ask.choices().stream().map(each -> text(each.text())).toList(),
        question(lesson, ask),
        own == null ? null : walk(lesson.ground(), own, true, null));
  }

  private static String question(Lesson lesson, Ask ask) {
    return cluster(lesson) + ".q." + ask.id();
  }

  /** The answer to a choice, counted from 0. */
  AnswerView answer(Lesson lesson, Ask ask, Desk.Answered answered, int choice) {
    Desk.World world = answered.worlds().get(choice);
    return new AnswerView(
        answered.right() == choice,
        answered.right() < 0 ? null : (Integer) (answered.right() + 1),
        text(ask.choices().get(choice).because()),
        world == null
            ? null
            : new WorldView(
                question(lesson, ask) + "." + (choice + 1),
                world.edits().stream().map(GivenEditView::of).toList(),
                world.result()));
  }

  CheckView check(LessonChecks.Checked checked) {
    Said said = checked.said();
    return new CheckView(
        checked.passed(),
        checked.unknown(),
        said == null ? null : text(said),
        checked.edits(),
        checked.steps(),
        checked.needed(),
        checked.mistaken());
  }

  /** The question of a lesson by its id; null if there is none. */
  static @Nullable Ask question(Lesson lesson, String id) {
    List<Page> pages = lesson.pages();
    for (Page page : pages) {
      if (page.ask() != null && page.ask().id().equals(id)) {
        return page.ask();
      }
    }
    return null;
  }
}
