package dev.podlane.cluster.dns.server;

import java.util.ArrayList;
import java.util.List;

/** Splits a Corefile into words by line, as caddyfile's lexer does. */
final class CorefileTokens {
  /** Most characters of a Corefile that are read. */
  static final int MOST_CHARACTERS = 200_000;

  /** A line that has words. */
  record Line(int number, List<String> words) {
    Line {
      words = List.copyOf(words);
    }
  }

  private final String text;
  private final List<Line> lines = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private int at;
  private int line = 1;
  private int first = 1;

  private CorefileTokens(String text) {
    this.text = text;
  }

  /**
   * The lines of a text.
   *
   * @throws CorefileException if it is too long, or a quotation has no end
   */
  static List<Line> of(String text) throws CorefileException {
    if (text.length() > MOST_CHARACTERS) {
      throw new CorefileException(1, text.length() + " characters");
    }
    return new CorefileTokens(text).read();
  }

  private List<Line> read() throws CorefileException {
    while (at < text.length()) {
      char next = text.charAt(at);
      if (next == '\n') {
        endLine();
        line++;
        at++;
      } else if (Character.isWhitespace(next)) {
        at++;
      } else if (next == '#') {
        while (at < text.length() && text.charAt(at) != '\n') {
          at++;
        }
      } else {
        if (words.isEmpty()) {
          first = line;
        }
        words.add(next == '"' ? quoted() : word());
      }
    }
    endLine();
    return List.copyOf(lines);
  }

  private void endLine() {
    if (!words.isEmpty()) {
      lines.add(new Line(first, words));
      words.clear();
    }
  }

  private String word() {
    int begin = at;
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.substring(begin, at);
  }

  /** A quotation may go over lines; only quotation marks are escaped in it. */
  private String quoted() throws CorefileException {
    int began = line;
    StringBuilder quoted = new StringBuilder();
    at++;
    while (at < text.length()) {
      char next = text.charAt(at++);
      if (next == '"') {
        return quoted.toString();
      }
      boolean escapes = next == '\\' && at < text.length() && text.charAt(at) == '"';
      if (escapes) {
        next = text.charAt(at++);
      } else if (next == '\n') {
        line++;
      }
      quoted.append(next);
    }
    throw new CorefileException(began, "\"");
  }
}
