package dev.podlane.scenario.read;

import dev.podlane.scenario.lesson.Ask;
import dev.podlane.scenario.lesson.Ground;
import dev.podlane.scenario.term.TermParser;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads questions with their three choices. */
record AskReader(Ground ground, TermParser.Names names) {
  static final String[] KEYS = {"id", "walk", "question", "edits", "choices"};

  private static final int CHOICES = 3;

  Ask read(Sheet sheet) {
    List<Sheet> choices = sheet.maps("choices", "text", "when", "because", "world");
    if (choices.size() != CHOICES) {
      sheet.error("choices", "choices", Integer.toString(choices.size()));
    }
    return new Ask(
        sheet.text("id"),
        walk(sheet),
        sheet.words("question", names),
        ChangeReader.list(sheet, "edits"),
        choices.stream().map(this::choice).toList());
  }

  /** The probe of a page or question; null if it names none. */
  @Nullable String walk(Sheet sheet) {
    if (!sheet.has("walk")) {
      return null;
    }
    String name = sheet.text("walk");
    if (ground.probe(name).isEmpty()) {
      sheet.error("walk", "no-probe", name);
      return null;
    }
    return name;
  }

  private Ask.Choice choice(Sheet sheet) {
    return new Ask.Choice(
        sheet.words("text", names),
        sheet.condition("when", names),
        sheet.words("because", names),
        sheet.has("world") ? ChangeReader.list(sheet, "world") : null);
  }
}
