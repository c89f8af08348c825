package dev.podlane.scenario.read;

import dev.podlane.document.Fields;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import dev.podlane.scenario.lesson.Phrase;
import dev.podlane.scenario.lesson.Words;
import dev.podlane.scenario.term.Term;
import dev.podlane.scenario.term.TermException;
import dev.podlane.scenario.term.TermParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A mapping of a file, of which every key must be known. */
final class Sheet {
  private final Fields fields;
  private final Columns columns;

  private Sheet(Fields fields, Columns columns) {
    this.fields = fields;
    this.columns = columns;
  }

  /** Reads a mapping, and reports the keys that it should not have. */
  static Sheet of(Fields fields, Columns columns, String... known) {
    Set<String> all = Set.of(known);
    fields
        .value()
        .entries()
        .forEach(
            (key, value) -> {
              if (!all.contains(key)) {
                String column = Integer.toString(columns.of(key, value.line()));
                String list = String.join(", ", Stream.of(known).sorted().toList());
                fields.error(key, "lesson.unknown-key", key, column, list);
              }
            });
    fields
        .value()
        .shadowed()
        .forEach(twice -> fields.error(twice.key(), "lesson.key-twice", twice.key()));
    return new Sheet(fields, columns);
  }

  Fields fields() {
    return fields;
  }

  boolean has(String key) {
    return fields.has(key);
  }

  void error(String key, String code, String... args) {
    fields.error(key, "lesson." + code, args);
  }

  /** A mapping of a mapping. */
  Optional<Sheet> map(String key, String... known) {
    return fields.map(key).map(inner -> of(inner, columns, known));
  }

  List<Sheet> maps(String key, String... known) {
    return fields.maps(key).stream().map(inner -> of(inner, columns, known)).toList();
  }

  /** Another mapping of the same file. */
  Sheet like(Fields other, String... known) {
    return of(other, columns, known);
  }

  /** An empty mapping in place of one that must be there, and is not. */
  Sheet absent(String key) {
    error(key, "missing", key);
    return new Sheet(
        Fields.of(fields.place(key), new MapValue(0, Map.of(), List.of()), problem -> {}), columns);
  }

  /** A text that must be there. */
  String text(String key) {
    return fields
        .text(key)
        .orElseGet(
            () -> {
              if (!fields.has(key)) {
                error(key, "missing", key);
              }
              return "";
            });
  }

  String textOr(String key, String other) {
    return fields.has(key) ? fields.text(key).orElse(other) : other;
  }

  /** One of some words; null if it is not there. */
  @Nullable String oneOf(String key, List<String> words) {
    if (!has(key)) {
      return null;
    }
    String word = text(key);
    if (!words.contains(word)) {
      error(key, "word", key, word, String.join(", ", words));
      return null;
    }
    return word;
  }

  /** A text or a number, as it is written; empty if it is not there. */
  Optional<String> scalar(String key) {
    Value value = fields.value().entries().get(key);
    if (value instanceof ScalarValue scalar && !scalar.isNull()) {
      return Optional.of(scalar.text());
    }
    if (fields.has(key)) {
      error(key, "not-scalar", key);
    }
    return Optional.empty();
  }

  int number(String key, int least, int most, int other) {
    int number = fields.has(key) ? fields.integer(key).orElse(other) : other;
    if (fields.has(key) && (number < least || number > most)) {
      error(key, "range", key, Integer.toString(least), Integer.toString(most));
      return other;
    }
    return number;
  }

  /** Seconds, with a fraction, as milliseconds. */
  long millis(String key) {
    String text = scalar(key).orElse("0");
    try {
      double seconds = Double.parseDouble(text);
      if (seconds >= 0 && seconds <= 1e9) {
        return Math.round(seconds * 1_000);
      }
    } catch (NumberFormatException notOne) {
      // told below, as is a number out of range
    }
    error(key, "seconds", key, text);
    return 0;
  }

  boolean flag(String key, boolean other) {
    return fields.has(key) ? fields.flag(key) : other;
  }

  List<String> texts(String key) {
    return fields.has(key) ? fields.texts(key) : List.of();
  }

  /** One text, or a list of them. */
  List<String> oneOrMore(String key) {
    Value value = fields.value().entries().get(key);
    return value instanceof ListValue
        ? fields.texts(key)
        : value == null ? List.of() : fields.text(key).map(List::of).orElse(List.of());
  }

  /** A sentence in both languages, which must be there. */
  Words words(String key, TermParser.Names names) {
    if (!fields.has(key)) {
      error(key, "missing", key);
    }
    Optional<Sheet> both = map(key, "en", "zh");
    return new Words(
        both.map(sheet -> sheet.phrase("en", names)).orElse(new Phrase(List.of())),
        both.map(sheet -> sheet.phrase("zh", names)).orElse(new Phrase(List.of())));
  }

  private Phrase phrase(String key, TermParser.Names names) {
    String text = text(key).strip();
    List<Phrase.Part> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('{', at);
      int close = open < 0 ? -1 : text.indexOf('}', open);
      if (close < 0) {
        break;
      }
      parts.add(new Phrase.Written(text.substring(at, open)));
      value(key, text.substring(open + 1, close), names)
          .ifPresent(term -> parts.add(new Phrase.Hole(term)));
      at = close + 1;
    }
    parts.add(new Phrase.Written(text.substring(at)));
    return new Phrase(parts);
  }

  private Optional<Term> value(String key, String text, TermParser.Names names) {
    try {
      return Optional.of(TermParser.value(text, names));
    } catch (TermException wrong) {
      report(key, wrong);
      return Optional.empty();
    }
  }

  /** An expression for a value; empty if there is none, or a wrong one. */
  Optional<Term> value(String key, TermParser.Names names) {
    return value(key, text(key), names);
  }

  /** A condition, which must be there. */
  Term condition(String key, TermParser.Names names) {
    return condition(key, text(key), names);
  }

  /** One condition, or a list of them. */
  List<Term> conditions(String key, TermParser.Names names) {
    return oneOrMore(key).stream().map(text -> condition(key, text, names)).toList();
  }

  private Term condition(String key, String text, TermParser.Names names) {
    try {
      return TermParser.condition(text, names);
    } catch (TermException wrong) {
      report(key, wrong);
      return new Term.Junction(false, List.of());
    }
  }

  private void report(String key, TermException wrong) {
    List<String> args = new ArrayList<>();
    args.add(Integer.toString(wrong.position() + 1));
    args.addAll(wrong.arguments());
    error(key, "term." + wrong.code(), args.toArray(new String[0]));
  }

  /** The mappings of a mapping, by key, in order; others are reported. */
  List<String> keys() {
    return List.copyOf(fields.value().entries().keySet());
  }

  /** The mapping under one of {@link #keys}. */
  Optional<Sheet> under(String key, String... known) {
    return map(key, known);
  }

  /** The sheet of an item of a list that may hold mappings or lists of them. */
  List<List<Sheet>> listsOfMaps(String key, String... known) {
    List<List<Sheet>> lists = new ArrayList<>();
    for (Value item : fields.list(key)) {
      List<Value> inner = item instanceof ListValue list ? list.items() : List.of(item);
      List<Sheet> sheets = new ArrayList<>();
      for (Value each : inner) {
        if (each instanceof MapValue map) {
          Fields below = Fields.of(fields.place(key), map, fields.problems());
          sheets.add(of(below, columns, known));
        } else {
          error(key, "not-edit", key);
        }
      }
      lists.add(sheets);
    }
    return lists;
  }
}
