package dev.podlane.document.yaml;

import dev.podlane.document.TextChecks;

/**
 * The first and last characters of plain scalars in braces and brackets, for {@link FlowReader}.
 */
final class PlainInFlow {
  private static final String ENDS = ",[]{}";
  private static final String NO_START = "-?:,[]{}#&*!|>'\"%@`\t";

  private PlainInFlow() {}

  /** Returns true if the character ends a plain scalar in any place. */
  static boolean isEnd(char c) {
    return ENDS.indexOf(c) >= 0;
  }

  /**
   * Looks whether a plain scalar starts there.
   *
   * @throws NotSimple if none does, or perhaps none
   */
  static void requireStart(Lines lines, int at) {
    char first = lines.chars()[at];
    if (NO_START.indexOf(first) < 0) {
      return;
    }
    char second = at + 1 < lines.to() ? lines.chars()[at + 1] : ' ';
    if (first != '-' || !(Character.isLetterOrDigit(second) || second == '.' || second == '-')) {
      throw NotSimple.HERE;
    }
  }

  /** Index where a plain scalar in the current line ends, blanks behind it included. */
  static int stop(Lines lines, int from) {
    char[] chars = lines.chars();
    int to = lines.to();
    for (int i = from; i < to; i++) {
      char c = chars[i];
      if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z')) {
        continue;
      }
      if (isEnd(c)
          || (c == ':' && (i + 1 == to || TextChecks.isBlank(chars[i + 1]) || isEnd(chars[i + 1])))
          || (c == '#' && i > from && TextChecks.isBlank(chars[i - 1]))) {
        return i;
      }
    }
    return to;
  }

  /** The stop without the blanks before it. */
  static int trimmed(Lines lines, int from, int stop) {
    char[] chars = lines.chars();
    int end = stop;
    while (end > from && TextChecks.isBlank(chars[end - 1])) {
      end--;
    }
    return end;
  }
}
