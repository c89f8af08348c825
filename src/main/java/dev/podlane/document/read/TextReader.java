package dev.podlane.document.read;

import dev.podlane.document.DocumentException;
import dev.podlane.document.Limits;
import dev.podlane.document.Place;
import dev.podlane.document.Problem;
import dev.podlane.document.TextChecks;
import dev.podlane.document.tree.RangeListener;
import dev.podlane.document.tree.TextPart;
import dev.podlane.document.tree.TreeBuilder;
import dev.podlane.document.tree.TreeMark;
import dev.podlane.document.yaml.BlockReader;
import dev.podlane.document.yaml.Lines;
import dev.podlane.document.yaml.NotSimple;
import dev.podlane.document.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the documents of a text one by one, each as JSON or YAML. An error in one document becomes
 * a problem of that one, and the others are read.
 */
public final class TextReader {
  private final String file;
  private final Limits limits;
  private final Lines lines;
  private final TreeBuilder builder;
  private final @Nullable RangeListener ranges;
  private final BlockReader blocks;

  /** True to refuse text that looks like JSON but is not valid JSON, false to read it as YAML. */
  private final boolean isNamedJson;

  private final List<Problem> problems = new ArrayList<>();
  private final List<TextPart> unread = new ArrayList<>();

  TextReader(
      String file,
      Limits limits,
      Lines lines,
      TreeBuilder builder,
      @Nullable RangeListener ranges) {
    this.file = file;
    this.limits = limits;
    this.lines = lines;
    this.builder = builder;
    this.ranges = ranges;
    this.isNamedJson = file.toLowerCase(Locale.ROOT).endsWith(".json");
    this.blocks = new BlockReader(lines, builder, ranges);
  }

  /** Returns the problems of the documents that could not be read, in their order. */
  public List<Problem> problems() {
    return problems;
  }

  /** The parts of the text that could not be read. */
  public List<TextPart> unread() {
    return unread;
  }

  public void read() {
    while (lines.advance()) {
      next();
    }
  }

  /** Reads up to the first document that cannot be read; whether there is none. */
  public boolean readIfSound() {
    while (problems.isEmpty() && lines.advance()) {
      next();
    }
    return problems.isEmpty();
  }

  private void next() {
    if (lines.isStart()) {
      started();
    } else if (!lines.isEnd() && !isNothing()) {
      lines.keep();
      document(lines.number(), lines.offset(lines.from()), lines.number());
    }
  }

  private boolean isNothing() {
    return (lines.isBlank() || lines.isComment()) && lines.forbidden() == 0;
  }

  /** A document after three hyphens. */
  private void started() {
    int line = lines.number();
    lines.keep();
    int start = (int) lines.start();
    if (!lines.isRestEmpty(lines.from() + 3)) {
      toEnd(line);
      other(line, start, line);
      return;
    }
    boolean more = lines.advance();
    while (more && !lines.isStart() && !lines.isEnd() && isNothing()) {
      more = lines.advance();
    }
    if (!more || lines.isStart() || lines.isEnd()) {
      builder.emptyDocument(line);
      if (more) {
        lines.hold();
      }
      return;
    }
    lines.keep();
    document(line, lines.offset(lines.from()), lines.number());
  }

  /**
   * A document with something in it.
   *
   * @param line line of its start, with its hyphens if it has any
   * @param contentOffset index of its first content in the text
   * @param contentLine the line of that, the current one
   */
  private void document(int line, int contentOffset, int contentLine) {
    char first = lines.content() < lines.to() ? lines.chars()[lines.content()] : ' ';
    if (first == '%' && lines.indent() == 0) {
      directives();
      toEnd(lines.number());
      other(line, contentOffset, contentLine);
      return;
    }
    if ((first == '{' || first == '[') && isNamedJson) {
      toEnd(lines.number());
      other(line, contentOffset, contentLine);
      return;
    }
    TreeMark mark = builder.mark(ranges);
    try {
      builder.startDocument(line);
      blocks.document();
      builder.endDocument();
    } catch (NotSimple unusual) {
      builder.back(mark, ranges);
      toEnd(contentLine);
      other(line, contentOffset, contentLine);
    } catch (DocumentException unreadable) {
      boolean sure = unreadable.problems().get(0).code().equals("text.control");
      if (!sure && !unreadable.isTooLarge()) {
        // Others may find something else that is wrong, before this.
        builder.back(mark, ranges);
        toEnd(contentLine);
        other(line, contentOffset, contentLine);
        return;
      }
      toEnd(contentLine);
      refuse(unreadable, part(contentOffset, contentLine));
    }
  }

  /** Passes over directives, which stand before the hyphens of their document. */
  private void directives() {
    while (lines.advance()) {
      if (lines.isStart()) {
        return;
      }
    }
  }

  /** Goes to the end of the document, which is after its first line. */
  private void toEnd(int firstLine) {
    boolean more = lines.number() > firstLine || lines.advance();
    while (more) {
      if (lines.isStart() || lines.isEnd() || lines.hasMark()) {
        lines.hold();
        return;
      }
      more = lines.advance();
    }
  }

  private @Nullable TextPart part(int offset, int line) {
    String text = lines.keptText();
    if (text == null) {
      return null;
    }
    return new TextPart(text.startsWith("\ufeff") ? text.substring(1) : text, offset, line);
  }

  /** Reads a document that is no simple YAML, from the text that was kept. */
  private void other(int line, int offset, int firstLine) {
    TextPart part = part(offset, firstLine);
    builder.startsAt(line);
    if (part == null) {
      builder.startDocument(line);
      Place place = new Place(file, builder.number(), firstLine, "");
      refuse(new DocumentException(Problem.error(place, "text.unusual")), null);
      return;
    }
    int number = builder.number() + 1;
    try {
      requireAllowed(part, number);
      if (looksLikeJson(part.text())) {
        new JsonParts(file, limits, builder, ranges, this::refuse).read(part);
      } else {
        new YamlReader(builder, file, ranges, part, number).read();
      }
    } catch (DocumentException unreadable) {
      refuse(unreadable, part);
    }
    builder.numberAtLeast(number);
  }

  private void requireAllowed(TextPart part, int number) {
    String text = part.text();
    int line = part.line();
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
      } else if ((c < ' ' || c >= 0x7f) && TextChecks.isForbidden(text, at)) {
        Place place = new Place(file, number, line, "");
        throw new DocumentException(Problem.error(place, "text.control", TextChecks.name(c)));
      }
    }
  }

  private static boolean looksLikeJson(String text) {
    int at = 0;
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length() && (text.charAt(at) == '{' || text.charAt(at) == '[');
  }

  private void refuse(DocumentException unreadable, @Nullable TextPart part) {
    builder.abandon();
    if (unreadable.isTooLarge()) {
      throw unreadable;
    }
    problems.addAll(unreadable.problems());
    if (part != null) {
      unread.add(part);
    }
  }
}
