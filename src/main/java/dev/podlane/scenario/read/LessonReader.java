package dev.podlane.scenario.read;

import dev.podlane.scenario.lesson.Ask;
import dev.podlane.scenario.lesson.Beside;
import dev.podlane.scenario.lesson.Ground;
import dev.podlane.scenario.lesson.Lesson;
import dev.podlane.scenario.lesson.Page;
import dev.podlane.scenario.lesson.Sorting;
import dev.podlane.scenario.lesson.Task;
import dev.podlane.scenario.lesson.Words;
import dev.podlane.scenario.term.TermParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the {@code spec} of a lesson. */
final class LessonReader {
  static final String[] SPEC =
      Stream.concat(
              GroundReader.KEYS.stream(),
              Stream.of(
                  "part",
                  "order",
                  "minutes",
                  "needs",
                  "title",
                  "aim",
                  "analogy",
                  "article",
                  "intuition",
                  "errata",
                  "view",
                  "pages",
                  "glossary",
                  "see"))
          .toArray(String[]::new);

  private static final int MOST_PAGES = 20;
  private static final int MOST_DECOYS = 5;
  private static final int DECOYS = 2;

  private final Sheet spec;
  private final Ground ground;
  private final TermParser.Names names;

  LessonReader(Sheet spec) {
    this.spec = spec;
    this.ground = GroundReader.read(spec);
    List<String> ids = new ArrayList<>();
    spec.fields().maps("pages").forEach(page -> page.value().text("id").ifPresent(ids::add));
    boolean hasSides = spec.fields().maps("pages").stream().anyMatch(page -> page.has("compare"));
    this.names = new GroundNames(ground, ids, hasSides ? Beside.SIDES : List.of());
  }

  Lesson read(String id, String origin) {
    List<Page> pages = new ArrayList<>();
    List<Sheet> written =
        spec.maps(
            "pages", "id", "say", "show", "edits", "walk", "stop", "expect", "ask", "command",
            "try", "compare", "sort");
    if (written.isEmpty() || written.size() > MOST_PAGES) {
      spec.error("pages", "pages", Integer.toString(MOST_PAGES));
    } else {
      written.forEach(sheet -> pages.add(page(sheet)));
    }
    boolean isActive =
        pages.stream().anyMatch(p -> p.walk() != null || p.ask() != null || p.task() != null);
    if (!pages.isEmpty() && !isActive) {
      spec.error("pages", "viewing-only");
    }
    Optional<Sheet> article = spec.map("article", "section", "quote", "part", "en");
    return new Lesson(
        id,
        spec.number("part", 1, 6, 1),
        spec.number("order", 0, 1_000, 0),
        spec.number("minutes", 1, 60, 5),
        spec.texts("needs"),
        spec.words("title", names),
        spec.words("aim", names),
        spec.words("analogy", names),
        article
            .map(
                each ->
                    new Lesson.Article(
                        each.textOr("section", ""),
                        each.text("quote"),
                        each.textOr("part", ""),
                        each.map("en", "section", "quote", "part")
                            .map(LessonReader::english)
                            .orElse(null)))
            .orElse(null),
        spec.has("intuition") ? spec.words("intuition", names) : null,
        errata(),
        ground,
        spec.map("view", "focus").map(view -> view.texts("focus")).orElse(List.of()),
        pages,
        glossary(),
        spec.texts("see"),
        origin);
  }

  private List<Lesson.Erratum> errata() {
    return !spec.has("errata")
        ? List.of()
        : spec.maps("errata", "quote", "en", "really").stream()
            .map(
                each -> {
                  Words really = each.words("really", names);
                  return new Lesson.Erratum(each.text("quote"), each.textOr("en", ""), really);
                })
            .toList();
  }

  private static Lesson.English english(Sheet sheet) {
    return new Lesson.English(
        sheet.textOr("section", ""), sheet.text("quote"), sheet.textOr("part", ""));
  }

  private List<Lesson.Entry> glossary() {
    return !spec.has("glossary")
        ? List.of()
        : spec.maps("glossary", "word", "points", "say").stream()
            .map(
                each -> {
                  Words word = each.words("word", names);
                  return new Lesson.Entry(
                      word, each.textOr("points", ""), each.words("say", names));
                })
            .toList();
  }

  private Page page(Sheet sheet) {
    return new Page(
        sheet.textOr("id", ""),
        sheet.words("say", names),
        show(sheet),
        ChangeReader.list(sheet, "edits"),
        new AskReader(ground, names).walk(sheet),
        StopReader.read(sheet),
        sheet.has("expect") ? sheet.conditions("expect", names) : List.of(),
        sheet.map("ask", AskReader.KEYS).map(this::ask).orElse(null),
        sheet.map("command", "netns", "run", "real").map(this::command).orElse(null),
        sheet
            .map("try", "offer", "check", "done", "accept", "reject", "decoys", "undo")
            .map(this::task)
            .orElse(null),
        sheet.map("compare", BesideReader.KEYS).map(this::beside).orElse(null),
        sheet.map("sort", SortingReader.KEYS).map(this::sorting).orElse(null));
  }

  private Ask ask(Sheet sheet) {
    return new AskReader(ground, names).read(sheet);
  }

  private Beside beside(Sheet sheet) {
    return new BesideReader(ground, names).read(sheet);
  }

  private Sorting sorting(Sheet sheet) {
    return new SortingReader(ground, names).read(sheet);
  }

  private static Map<String, String> show(Sheet sheet) {
    Map<String, String> shown = new LinkedHashMap<>();
    sheet
        .map("show", "table", "focus", "device", "object", "board")
        .ifPresent(
            all -> all.keys().forEach(key -> all.scalar(key).ifPresent(v -> shown.put(key, v))));
    return shown;
  }

  private Page.Shown command(Sheet sheet) {
    return new Page.Shown(
        sheet.text("netns"),
        sheet.text("run"),
        sheet.has("real") ? sheet.words("real", names) : null);
  }

  private Task task(Sheet sheet) {
    return new Task(
        ChangeReader.list(sheet, "offer"),
        sheet.condition("check", names),
        sheet.words("done", names),
        ChangeReader.alternatives(sheet, "accept"),
        ChangeReader.rejected(sheet, "reject", names),
        sheet.number("decoys", 0, MOST_DECOYS, DECOYS),
        sheet.flag("undo", true));
  }
}
