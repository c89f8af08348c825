package dev.podlane.console.nft.read;

/** nft refuses an input. */
public final class NftException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final int length;

  /**
   * A refusal.
   *
   * @param line line of the input, from 1
   * @param column first column of what is wrong, from 1
   * @param length its length
   * @param message text that nft prints behind {@code Error:}
   */
  public NftException(int line, int column, int length, String message) {
    super(message);
    this.line = line;
    this.column = column;
    this.length = length;
  }

  /** The text that nft prints behind {@code Error:}. */
  public String summary() {
    return String.valueOf(getMessage());
  }

  /** Line of the input, from 1. */
  public int line() {
    return line;
  }

  /**
   * The text nft prints: place, message, the line and a mark below what is wrong.
   *
   * @param file name of the input as nft prints it; empty for words of a command line
   * @param input the whole input
   */
  public String text(String file, String input) {
    String[] lines = input.split("\n", -1);
    String at = line <= lines.length ? lines[line - 1] : "";
    String where = file + ":" + line + ":" + column + "-" + (column + length - 1) + ": ";
    String place = (file.isEmpty() ? "" : where) + "Error: ";
    StringBuilder mark = new StringBuilder();
    for (int i = 0; i < column - 1; i++) {
      mark.append(i < at.length() && at.charAt(i) == '\t' ? '\t' : ' ');
    }
    return place + summary() + "\n" + at + "\n" + mark + "^".repeat(Math.max(1, length));
  }
}
