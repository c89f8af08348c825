package dev.podlane.scenario.read;

import java.util.List;

/** Finds keys in the text of a file, whose tree knows lines only. */
final class Columns {
  private static final int FAR = 200;

  private final List<String> lines;

  Columns(String text) {
    this.lines = text.lines().toList();
  }

  /**
   * The column of a key, from 1, which stands on the line of its value or above; 1 if it cannot be
   * found.
   */
  int of(String key, int line) {
    for (int at = line; at >= Math.max(1, line - FAR); at--) {
      int column = at > lines.size() ? 0 : column(lines.get(at - 1), key);
      if (column > 0) {
        return column;
      }
    }
    return 1;
  }

  private static int column(String line, String key) {
    int at = line.indexOf(key);
    while (at >= 0) {
      int end = at + key.length();
      boolean startsHere = at == 0 || " {,-\"'".indexOf(line.charAt(at - 1)) >= 0;
      String rest = line.substring(end).stripLeading();
      boolean isKey = rest.startsWith(":") || rest.startsWith("\":") || rest.startsWith("':");
      if (startsHere && isKey) {
        return at + 1;
      }
      at = line.indexOf(key, end);
    }
    return 0;
  }
}
