package dev.podlane.document.yaml;

import dev.podlane.document.ScalarValue;
import dev.podlane.document.Scalars;
import dev.podlane.document.tree.RangeListener;
import dev.podlane.document.tree.Symbols;
import dev.podlane.document.tree.TreeBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Reads collections in braces and brackets, with all that is in them, for {@link BlockReader}. They
 * may go over several lines, which need not be indented, as the whole of YAML is read here too.
 */
final class FlowReader {
  private final Lines lines;
  private final TreeBuilder builder;
  private final @Nullable RangeListener ranges;
  private final QuotedReader quoted;
  private final AnchorReader anchors;

  /** The index at which to read on in the current line. */
  private int at;

  /** Column of the block collection around; -1 if there is none. */
  private int parent;

  /** The anchor of the node that is read; empty if it has none. */
  private String anchor = "";

  private int anchorStart;

  /** True to skip the value instead of building it. */
  private boolean unwanted;

  FlowReader(
      Lines lines, TreeBuilder builder, @Nullable RangeListener ranges, AnchorReader anchors) {
    this.lines = lines;
    this.builder = builder;
    this.ranges = ranges;
    this.quoted = new QuotedReader(lines, builder);
    this.anchors = anchors;
  }

  /**
   * Reads the collection whose brace or bracket is there.
   *
   * @param column of the block collection it is in; -1 if there is none
   * @param anchor its name; empty if it has none
   * @return index after its end, in the line that is current then
   * @throws NotSimple if others are to read the document
   */
  int read(int start, int column, String anchor) {
    at = start;
    parent = column;
    unwanted = false;
    collection(lines.chars()[start], anchor);
    return at;
  }

  private void collection(char open, String anchor) {
    boolean map = open == '{';
    char close = map ? '}' : ']';
    if (!unwanted && map) {
      builder.startMap(lines.number(), anchor);
    } else if (!unwanted) {
      builder.startList(lines.number(), anchor);
    }
    at++;
    for (char next = token(); next != close; ) {
      if (map) {
        entry(next);
      } else {
        node(next);
      }
      next = token();
      if (next == ',') {
        at++;
        next = token();
      } else if (next != close) {
        throw NotSimple.HERE;
      }
    }
    at++;
    if (!unwanted) {
      builder.end();
    }
  }

  /** Goes to the next token, past spaces, comments and ends of lines. */
  private char token() {
    while (true) {
      char[] chars = lines.chars();
      int to = lines.to();
      while (at < to && chars[at] == ' ') {
        at++;
      }
      if (at < to && chars[at] != '#') {
        return chars[at];
      }
      if (at < to && at > lines.from() && chars[at - 1] != ' ') {
        throw NotSimple.HERE;
      }
      nextLine();
    }
  }

  private void nextLine() {
    if (!lines.advance() || lines.isStart() || lines.isEnd() || lines.hasMark()) {
      throw NotSimple.HERE;
    }
    if (lines.isOdd() || lines.forbidden() != 0) {
      throw NotSimple.HERE;
    }
    at = lines.content();
  }

  private void node(char first) {
    anchor = "";
    if (first == '*') {
      at = anchors.alias(at);
      return;
    }
    char next = first == '&' ? anchored() : first;
    if (next == '{' || next == '[') {
      String name = anchor;
      anchor = "";
      collection(next, name);
    } else if (next == '"' || next == '\'') {
      int line = lines.number();
      int start = lines.offset(at);
      String text = quoted.text(at, parent);
      at = quoted.after();
      ScalarValue value = new ScalarValue(line, ScalarValue.Type.TEXT, text);
      told(value, start, lines.offset(at), quoted.isShared());
    } else {
      plain();
    }
  }

  /** Reads an anchor, and goes to its node in the same line. */
  private char anchored() {
    int end = anchors.read(at);
    anchor = anchors.name();
    anchorStart = anchors.start();
    at = end;
    while (at < lines.to() && lines.chars()[at] == ' ') {
      at++;
    }
    if (at == end || at == lines.to()) {
      throw NotSimple.HERE;
    }
    return lines.chars()[at];
  }

