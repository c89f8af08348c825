package dev.podlane.document.yaml;

import dev.podlane.document.tree.Symbols;
import dev.podlane.document.tree.TreeBuilder;

/** Reads scalars in quotes, which may go over several lines. */
final class QuotedReader {
  private static final int SYMBOL = Symbols.LONGEST;

  private final Lines lines;
  private final TreeBuilder builder;
  private int after;
  private boolean shared;

  QuotedReader(Lines lines, TreeBuilder builder) {
    this.lines = lines;
    this.builder = builder;
  }

  /** Returns the index after the closing quote of the last scalar, in the current line. */
  int after() {
    return after;
  }

  /** Returns true if equal texts share the last scalar. */
  boolean isShared() {
    return shared;
  }

  /** Index after the quote that closes the one here, if it is in this line; else -1. */
  int endInLine(int at) {
    char[] chars = lines.chars();
    char quote = chars[at];
    int to = lines.to();
    for (int i = at + 1; i < to; i++) {
      char c = chars[i];
      if (c == '\\' && quote == '"') {
        i++;
      } else if (c == quote) {
        if (quote == '\'' && i + 1 < to && chars[i + 1] == '\'') {
          i++;
        } else {
          return i + 1;
        }
      }
    }
    return -1;
  }

  /**
   * Reads the scalar whose opening quote is here.
   *
   * @param parent column of the collection it is in: further lines are indented more
   */
  String text(int at, int parent) {
    char quote = lines.chars()[at];
    int end = endInLine(at);
    shared = false;
    if (end > 0 && isLiteral(at + 1, end - 1, quote)) {
      after = end;
      if (end - at <= SYMBOL) {
        String text = builder.symbols().of(lines.chars(), at + 1, end - 1).text();
        shared = builder.symbols().isShared();
        return text;
      }
      return new String(lines.chars(), at + 1, end - at - 2);
    }
    return quote == '"' ? doubleQuoted(at + 1, parent) : singleQuoted(at + 1, parent);
  }

  private boolean isLiteral(int from, int to, char quote) {
    char special = quote == '"' ? '\\' : quote;
    char[] chars = lines.chars();
    for (int i = from; i < to; i++) {
      if (chars[i] == special) {
        return false;
      }
    }
    return true;
  }

  private String singleQuoted(int from, int parent) {
    StringBuilder text = new StringBuilder();
    int at = from;
    while (true) {
      if (at == lines.to()) {
        trim(text, 0);
        at = fold(text, parent, true);
        continue;
      }
      char c = lines.chars()[at++];
      if (c == '\'') {
        if (at == lines.to() || lines.chars()[at] != '\'') {
          after = at;
          return text.toString();
        }
        at++;
      }
      text.append(c);
    }
  }

  private String doubleQuoted(int from, int parent) {
    StringBuilder text = new StringBuilder();
    int written = 0;
    int at = from;
    while (true) {
      if (at == lines.to()) {
        trim(text, written);
        at = fold(text, parent, true);
        written = text.length();
        continue;
      }
      char c = lines.chars()[at++];
      if (c == '"') {
        after = at;
        return text.toString();
      }
      if (c != '\\') {
        text.append(c);
      } else if (at == lines.to()) {
        at = fold(text, parent, false);
        written = text.length();
      } else {
        at = escape(text, at);
        written = text.length();
      }
    }
  }

  private static void trim(StringBuilder text, int least) {
    int end = text.length();
    while (end > least && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == '\t')) {
      end--;
    }
    text.setLength(end);
  }

  /** Continues in the next line that is not blank; returns the index at which its text starts. */
  private int fold(StringBuilder text, int parent, boolean spaced) {
    int blank = -1;
    do {
      blank++;
      if (!lines.advance() || lines.isStart() || lines.isEnd() || lines.hasMark()) {
        throw NotSimple.HERE;
      }
      if (lines.isOdd() || lines.forbidden() != 0) {
        throw NotSimple.HERE;
      }
    } while (lines.isBlank());
    if (lines.indent() <= parent) {
      throw NotSimple.HERE;
    }
    if (blank > 0) {
      text.append("\n".repeat(blank));
    } else if (spaced) {
      text.append(' ');
    }
    return lines.skipBlanks(lines.content());
  }

  private int escape(StringBuilder text, int at) {
    char c = lines.chars()[at];
    int plain = "\"\\/ \t0abefnrtv".indexOf(c);
    if (plain >= 0) {
      text.append("\"\\/ \t\0\u0007\b\u001b\f\n\r\t\u000b".charAt(plain));
      return at + 1;
    }
    int digits = c == 'x' ? 2 : c == 'u' ? 4 : 0;
    if (digits == 0 || at + digits >= lines.to()) {
      throw NotSimple.HERE;
    }
    int value = 0;
    for (int i = at + 1; i <= at + digits; i++) {
      int digit = Character.digit(lines.chars()[i], 16);
      if (digit < 0 || lines.chars()[i] > 'f') {
        throw NotSimple.HERE;
      }
      value = 16 * value + digit;
    }
    if (Character.isSurrogate((char) value)) {
      throw NotSimple.HERE;
    }
    text.append((char) value);
    return at + 1 + digits;
  }
}
