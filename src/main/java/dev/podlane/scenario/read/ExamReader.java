package dev.podlane.scenario.read;

import dev.podlane.document.Fields;
import dev.podlane.scenario.lesson.Ask;
import dev.podlane.scenario.lesson.Change;
import dev.podlane.scenario.lesson.Exam;
import dev.podlane.scenario.lesson.Ground;
import dev.podlane.scenario.lesson.Page;
import dev.podlane.scenario.term.TermParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the {@code spec} of an exam: its questions once for each form, with the form's words. */
final class ExamReader {
  static final String[] SPEC =
      Stream.concat(
              GroundReader.KEYS.stream(), Stream.of("part", "title", "about", "forms", "questions"))
          .toArray(String[]::new);

  private static final int MOST_FORMS = 4;
  private static final int MOST_QUESTIONS = 40;

  private final Sheet spec;

  ExamReader(Sheet spec) {
    this.spec = spec;
  }

  Exam read(String id, String origin) {
    TermParser.Names none =
        new GroundNames(
            new Ground("", "", List.of(), List.of(), Map.of(), List.of()), List.of(), List.of());
    List<Exam.Form> forms = new ArrayList<>();
    List<Sheet> written = spec.maps("forms", "id", "words", "turn", "edits", "reveal", "order");
    if (written.isEmpty() || written.size() > MOST_FORMS) {
      spec.error("forms", "sort-size", "forms", "1", Integer.toString(MOST_FORMS));
    } else {
      written.forEach(form -> forms.add(form(form)));
    }
    return new Exam(
        id,
        spec.number("part", 1, 6, 1),
        spec.words("title", none),
        spec.words("about", none),
        forms,
        origin);
  }

  private Exam.Form form(Sheet form) {
    Blanks blanks = new Blanks(form.fields().textMap("words"));
    Fields filled =
        Fields.of(
            spec.fields().place(), blanks.fill(spec.fields().value()), spec.fields().problems());
    Sheet sheet = spec.like(filled, SPEC);
    Ground shared = GroundReader.read(sheet);
    List<Change> edits = new ArrayList<>(shared.edits());
    edits.addAll(ChangeReader.list(form, "edits"));
    Ground ground =
        new Ground(
            shared.sample(),
            shared.documents(),
            edits,
            shared.probes(),
            shared.groups(),
            shared.traffics());
    TermParser.Names names = new GroundNames(ground, List.of(), List.of());
    AskReader asks = new AskReader(ground, names);
    List<Sheet> questions =
        sheet.maps("questions", "id", "aim", "walk", "question", "edits", "choices", "command");
    if (questions.isEmpty() || questions.size() > MOST_QUESTIONS) {
      spec.error("questions", "sort-size", "questions", "1", Integer.toString(MOST_QUESTIONS));
    }
    int turn = form.number("turn", 0, 2, 0);
    List<Exam.Item> items = new ArrayList<>();
    for (Sheet each : questions) {
      Ask ask = asks.read(each);
      items.add(
          new Exam.Item(
              each.words("aim", names),
              turned(ask, items.size() + turn),
              each.map("command", "netns", "run", "real")
                  .map(shown -> new Page.Shown(shown.text("netns"), shown.text("run"), null))
                  .orElse(null)));
    }
    return new Exam.Form(form.text("id"), ground, ordered(form, items), form.flag("reveal", true));
  }

  /** A list that was answered once is remembered with its order, so a form may have its own. */
  private static List<Exam.Item> ordered(Sheet form, List<Exam.Item> items) {
    if (!form.has("order")) {
      return items;
    }
    List<String> order = form.texts("order");
    List<String> ids = items.stream().map(item -> item.ask().id()).toList();
    if (!order.stream().sorted().toList().equals(ids.stream().sorted().toList())) {
      form.error("order", "exam-order", String.join(", ", ids));
      return items;
    }
    return items.stream()
        .sorted(Comparator.comparingInt(item -> order.indexOf(item.ask().id())))
        .toList();
  }

  /** Another form has its choices in another order, as places are remembered better than facts. */
  private static Ask turned(Ask ask, int by) {
    List<Ask.Choice> choices = new ArrayList<>(ask.choices());
    Collections.rotate(choices, by);
    return new Ask(ask.id(), ask.walk(), ask.question(), ask.edits(), choices);
  }
}
