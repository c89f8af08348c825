package dev.podlane.cli.output;

import dev.podlane.answer.CauseView;
import dev.podlane.answer.Localizer;
import dev.podlane.answer.TraceView.OutcomeView;
import dev.podlane.document.Place;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints the outcome of a walk as lines of text. */
public final class OutcomeText {
  private final Localizer words;

  /** A printer in these words. */
  public OutcomeText(Localizer words) {
    this.words = words;
  }

  /** The first line: the probe and its result. */
  public String title(Answer answer) {
    String expected = answer.expected();
    String result = answer.outcome().result();
    String said = answer.title() + ": " + result;
    return expected == null || answer.isAsExpected()
        ? said
        : said + " (" + words.say("cli.expected", expected) + ")";
  }

  /** The sentence and, if the probe was not delivered, what decided. */
  public List<String> details(Answer answer) {
    OutcomeView outcome = answer.outcome();
    List<String> lines = new ArrayList<>();
    lines.add(outcome.sentence());
    CauseView cause = outcome.cause();
    if (cause != null) {
      lines.add(label("cause", cause.code() + source(cause, answer.cause())));
      if (cause.rule() != null) {
        lines.add(label("rule", cause.rule()));
      }
      for (CauseView.FieldView field : cause.fields()) {
        lines.add(label("field", field(field)));
      }
    }
    return lines;
  }

  private String label(String key, String text) {
    return words.say("cli." + key) + " " + text;
  }

  private String field(CauseView.FieldView field) {
    return words.say("cli.field.values", field.field(), or(field.wanted()), or(field.had()));
  }

  private static String or(@Nullable String value) {
    return value == null ? "–" : value;
  }

  /** The object and field that decided, and where they are written. */
  public static String source(CauseView cause, @Nullable Place place) {
    StringBuilder text = new StringBuilder();
    CauseView.ObjectView object = cause.object();
    if (object != null) {
      String namespace = object.namespace();
      text.append(", ").append(object.kind()).append(' ');
      text.append(namespace == null ? "" : namespace + "/").append(object.name());
    }
    if (cause.path() != null) {
      text.append(", ").append(cause.path());
    }
    if (place != null) {
      text.append(" (").append(where(place)).append(')');
    }
    return text.toString();
  }

  /** {@code file:line}. */
  public static String where(Place place) {
    String file = place.file().isEmpty() ? "input" : place.file();
    return place.line() == 0 ? file : file + ":" + place.line();
  }
}
