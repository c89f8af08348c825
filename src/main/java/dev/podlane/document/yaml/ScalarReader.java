package dev.podlane.document.yaml;

import dev.podlane.document.ScalarValue;
import dev.podlane.document.Scalars;
import dev.podlane.document.tree.RangeListener;
import dev.podlane.document.tree.Symbols;
import dev.podlane.document.tree.TreeBuilder;
import org.jspecify.annotations.Nullable;

/** Reads the keys and scalars of simple YAML, for {@link BlockReader}. */
final class ScalarReader {
  /** YAML lets no key without a question mark be longer than 1,024 characters. */
  static final int LONGEST_KEY = 1_000;

  private static final int SYMBOL = Symbols.LONGEST;

  private final Lines lines;
  private final TreeBuilder builder;
  private final @Nullable RangeListener ranges;
  private final QuotedReader quoted;
  private String keyText = "";
  private int keyEnd;
  private int afterColon;
  private boolean merges;
  private String anchor = "";
  private int anchorStart;
  private int breaks;
  private boolean lineRead;

  ScalarReader(Lines lines, TreeBuilder builder, @Nullable RangeListener ranges) {
    this.lines = lines;
    this.builder = builder;
    this.ranges = ranges;
    this.quoted = new QuotedReader(lines, builder);
  }

  String keyText() {
    return keyText;
  }

  int keyEnd() {
    return keyEnd;
  }

  int afterColon() {
    return afterColon;
  }

  /** Returns true if the key is YAML's merge key. */
  boolean merges() {
    return merges;
  }

  /** Says that the scalar that is read next has an anchor, and where that starts. */
  void anchored(String name, int start) {
    anchor = name;
    anchorStart = start;
  }

  /** Reads a key that starts here, with its colon in this line; returns false if there is none. */
  boolean key(int at) {
    char first = lines.chars()[at];
    if (first == '"' || first == '\'') {
      return quotedKey(at);
    }
    if (first == '|' || first == '>' || first == '[' || first == '{') {
      return false;
    }
    requirePlainStart(at);
    int colon = colon(at);
    if (colon < 0) {
      return false;
    }
    char[] chars = lines.chars();
    int end = colon;
    while (end > at && chars[end - 1] == ' ') {
      end--;
    }
    merges = end - at == 2 && chars[at] == '<' && chars[at + 1] == '<';
    if (end == at || chars[end - 1] == '\t' || colon - at > LONGEST_KEY) {
      throw NotSimple.HERE;
    }
    found(builder.symbols().of(chars, at, end).text(), end, colon);
    return true;
  }

  private void found(String text, int end, int colon) {
    keyText = text;
    keyEnd = end;
    afterColon = colon + 1;
  }

  private boolean quotedKey(int at) {
    int end = quoted.endInLine(at);
    if (end < 0) {
      return false;
    }
    int colon = lines.skipBlanks(end);
    if (colon == lines.to() || lines.chars()[colon] != ':') {
      return false;
    }
    if (!isBlankOrEnd(colon + 1) || colon - at > LONGEST_KEY) {
      throw NotSimple.HERE;
    }
    merges = false;
    found(quoted.text(at, -1), end, colon);
    return true;
  }

  private void requirePlainStart(int at) {
    switch (lines.chars()[at]) {
      case '&', '*', '!', '%', '@', '`', ',', ']', '}', '#' -> throw NotSimple.HERE;
      case '-', '?', ':' -> {
        if (isBlankOrEnd(at + 1)) {
          throw NotSimple.HERE;
        }
      }
      default -> {
        // a plain scalar may start so
      }
    }
  }

  private boolean isBlankOrEnd(int at) {
    return at >= lines.to() || lines.chars()[at] == ' ' || lines.chars()[at] == '\t';
  }

  /** Index of the colon that ends a key; -1 if there is none. */
  private int colon(int from) {
    char[] chars = lines.chars();
    int to = lines.to();
    for (int i = from; i < to; i++) {
      char c = chars[i];
      if (c == ':' && isBlankOrEnd(i + 1)) {
        return i;
      }
      if (c == '#' && i > from && (chars[i - 1] == ' ' || chars[i - 1] == '\t')) {
        return -1;
      }
    }
    return -1;
  }

