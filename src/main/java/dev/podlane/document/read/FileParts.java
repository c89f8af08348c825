package dev.podlane.document.read;

import dev.podlane.document.TextChecks;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a text apart into the files that it was put together from. Before each stands a line {@code
 * # File: path}, at the start of the text or after a line {@code ---} or {@code ...}; no document
 * can have such a line within.
 */
public final class FileParts {
  private static final String MARK = "# File: ";
  private static final int LONGEST = 500;

  private FileParts() {}

  /**
   * A file within a text.
   *
   * @param file its path as the user knows it; empty if nothing says it
   * @param boundary line before the file that gives its path
   * @param text content of the file; its lines are counted from 1
   */
  public record Part(String file, String boundary, String text) {}

  /**
   * Returns the line before a file in a text, its line end included.
   *
   * @param path in which line ends and control characters are replaced, and which is cut if it is
   *     long
   * @param first true if it is the first file
   * @param hasDirectives true if the file begins with a directive, which hyphens may not precede
   */
  public static String boundary(String path, boolean first, boolean hasDirectives) {
    StringBuilder name = new StringBuilder();
    path.codePoints()
        .limit(LONGEST)
        .map(c -> isPrintable(c) ? c : '?')
        .forEach(name::appendCodePoint);
    String before = hasDirectives ? first ? "" : "...\n" : "---\n";
    return before + MARK + name.toString().strip() + "\n";
  }

  private static boolean isPrintable(int c) {
    boolean endsLine = c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    return !endsLine && (c > 0xffff || !TextChecks.isForbidden((char) c));
  }

  /**
   * The parts of a text, at least one.
   *
   * @param file name for the text before the first boundary
   */
  public static List<Part> of(String file, String text) {
    List<Part> parts = new ArrayList<>();
    String name = file;
    int begin = 0;
    int from = 0;
    for (int at = next(text, 0); at >= 0; at = next(text, from)) {
      int start = startOfBoundary(text, at);
      if (start > begin || at > 0) {
        add(parts, name, text, begin, from, start);
      }
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      name = text.substring(at + MARK.length(), end).strip();
      begin = start;
      from = Math.min(text.length(), end + 1);
    }
    add(parts, name, text, begin, from, text.length());
    return parts;
  }

  private static void add(
      List<Part> parts, String name, String text, int begin, int from, int end) {
    parts.add(new Part(name, text.substring(begin, from), text.substring(from, end)));
  }

  /** Returns the index of the next mark; -1 if there is none. */
  private static int next(String text, int from) {
    int at = from;
    while (true) {
      at = text.indexOf(MARK, at);
      if (at < 0 || isMark(text, at)) {
        return at;
      }
      at += MARK.length();
    }
  }

  private static boolean isMark(String text, int at) {
    int end = text.indexOf('\n', at);
    boolean named = (end < 0 ? text.length() : end) > at + MARK.length();
    return named && (at == 0 || startOfBoundary(text, at) < at);
  }

  /**
   * Returns the start of the line of hyphens or dots before a mark; the mark itself if there is
   * none.
   */
  private static int startOfBoundary(String text, int at) {
    int line = at - 4;
    boolean parted =
        line >= 0
            && (text.startsWith("---\n", line) || text.startsWith("...\n", line))
            && (line == 0 || text.charAt(line - 1) == '\n');
    return parted ? line : at;
  }
}
