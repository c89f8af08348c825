package dev.podlane.document.yaml;

import dev.podlane.document.tree.AliasUse;
import dev.podlane.document.tree.RangeListener;
import dev.podlane.document.tree.TreeBuilder;
import org.jspecify.annotations.Nullable;

/** Reads the names of anchors and aliases, for {@link BlockReader} and {@link FlowReader}. */
final class AnchorReader {
  private final Lines lines;
  private final TreeBuilder builder;
  private final @Nullable RangeListener ranges;
  private String name = "";
  private int start;

  AnchorReader(Lines lines, TreeBuilder builder, @Nullable RangeListener ranges) {
    this.lines = lines;
    this.builder = builder;
    this.ranges = ranges;
  }

  /** The name that was read last. */
  String name() {
    return name;
  }

  /** Returns the start of the last anchor in the text. */
  int start() {
    return start;
  }

  /**
   * Reads a name.
   *
   * @param at index of the sign before it
   * @return index after it
   * @throws NotSimple if it has other characters than letters, digits and hyphens, or if filtered
   *     fields may be referred to elsewhere
   */
  int read(int at) {
    char[] chars = lines.chars();
    int end = at + 1;
    while (end < lines.to() && isPart(chars[end])) {
      end++;
    }
    if (end == at + 1 || builder.filter() != null) {
      throw NotSimple.HERE;
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
      throw NotSimple.HERE;
    }
    AliasUse use = builder.alias(name, lines.number());
    if (ranges != null) {
      ranges.alias(use.target(), use.here(), start, lines.offset(end));
    }
    return end;
  }
}
