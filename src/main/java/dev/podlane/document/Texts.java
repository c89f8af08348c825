package dev.podlane.document;

/** Looks at a text before any parser does. */
final class Texts {
  private Texts() {}

  /** Refuses what no document can be: too long, empty, binary, or with lines beyond all bounds. */
  static void check(String file, String text, Limits limits) {
    int most = limits.codePoints();
    if (text.length() > most && text.codePointCount(0, text.length()) > most) {
      throw refused(file, 0, "text.too-long", "" + most);
    }
    if (text.isBlank()) {
      throw refused(file, 0, "text.empty");
    }
    int line = 1;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
      } else if (isForbidden(text, at, c)) {
        String code = c == 0 || c == '\ufffd' ? "text.binary" : "text.control";
        throw refused(file, line, code, String.format("U+%04X", (int) c));
      }
    }
  }

  /** Refuses lines so long that the YAML scanner, quadratic in them, would not come back. */
  static void checkLines(String file, String text, Limits limits) {
    double work = 0;
    int line = 1;
    for (int from = 0; from < text.length(); line++) {
      int end = text.indexOf('\n', from);
      end = end < 0 ? text.length() : end;
      work += (double) (end - from) * (end - from);
      if (work > limits.lineWork()) {
        throw refused(file, line, "text.long-line", "" + (end - from));
      }
      from = end + 1;
    }
  }

  private static DocumentException refused(String file, int line, String code, String... args) {
    return new DocumentException(Problem.error(new Place(file, 0, line, ""), code, args));
  }

  /** Whether YAML 1.2 (production 1, c-printable) has no room for the character. */
  private static boolean isForbidden(String text, int at, char c) {
    if (c < ' ') {
      return c != '\t' && c != '\r';
    }
    if (Character.isHighSurrogate(c)) {
      return at + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
    return (c >= 0x7f && c < 0xa0 && c != 0x85) || c >= 0xfffd;
  }

  /** A line of the text, from 1; empty if there is no such line. */
  static String line(String text, int number) {
    int from = 0;
    for (int line = 1; line < number; line++) {
      from = text.indexOf('\n', from) + 1;
      if (from == 0) {
        return "";
      }
    }
    int end = text.indexOf('\n', from);
    return text.substring(from, end < 0 ? text.length() : end);
  }
}
