package dev.podlane.document;

/** Looks at a text before any parser does. */
public final class TextChecks {
  /** Longest piece of a line that a problem repeats. */
  private static final int NEAR = 80;

  /** The number of characters by which a text is told from other content. */
  private static final int HEAD = 2_000;

  private TextChecks() {}

  /** Refuses a text that cannot be a document: too long, empty, or no text at all. */
  public static void check(String file, String text, Limits limits) {
    if (text.length() > limits.characters()) {
      throw refused(file, "text.too-long", "" + limits.characters());
    }
    if (text.isBlank()) {
      throw refused(file, "text.empty");
    }
    String format = FileFormats.ofText(text);
    if (!format.isEmpty()) {
      throw refused(file, format);
    }
    int line = 1;
    for (int at = 0; at < Math.min(text.length(), HEAD); at++) {
      char c = text.charAt(at);
      line += c == '\n' ? 1 : 0;
      if (c == 0 || c == '\ufffd') {
        Place place = new Place(file, 0, line, "");
        throw new DocumentException(Problem.error(place, "text.binary", name(c)));
      }
    }
  }

  public static String name(int c) {
    return String.format("U+%04X", c);
  }

  public static DocumentException refused(String file, String code, String... args) {
    return new DocumentException(Problem.error(new Place(file, 0, 0, ""), code, args));
  }

  /**
   * Returns true if YAML 1.2 does not allow the character (production 1, c-printable). Surrogates
   * are checked where bytes are decoded.
   */
  public static boolean isForbidden(char c) {
    if (c < ' ') {
      return c != '\t' && c != '\r' && c != '\n';
    }
    return (c >= 0x7f && c < 0xa0 && c != 0x85) || c >= 0xfffd;
  }

  /** Returns true if no document may hold the character at an index, which may be half a pair. */
  public static boolean isForbidden(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
    return isForbidden(c);
  }

  /** Returns the text around a column, from 1, of a line. */
  public static String near(String line, int column) {
    if (line.length() <= NEAR) {
      return line.strip();
    }
    int middle = Math.min(Math.max(column - 1, 0), line.length());
    int from = Math.max(0, Math.min(middle - NEAR / 2, line.length() - NEAR));
    int to = Math.min(line.length(), from + NEAR);
    return (from > 0 ? "…" : "")
        + line.substring(from, to).strip()
        + (to < line.length() ? "…" : "");
  }

  /** A line of the text, from 1; empty if there is no such line. */
  public static String line(String text, int number) {
    return text.lines().skip(number - 1L).findFirst().orElse("");
  }

  /** Returns true if a character is a space or a tab. */
  public static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