  /**
   * Reads a scalar that is no key.
   *
   * @param parent column of the collection it is in; -1 if none
   * @return true if there is a current line, that of the next node to read
   */
  boolean value(int at, int parent) {
    char first = lines.chars()[at];
    int line = lines.number();
    int start = lines.offset(at);
    if (first == '|' || first == '>') {
      BlockScalar block = new BlockScalar(lines, builder, at, parent);
      String text = block.read();
      ScalarValue value = new ScalarValue(line, ScalarValue.Type.TEXT, text);
      told(value, start, block.end(), true, false);
      return block.more();
    }
    if (first == '"' || first == '\'') {
      String text = quoted.text(at, parent);
      boolean shared = quoted.isShared();
      if (!lines.isRestEmpty(quoted.after())) {
        throw NotSimple.HERE;
      }
      int end = lines.offset(quoted.after());
      told(new ScalarValue(line, ScalarValue.Type.TEXT, text), start, end, false, shared);
      return lines.advance();
    }
    requirePlainStart(at);
    return plain(at, parent);
  }

  private boolean plain(int at, int parent) {
    int line = lines.number();
    int start = lines.offset(at);
    int stop = plainStop(at);
    int end = trimmed(at, stop);
    int endOffset = lines.offset(end);
    boolean comment = stop < lines.to();
    String first;
    ScalarValue.Type type;
    boolean shared = false;
    if (end - at <= SYMBOL) {
      Symbols.Symbol symbol = builder.symbols().of(lines.chars(), at, end);
      shared = builder.symbols().isShared();
      first = symbol.text();
      type = symbol.type();
    } else {
      first = new String(lines.chars(), at, end - at);
      type = Scalars.typeOfPlain(first);
    }
    if (comment) {
      lineRead = lines.advance();
    } else if (continues(parent)) {
      goOn(first, line, start, parent);
      return lineRead;
    }
    told(new ScalarValue(line, type, first), start, endOffset, false, shared);
    return lineRead;
  }

  /** Reads the further lines of a plain scalar. */
  private void goOn(String first, int line, int start, int parent) {
    StringBuilder text = new StringBuilder(first);
    int endOffset;
    boolean comment;
    do {
      text.append(breaks == 1 ? " " : "\n".repeat(breaks - 1));
      int from = lines.content();
      int stop = plainStop(from);
      int end = trimmed(from, stop);
      text.append(lines.chars(), from, end - from);
      endOffset = lines.offset(end);
      comment = stop < lines.to();
      if (comment) {
        lineRead = lines.advance();
      }
    } while (!comment && continues(parent));
    String whole = text.toString();
    ScalarValue value = new ScalarValue(line, Scalars.typeOfPlain(whole), whole);
    told(value, start, endOffset, false, false);
  }

  /** Goes to the next line that is not empty; returns true if a plain scalar continues there. */
  private boolean continues(int parent) {
    breaks = 0;
    boolean tabs = false;
    do {
      breaks++;
      tabs |= breaks > 1 && lines.content() < lines.to();
      lineRead = lines.advance();
    } while (lineRead && lines.isBlank() && !lines.hasMark());
    if (!lineRead || lines.isStart() || lines.isEnd() || lines.hasMark() || lines.isComment()) {
      return false;
    }
    if (lines.indent() <= parent) {
      return false;
    }
    if (tabs || lines.isOdd() || lines.forbidden() != 0) {
      throw NotSimple.HERE;
    }
    if (lines.chars()[lines.content()] == '\t') {
      throw NotSimple.HERE;
    }
    return true;
  }

  /** Index where a plain scalar in this line ends: at a comment, or at the end of the line. */
  private int plainStop(int from) {
    char[] chars = lines.chars();
    int to = lines.to();
    for (int i = from; i < to; i++) {
      char c = chars[i];
      if (c == ':' && isBlankOrEnd(i + 1)) {
        throw NotSimple.HERE;
      }
      if (c == '#' && i > from && (chars[i - 1] == ' ' || chars[i - 1] == '\t')) {
        return i;
      }
    }
    return to;
  }

  private int trimmed(int from, int stop) {
    char[] chars = lines.chars();
    int end = stop;
    while (end > from && (chars[end - 1] == ' ' || chars[end - 1] == '\t')) {
      end--;
    }
    return end;
  }

  private void told(ScalarValue value, int start, int end, boolean block, boolean shared) {
    String name = anchor;
    anchor = "";
    if (ranges != null) {
      ranges.scalar(value, name.isEmpty() ? start : anchorStart, end, name, block);
    }
    builder.scalar(value, name, shared);
  }
}
