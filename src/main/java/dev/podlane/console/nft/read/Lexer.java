package dev.podlane.console.nft.read;

import java.util.Arrays;

/** Cuts an input into tokens (src/scanner.l of nftables). */
final class Lexer {
  static final byte WORD = 0;
  static final byte STRING = 1;
  static final byte SYMBOL = 2;
  static final byte SEPARATOR = 3;
  static final byte END = 4;

  private final String text;
  private byte[] kinds = new byte[256];
  private int[] starts = new int[256];
  private int[] ends = new int[256];
  private int count;
  private int at;

  Lexer(String text) {
    this.text = text;
  }

  Tokens tokens() {
    while (at < text.length()) {
      next();
    }
    add(END, text.length(), text.length());
    return new Tokens(
        text,
        Arrays.copyOf(kinds, count),
        Arrays.copyOf(starts, count),
        Arrays.copyOf(ends, count));
  }

  private void add(byte kind, int start, int end) {
    if (count == kinds.length) {
      kinds = Arrays.copyOf(kinds, count * 2);
      starts = Arrays.copyOf(starts, count * 2);
      ends = Arrays.copyOf(ends, count * 2);
    }
    kinds[count] = kind;
    starts[count] = start;
    ends[count] = end;
    count++;
  }

  private void next() {
    char first = text.charAt(at);
    int start = at;
    if (first == ' ' || first == '\t' || first == '\r') {
      at++;
    } else if (first == '\\' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
      at += 2;
    } else if (first == '#') {
      int end = text.indexOf('\n', at);
      at = end < 0 ? text.length() : end;
    } else if (first == '\n' || first == ';') {
      at++;
      add(SEPARATOR, start, at);
    } else if (first == '"') {
      string();
    } else if (isWord(first) || first == '$') {
      word();
    } else if (text.startsWith("::", at)) {
      at = colons(at);
      add(WORD, start, at);
    } else {
      symbol();
    }
  }

  private void string() {
    int end = text.indexOf('"', at + 1);
    int line = text.indexOf('\n', at);
    if (end < 0 || (line >= 0 && line < end)) {
      throw Tokens.error(text, at, at + 1, "syntax error, unexpected junk");
    }
    add(STRING, at + 1, end);
    at = end + 1;
  }

  private void symbol() {
    String two = at + 1 < text.length() ? text.substring(at, at + 2) : "";
    boolean isTwo =
        two.equals("==")
            || two.equals("!=")
            || two.equals("<=")
            || two.equals(">=")
            || two.equals("<<")
            || two.equals(">>");
    int length = isTwo ? 2 : 1;
    add(SYMBOL, at, at + length);
    at += length;
  }

  private void word() {
    int start = at;
    int address = colons(at);
    if (address > at) {
      at = address;
    } else if (Character.isDigit(text.charAt(at))) {
      at = end(at, ".");
    } else {
      at = end(at + 1, "_/-.");
      if (at < text.length() && text.charAt(at) == '*') {
        at++;
      }
    }
    add(WORD, start, at);
  }

  private int end(int from, String more) {
    int end = from;
    while (end < text.length()
        && (isAlphanumeric(text.charAt(end)) || more.indexOf(text.charAt(end)) >= 0)) {
      end++;
    }
    return end;
  }

  /** The end of an address with colons that begins here, or {@code from} if none does. */
  private int colons(int from) {
    int end = from;
    int colons = 0;
    while (end < text.length()) {
      char here = text.charAt(end);
      if (here == ':') {
        colons++;
      } else if (Character.digit(here, 16) < 0 && here != '.') {
        break;
      }
      end++;
    }
    boolean isWhole = end == text.length() || !isAlphanumeric(text.charAt(end));
    return colons >= 2 && isWhole ? end : from;
  }

  private static boolean isAlphanumeric(char here) {
    return (here >= 'a' && here <= 'z')
        || (here >= 'A' && here <= 'Z')
        || (here >= '0' && here <= '9');
  }

  private static boolean isWord(char here) {
    return isAlphanumeric(here) || here == '_';
  }
}
