package dev.podlane.document.yaml;

import dev.podlane.document.ScalarValue;
import dev.podlane.document.tree.RangeListener;
import dev.podlane.document.tree.TreeBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Reads the YAML that tools print and people write: block mappings and sequences, plain and quoted
 * scalars, literal and folded blocks, collections in braces and brackets, and comments. It gives up
 * on anything else, and on anything that may be wrong, and {@link YamlReader} reads the text
 * instead. Both give equal trees for the texts it reads; each character is looked at a few times at
 * most.
 */
public final class BlockReader {
  private final Lines lines;
  private final DocumentLines document;
  private final TreeBuilder builder;
  private final @Nullable RangeListener ranges;
  private final ScalarReader scalars;
  private final FlowReader flows;
  private final AnchorReader anchors;

  public BlockReader(Lines lines, TreeBuilder builder, @Nullable RangeListener ranges) {
    this.lines = lines;
    this.document = new DocumentLines(lines, builder);
    this.builder = builder;
    this.ranges = ranges;
    this.scalars = new ScalarReader(lines, builder, ranges);
    this.anchors = new AnchorReader(lines, builder, ranges);
    this.flows = new FlowReader(lines, builder, ranges, anchors);
  }

  /**
   * Reads the document whose first line with content is the current one, up to the line that starts
   * or ends another, which stays to be read.
   *
   * @throws NotSimple if the document is to be read by others
   */
  public void document() {
    document.begin();
    node(lines.content(), lines.indent(), -1);
    if (document.more()) {
      throw NotSimple.HERE;
    }
  }

  /**
   * Reads a node.
   *
   * @param at index of its start in the current line
   * @param column its column, from 0
   * @param parent column of the collection it is in; -1 if none
   */
  private void node(int at, int column, int parent) {
    char[] chars = lines.chars();
    if (document.isDash(at)) {
      sequence(at, column, lines.number(), "");
      return;
    }
    char first = chars[at];
    if (first == '?' && document.isBlankOrEnd(at + 1)) {
      throw NotSimple.HERE;
    }
    if (scalars.key(at)) {
      mapping(at, column, lines.number(), "");
    } else {
      value(at, parent, "");
    }
  }

  private void sequence(int first, int column, int start, String anchor) {
    builder.startList(start, anchor);
    int at = first;
    while (true) {
      int line = lines.number();
      int inner = lines.skipBlanks(at + 1);
      if (lines.isRestEmpty(at + 1)) {
        int offset = lines.offset(at + 1);
        document.next();
        if (document.more() && lines.indent() > column) {
          node(lines.content(), /* column= */ lines.indent(), /* parent= */ column);
        } else {
          nothing(line, offset);
        }
      } else {
        for (int i = at + 1; i < inner; i++) {
          if (lines.chars()[i] == '\t') {
            throw NotSimple.HERE;
          }
        }
        if (!named(inner, column, false)) {
          node(inner, column + inner - at, column);
        }
      }
      if (!document.more() || lines.indent() < column) {
        break;
      }
      at = lines.content();
      if (lines.indent() > column) {
        throw NotSimple.HERE;
      }
      if (!document.isDash(at)) {
        break;
      }
    }
    builder.end();
  }

  /** The key of the first entry has been found by {@link ScalarReader#key}. */
  private void mapping(int first, int column, int start, String anchor) {
    builder.startMap(start, anchor);
    int at = first;
    while (true) {
      if (ranges != null) {
        ranges.key(lines.offset(at), lines.offset(scalars.keyEnd()));
      }
      if (scalars.merges() && builder.filter() != null) {
        throw NotSimple.HERE;
      }
      if (scalars.merges()) {
        builder.key(scalars.keyText(), lines.number(), true);
        entry(scalars.afterColon(), column);
      } else if (builder.takes(scalars.keyText())) {
        builder.key(scalars.keyText(), lines.number(), false);
        entry(scalars.afterColon(), column);
      } else {
        document.passOver(scalars.afterColon(), column);
      }
      if (!document.more() || lines.indent() < column) {
        break;
      }
      at = lines.content();
      if (lines.indent() > column || document.isDash(at)) {
        if (lines.indent() == column) {
          break;
        }
        throw NotSimple.HERE;
      }
      if (!scalars.key(at)) {
        throw NotSimple.HERE;
      }
    }
    builder.end();
  }

  /** The value after a colon, in the same line or in those below it. */
  private void entry(int after, int column) {
    if (!lines.isRestEmpty(after)) {
      int at = lines.skipBlanks(after);
      for (int i = after; i < at; i++) {
        if (lines.chars()[i] == '\t') {
          throw NotSimple.HERE;
        }
      }
      if (document.isDash(at) || (lines.chars()[at] == '?' && document.isBlankOrEnd(at + 1))) {
        throw NotSimple.HERE;
      }
      if (!named(at, column, true)) {
        value(at, column, "");
      }
      return;
    }
    int line = lines.number();
    int offset = lines.offset(after);
    document.next();
    if (document.more() && lines.indent() > column) {
      node(lines.content(), /* column= */ lines.indent(), /* parent= */ column);
    } else if (document.more() && lines.indent() == column && document.isDash(lines.content())) {
      sequence(lines.content(), column, lines.number(), "");
    } else {
      nothing(line, offset);
    }
  }

  /**
   * Reads an alias, or a value with an anchor, and says whether there is one.
   *
   * @param inMap true if a sequence may be at the same column
   */
  private boolean named(int at, int column, boolean inMap) {
    char sign = lines.chars()[at];
    if (sign == '*') {
      if (!lines.isRestEmpty(anchors.alias(at))) {
        throw NotSimple.HERE;
      }
      document.next();
      return true;
    }
    if (sign != '&') {
      return false;
    }
    int end = anchors.read(at);
    if (!document.isBlankOrEnd(end)) {
      throw NotSimple.HERE;
    }
    if (lines.isRestEmpty(end)) {
      below(column, inMap, lines.number(), anchors.name());
    } else {
      int inner = end;
      while (lines.chars()[inner] == ' ') {
        inner++;
      }
      if (lines.chars()[inner] == '\t') {
        throw NotSimple.HERE;
      }
      scalars.anchored(anchors.name(), anchors.start());
      value(inner, column, anchors.name());
    }
    return true;
  }

  /** A collection in the lines below its anchor. */
  private void below(int column, boolean inMap, int line, String anchor) {
    document.next();
    int least = inMap && document.more() && document.isDash(lines.content()) ? column : column + 1;
    if (!document.more() || lines.indent() < least) {
      throw NotSimple.HERE;
    }
    if (document.isDash(lines.content())) {
      sequence(lines.content(), lines.indent(), line, anchor);
    } else if (scalars.key(lines.content())) {
      mapping(lines.content(), lines.indent(), line, anchor);
    } else {
      throw NotSimple.HERE;
    }
  }

  private void nothing(int line, int offset) {
    ScalarValue value = new ScalarValue(line, ScalarValue.Type.NULL, "");
    if (ranges != null) {
      ranges.scalar(value, offset, offset, "", false);
    }
    builder.scalar(value, "", true);
  }

  /** A value that is no block collection. */
  private void value(int at, int parent, String anchor) {
    char first = lines.chars()[at];
    if (first == '{' || first == '[') {
      scalars.anchored("", 0);
      int after = flows.read(at, parent, anchor);
      if (!lines.isRestEmpty(after)) {
        throw NotSimple.HERE;
      }
      document.next();
      return;
    }
    document.settle(scalars.value(at, parent));
  }
}
