package dev.podlane.document.yaml;

import dev.podlane.document.DocumentException;
import dev.podlane.document.Problem;
import dev.podlane.document.TextChecks;
import dev.podlane.document.tree.TreeBuilder;

/** Goes through the lines of one document, for {@link BlockReader}. */
final class DocumentLines {
  private final Lines lines;
  private final TreeBuilder builder;

  private boolean more;

  DocumentLines(Lines lines, TreeBuilder builder) {
    this.lines = lines;
    this.builder = builder;
  }

  /** Returns true if the current line belongs to the document and is not empty. */
  boolean more() {
    return more;
  }

  /** Begins at the current line. */
  void begin() {
    more = true;
    checkLine();
  }

  /** Goes to the next line that has something to say. */
  void next() {
    do {
      if (!lines.advance()) {
        more = false;
        return;
      }
      if (endsHere()) {
        return;
      }
    } while (lines.isBlank() || lines.isComment());
    more = true;
    checkLine();
  }

  /** As {@link #next()}, where the current line may itself be the next one. */
  void settle(boolean read) {
    if (!read) {
      more = false;
    } else if (!endsHere()) {
      if (lines.isBlank() || lines.isComment()) {
        next();
      } else {
        more = true;
        checkLine();
      }
    }
  }

  private boolean endsHere() {
    if (lines.isStart() || lines.isEnd() || lines.hasMark()) {
      lines.hold();
      more = false;
      return true;
    }
    checkAllowed();
    return false;
  }

  private void checkLine() {
    checkAllowed();
    if (lines.isOdd() || lines.chars()[lines.content()] == '\t') {
      throw NotSimple.HERE;
    }
  }

  private void checkAllowed() {
    if (lines.forbidden() != 0) {
      throw new DocumentException(
          Problem.error(
              builder.place(lines.number()), "text.control", TextChecks.name(lines.forbidden())));
    }
  }

  /** Returns true if a blank or the end of the line is there. */
  boolean isBlankOrEnd(int at) {
    return at >= lines.to() || lines.chars()[at] == ' ' || lines.chars()[at] == '\t';
  }

  /** Returns true if an item of a sequence starts there. */
  boolean isDash(int at) {
    return lines.chars()[at] == '-' && isBlankOrEnd(at + 1);
  }

  /**
   * Skips an unwanted value: all lines that are indented more, or a sequence at the same column. An
   * anchor in it is not known to an alias elsewhere, so that another reader reads the document
   * then.
   */
  void passOver(int after, int column) {
    boolean list = lines.isRestEmpty(after);
    while (true) {
      if (!lines.advance()) {
        more = false;
        return;
      }
      if (endsHere()) {
        return;
      }
      int indent = lines.indent();
      boolean inside = indent > column || (list && indent == column && isDashHere());
      if (!inside && !lines.isBlank() && !lines.isComment()) {
        checkLine();
        return;
      }
    }
  }

  private boolean isDashHere() {
    return lines.content() < lines.to() && isDash(lines.content());
  }
}
