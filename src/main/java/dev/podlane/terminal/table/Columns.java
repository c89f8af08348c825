package dev.podlane.terminal.table;

import java.util.ArrayList;
import java.util.List;

/** Rows of cells, each column as wide as its widest cell. */
public final class Columns {
  private static final int GAP = 3;

  private Columns() {}

  /** The lines of a table; all rows have the same number of cells. */
  public static List<String> of(List<List<String>> rows) {
    return of(rows, GAP);
  }

  /**
   * The lines of a table.
   *
   * @param gap number of blanks between columns
   */
  public static List<String> of(List<List<String>> rows, int gap) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        line.append(row.get(i));
        line.append(" ".repeat(widths[i] - row.get(i).length() + gap));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }
}
