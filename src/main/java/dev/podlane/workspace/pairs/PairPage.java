package dev.podlane.workspace.pairs;

import java.util.List;

/**
 * A part of the matrix.
 *
 * @param pods number of pods that have a class
 * @param classes number of classes
 * @param totalRows number of rows of the whole matrix
 * @param totalColumns number of its columns
 * @param rows the senders of this part
 * @param columns its receivers
 * @param cells those asked about, row by row
 */
public record PairPage(
    int pods,
    int classes,
    int totalRows,
    int totalColumns,
    List<Group> rows,
    List<Column> columns,
    List<At> cells) {
  /**
   * A cell at its place.
   *
   * @param row index in the rows of the page
   * @param column index in its columns
   */
  public record At(int row, int column, Cell cell) {}

  public PairPage {
    rows = List.copyOf(rows);
    columns = List.copyOf(columns);
    cells = List.copyOf(cells);
  }
}
