package dev.podlane.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Decides for each scalar and alias of a text whether it is replaced, and by what. A secret that an
 * alias repeats where it is read, such as {@code value: &n web} and {@code name: *n}, is blanked at
 * its anchor, and the first of those aliases becomes the anchor.
 */
final class Cuts {
  /**
   * Text to replace.
   *
   * @param start index of its first code point
   * @param end index after its last code point
   * @param by what stands there instead
   */
  record Cut(int start, int end, String by) {
    static final Comparator<Cut> ORDER =
        Comparator.comparingInt(Cut::start).thenComparingInt(Cut::end);
  }

  private static final String EMPTY = "\"\"";

  private final Marks marks;
  private final Spans spans;
  private final int[] points;
  private final List<Cut> all = new ArrayList<>();
  private final Set<ScalarValue> blank = Marks.identities();

  Cuts(Marks marks, Spans spans, int[] points) {
    this.marks = marks;
    this.spans = spans;
    this.points = points;
    Set<ScalarValue> grouped = Marks.identities();
    for (ScalarValue anchored : spans.anchored()) {
      List<ScalarValue> aliases = spans.aliases(anchored);
      grouped.add(anchored);
      grouped.addAll(aliases);
      group(anchored, aliases);
    }
    for (ScalarValue scalar : spans.scalars()) {
      if (marks.isSecret(scalar) && !grouped.contains(scalar)) {
        blank(scalar, true);
      }
    }
  }

  /** The replacements, in no order. */
  List<Cut> all() {
    return all;
  }

  /** The scalars that are empty afterwards. */
  Set<ScalarValue> blank() {
    return blank;
  }

  private void group(ScalarValue anchored, List<ScalarValue> aliases) {
    boolean read = marks.isMeant(anchored) || aliases.stream().anyMatch(marks::isMeant);
    boolean secret = marks.isSecret(anchored) || aliases.stream().anyMatch(marks::isSecret);
    if (secret && !read) {
      blank(anchored, true);
      blank.addAll(aliases);
    } else if (secret) {
      boolean moves = marks.isSecret(anchored);
      if (moves) {
        blank(anchored, false);
      }
      for (ScalarValue alias : aliases) {
        if (marks.isSecret(alias)) {
          blank(alias, false);
        } else if (moves) {
          define(anchored, alias);
          moves = false;
        }
      }
    }
  }

  private void define(ScalarValue anchored, ScalarValue alias) {
    TreeBuilder.Span from = spans.of(anchored);
    TreeBuilder.Span to = spans.of(alias);
    if (from != null && to != null) {
      String value = "&" + from.anchor() + " " + YamlText.inline(anchored);
      all.add(new Cut(to.start(), to.end(), value));
    }
  }

  /** Leaves two quotes, the anchor if aliases need it, and as many line ends as there were. */
  private void blank(ScalarValue scalar, boolean withAnchor) {
    TreeBuilder.Span span = spans.of(scalar);
    blank.add(scalar);
    if (span == null) {
      return;
    }
    int lines = 0;
    for (int i = span.start(); i < span.end(); i++) {
      lines += points[i] == '\n' ? 1 : 0;
    }
    String anchor = span.anchor().isEmpty() || !withAnchor ? "" : "&" + span.anchor() + " ";
    String indent = span.block() || lines == 0 ? "" : " ";
    all.add(new Cut(span.start(), span.end(), anchor + EMPTY + "\n".repeat(lines) + indent));
  }
}
