package dev.podlane.document;

import java.util.regex.Pattern;

/** Strings and other scalars of a JSON text. */
final class JsonStrings {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]{0,300})(\\.[0-9]{1,300})?([eE][-+]?[0-9]{1,9})?");

  private final String text;
  private int failedAt;

  JsonStrings(String text) {
    this.text = text;
  }

  /** The type of a word outside quotes; TEXT if JSON knows no such word. */
  static ScalarValue.Type typeOf(String word) {
    if (word.equals("true") || word.equals("false")) {
      return ScalarValue.Type.BOOLEAN;
    }
    if (word.equals("null")) {
      return ScalarValue.Type.NULL;
    }
    if (!NUMBER.matcher(word).matches()) {
      return ScalarValue.Type.TEXT;
    }
    boolean fraction = word.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E');
    return fraction ? ScalarValue.Type.FLOAT : ScalarValue.Type.INTEGER;
  }

  /** Position after the closing quote of the string that opens at {@code start}; -1 if broken. */
  int endOf(int start) {
    for (int at = start + 1; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '"') {
        return at + 1;
      }
      if (c == '\\') {
        at++;
        if (!isEscape(at)) {
          failedAt = Math.min(at, text.length());
          return -1;
        }
      } else if (c == '\n') {
        failedAt = at;
        return -1;
      }
    }
    failedAt = text.length();
    return -1;
  }

  int failedAt() {
    return failedAt;
  }

  private boolean isEscape(int at) {
    if (at >= text.length()) {
      return false;
    }
    if (text.charAt(at) != 'u') {
      return "\"\\/bfnrt".indexOf(text.charAt(at)) >= 0;
    }
    for (int digit = at + 1; digit <= at + 4; digit++) {
      if (digit >= text.length() || Character.digit(text.charAt(digit), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  String unescaped(int from, int to) {
    int slash = text.indexOf('\\', from);
    if (slash < 0 || slash >= to) {
      return text.substring(from, to);
    }
    StringBuilder plain = new StringBuilder(to - from);
    int at = from;
    while (at < to) {
      char c = text.charAt(at);
      char escape = c == '\\' ? text.charAt(at + 1) : ' ';
      if (c != '\\') {
        plain.append(c);
        at++;
      } else if (escape == 'u') {
        plain.append((char) Integer.parseInt(text.substring(at + 2, at + 6), 16));
        at += 6;
      } else {
        int which = "bfnrt".indexOf(escape);
        plain.append(which < 0 ? escape : "\b\f\n\r\t".charAt(which));
        at += 2;
      }
    }
    return plain.toString();
  }
}