  private void entry(char first) {
    int start = at;
    int line = lines.number();
    boolean isQuoted = first == '"' || first == '\'';
    int end = isQuoted ? quoted.endInLine(at) : plainKey();
    if (end < 0) {
      throw NotSimple.HERE;
    }
    char[] chars = lines.chars();
    String key = isQuoted ? quoted.text(start, -1) : builder.symbols().of(chars, start, end).text();
    int after = end;
    while (after < lines.to() && (chars[after] == ' ' || (!isQuoted && chars[after] == '\t'))) {
      after++;
    }
    if (after == lines.to() || after - start > ScalarReader.LONGEST_KEY) {
      throw NotSimple.HERE;
    }
    boolean before = unwanted;
    if (!unwanted && ranges != null) {
      ranges.key(lines.offset(start), lines.offset(end));
    }
    boolean merges = !isQuoted && key.equals("<<");
    if (merges && builder.filter() != null) {
      throw NotSimple.HERE;
    }
    if (merges || (!unwanted && builder.takes(key))) {
      builder.key(key, line, merges);
    } else {
      unwanted = true;
    }
    boolean colon = chars[after] == ':';
    at = colon ? after + 1 : after;
    entryValue(colon);
    unwanted = before;
  }

  /** Index after a plain scalar that may be a key. */
  private int plainKey() {
    PlainInFlow.requireStart(lines, at);
    return PlainInFlow.trimmed(lines, at, PlainInFlow.stop(lines, at));
  }

  private void entryValue(boolean colon) {
    int line = lines.number();
    int offset = lines.offset(at);
    char next = colon ? token() : lines.chars()[at];
    if (next == ',' || next == '}') {
      told(new ScalarValue(line, ScalarValue.Type.NULL, ""), offset, offset, true);
    } else if (colon) {
      node(next);
    } else {
      throw NotSimple.HERE;
    }
  }

  private void plain() {
    PlainInFlow.requireStart(lines, at);
    int line = lines.number();
    int start = lines.offset(at);
    int stop = PlainInFlow.stop(lines, at);
    int end = PlainInFlow.trimmed(lines, at, stop);
    int endOffset = lines.offset(end);
    char first = lines.chars()[at];
    if (end - at > Scalars.LONGEST && (first == '-' || Character.isDigit(first))) {
      // JSON has numbers of any length, YAML has none so long.
      throw NotSimple.HERE;
    }
    Symbols.Symbol symbol = builder.symbols().of(lines.chars(), at, end);
    boolean shared = builder.symbols().isShared();
    at = stop;
    if (stop < lines.to() || !continues()) {
      told(new ScalarValue(line, symbol.type(), symbol.text()), start, endOffset, shared);
    } else {
      goOn(symbol.text(), line, start);
    }
  }

  /** Empty lines and one more that were passed since a plain scalar's last words. */
  private int breaks;

  /** Goes to the next line that is not empty; returns true if a plain scalar continues there. */
  private boolean continues() {
    breaks = 0;
    do {
      nextLine();
      breaks++;
    } while (at == lines.to());
    char first = lines.chars()[at];
    if (first == '\t' || first == ':' || first == '-' || first == '.') {
      throw NotSimple.HERE;
    }
    return first != '#' && !PlainInFlow.isEnd(first);
  }

  /** Reads the further lines of a plain scalar. */
  private void goOn(String first, int line, int start) {
    StringBuilder text = new StringBuilder(first);
    int endOffset;
    int stop;
    do {
      text.append(breaks == 1 ? " " : "\n".repeat(breaks - 1));
      stop = PlainInFlow.stop(lines, at);
      int end = PlainInFlow.trimmed(lines, at, stop);
      text.append(lines.chars(), at, end - at);
      endOffset = lines.offset(end);
      at = stop;
    } while (stop == lines.to() && continues());
    String whole = text.toString();
    told(new ScalarValue(line, Scalars.typeOfPlain(whole), whole), start, endOffset, false);
  }

  private void told(ScalarValue value, int start, int end, boolean shared) {
    if (unwanted) {
      return;
    }
    String name = anchor;
    anchor = "";
    if (ranges != null) {
      ranges.scalar(value, name.isEmpty() ? start : anchorStart, end, name, false);
    }
    builder.scalar(value, name, shared);
  }
}
