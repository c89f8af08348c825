package dev.podlane.document;

import org.jspecify.annotations.Nullable;

/** Reads the names of anchors and aliases, for {@link BlockReader} and {@link FlowReader}. */
final class AnchorReader {
  private final Lines lines;
  private final TreeBuilder builder;
  private final @Nullable Ranges ranges;
  private String name = "";
  private int start;

  AnchorReader(Lines lines, TreeBuilder builder, @Nullable Ranges ranges) {
    this.lines = lines;
    this.builder = builder;
    this.ranges = ranges;
  }

  /** The name that was read last. */
  String name() {
    return name;
  }

  /** Where the anchor that was read last starts in the text. */
  int start() {
    return start;
  }

  /**
   * Reads a name.
   *
   * @param at index of the sign before it
   * @return index after it
   * @throws NotSure if it has other characters than letters, digits and hyphens, or if what is
   *     filtered may be needed elsewhere
   */
  int read(int at) {
    char[] chars = lines.chars();
    int end = at + 1;
    while (end < lines.to() && isPart(chars[end])) {
      end++;
    }
    if (end == at + 1 || builder.filter != null) {
      throw NotSure.HERE;
    }
    start = lines.offset(at);
    name = new String(chars, at + 1, end - at - 1);
    return end;
  }

  private static boolean isPart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  }

  /** Takes the alias whose asterisk is there, and returns the index after it, where it must end. */
  int alias(int at) {
    int end = read(at);
    if (end < lines.to() && " \t,]}".indexOf(lines.chars()[end]) < 0) {
      throw NotSure.HERE;
    }
    AliasUse use = builder.alias(name, lines.number());
    if (ranges != null) {
      ranges.alias(use.target(), use.here(), start, lines.offset(end));
    }
    return end;
  }
}
