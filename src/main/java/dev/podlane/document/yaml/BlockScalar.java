package dev.podlane.document.yaml;

import dev.podlane.document.DocumentException;
import dev.podlane.document.Problem;
import dev.podlane.document.TextChecks;
import dev.podlane.document.tree.TreeBuilder;

/** A literal ({@code |}) or folded ({@code >}) block; YAML 1.2, chapter 8.1. */
final class BlockScalar {
  private final Lines lines;
  private final TreeBuilder builder;
  private final boolean folded;
  private final int parent;
  private final StringBuilder text = new StringBuilder();
  private char chomping = ' ';
  private int indent = -1;
  private int end;
  private boolean more;

  /** Breaks of empty lines that the next content line, or the end, decides about. */
  private int breaks;

  private boolean any;
  private boolean lastHasBreak;
  private boolean lastIsIndented;

  /** Reads the header, which starts in the current line. */
  BlockScalar(Lines lines, TreeBuilder builder, int at, int parent) {
    this.lines = lines;
    this.builder = builder;
    this.parent = parent;
    this.folded = lines.chars()[at] == '>';
    int next = at + 1;
    for (int i = 0; i < 2 && next < lines.to(); i++) {
      char c = lines.chars()[next];
      if ((c == '+' || c == '-') && chomping == ' ') {
        chomping = c;
        next++;
      } else if (c >= '1' && c <= '9' && indent < 0) {
        indent = parent + c - '0';
        next++;
      }
    }
    if (parent < 0 || !lines.isRestEmpty(next) || !lines.hasBreak()) {
      throw NotSimple.HERE;
    }
    end = lines.end();
  }

  /** Returns its end in the text: after its last line that is not empty. */
  int end() {
    return end;
  }

  /** Returns true if there is a line after it, the current one. */
  boolean more() {
    return more;
  }

  String read() {
    int widest = 0;
    for (more = lines.advance(); more; more = lines.advance()) {
      if (lines.hasMark() || lines.isStart() || lines.isEnd()) {
        break;
      }
      check();
      int spaces = lines.indent();
      boolean empty = lines.content() == lines.to();
      if (empty && (indent < 0 || spaces <= indent)) {
        widest = indent < 0 ? Math.max(widest, spaces) : 0;
        breaks += lines.hasBreak() ? 1 : 0;
        continue;
      }
      if (indent < 0 && spaces > parent) {
        indent = spaces;
        if (widest > indent) {
          throw NotSimple.HERE;
        }
      }
      if (indent < 0 || spaces < indent) {
        if (lines.chars()[lines.content()] == '\t') {
          throw NotSimple.HERE;
        }
        break;
      }
      line();
    }
    if (indent < 0 && widest > 0) {
      throw NotSimple.HERE;
    }
    if (any && chomping != '-' && lastHasBreak) {
      text.append('\n');
    }
    if (chomping == '+') {
      text.append("\n".repeat(breaks));
    }
    return text.toString();
  }

  private void check() {
    if (lines.forbidden() != 0) {
      throw new DocumentException(
          Problem.error(
              builder.place(lines.number()), "text.control", TextChecks.name(lines.forbidden())));
    }
    if (lines.isOdd()) {
      throw NotSimple.HERE;
    }
  }

  private void line() {
    int from = lines.from() + indent;
    char first = lines.chars()[from];
    boolean indented = first == ' ' || first == '\t';
    if (any) {
      boolean folds = folded && !indented && !lastIsIndented;
      if (!folds) {
        text.append('\n');
      } else if (breaks == 0) {
        text.append(' ');
      }
    }
    text.append("\n".repeat(breaks));
    breaks = 0;
    text.append(lines.chars(), from, lines.to() - from);
    any = true;
    lastIsIndented = indented;
    lastHasBreak = lines.hasBreak();
    end = lines.end();
  }
}
