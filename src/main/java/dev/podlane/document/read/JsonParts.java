package dev.podlane.document.read;

import dev.podlane.document.DocumentException;
import dev.podlane.document.Limits;
import dev.podlane.document.json.JsonReader;
import dev.podlane.document.tree.RangeListener;
import dev.podlane.document.tree.TextPart;
import dev.podlane.document.tree.TreeBuilder;
import dev.podlane.document.tree.TreeMark;
import dev.podlane.document.yaml.YamlReader;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a text that looks like JSON. After an unreadable value, it goes on at the next line that
 * starts with a brace: there the next file of joined ones begins.
 */
final class JsonParts {
  /** Problems of YAML that JSON text has, too. */
  private static final List<String> SYNTAX =
      List.of(
          "text.yaml-at",
          "text.yaml",
          "text.colon",
          "text.tab",
          "text.open-quote",
          "text.indentation",
          "text.key");

  /** Most values of one text that are passed over. */
  private static final int MOST_BROKEN = 100;

  private final String file;
  private final Limits limits;
  private final TreeBuilder builder;
  private final @Nullable RangeListener ranges;
  private final BiConsumer<DocumentException, TextPart> refuse;

  JsonParts(
      String file,
      Limits limits,
      TreeBuilder builder,
      @Nullable RangeListener ranges,
      BiConsumer<DocumentException, TextPart> refuse) {
    this.file = file;
    this.limits = limits;
    this.builder = builder;
    this.ranges = ranges;
    this.refuse = refuse;
  }

  void read(TextPart whole) {
    TextPart part = whole;
    for (int broken = 0; part != null; broken++) {
      TreeMark mark = builder.mark(ranges);
      JsonReader reader = new JsonReader(builder, file, limits, ranges);
      try {
        reader.read(part);
        return;
      } catch (DocumentException notJson) {
        if (notJson.isTooLarge()) {
          throw notJson;
        }
        DocumentException reason = notJson;
        if (broken == 0 && builder.since(mark) == 0) {
          reason = asYaml(part, mark, notJson);
          if (reason == null) {
            return;
          }
        }
        int next = broken < MOST_BROKEN ? next(part, notJson) : -1;
        int from = Math.max(0, reader.valueAt());
        refuse.accept(reason, within(part, from, next < 0 ? part.text().length() : next));
        part = next < 0 ? null : within(part, next, part.text().length());
      }
    }
  }

  /**
   * YAML's flow style also starts with a brace; whose message helps depends on the file's name.
   *
   * @return the errors of the text as YAML; null if it was read
   */
  private @Nullable DocumentException asYaml(
      TextPart part, TreeMark mark, DocumentException notJson) {
    String name = file.toLowerCase(Locale.ROOT);
    boolean syntax = notJson.problems().get(0).code().startsWith("text.json");
    if (!syntax || name.endsWith(".json")) {
      return notJson;
    }
    builder.back(mark, ranges);
    try {
      new YamlReader(builder, file, ranges, part, mark.number() + 1).read();
      return null;
    } catch (DocumentException notYamlEither) {
      builder.abandon();
      builder.numberAtLeast(mark.number() + 1);
      boolean meantAsYaml = !SYNTAX.contains(notYamlEither.problems().get(0).code());
      boolean named = name.endsWith(".yaml") || name.endsWith(".yml");
      return meantAsYaml || named ? notYamlEither : notJson;
    }
  }

  /** Index of the line after the problem's that starts with a brace; -1 if there is none. */
  private static int next(TextPart part, DocumentException broken) {
    String text = part.text();
    int line = broken.problems().get(0).place().line() - part.line();
    int at = 0;
    for (int i = 0; i < line && at >= 0; i++) {
      at = text.indexOf('\n', at) + 1;
      if (at == 0) {
        return -1;
      }
    }
    int brace = text.indexOf("\n{", at);
    return brace < 0 ? -1 : brace + 1;
  }

  private static TextPart within(TextPart part, int from, int to) {
    String text = part.text();
    int lines = (int) text.substring(0, from).chars().filter(c -> c == '\n').count();
    return new TextPart(text.substring(from, to), part.offset() + from, part.line() + lines);
  }
}
