package dev.podlane.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
   * @param start index of its first character
   * @param end index after its last character
   * @param by what stands there instead
   */
  record Cut(int start, int end, String by) {
    static final Comparator<Cut> ORDER =
        Comparator.comparingInt(Cut::start).thenComparingInt(Cut::end);
  }

  private static final String EMPTY = "\"\"";

  private final Marks marks;
  private final Spans spans;
  private final String text;
  private final IdentityHashMap<ScalarValue, Integer> indexes = new IdentityHashMap<>();
  private final List<Cut> all = new ArrayList<>();
  private final Set<ScalarValue> blank;

  Cuts(Marks marks, Spans spans, String text) {
    this.marks = marks;
    this.spans = spans;
    this.text = text;
    if (!spans.hasAliases()) {
      for (int i = 0; i < spans.told(); i++) {
        if (spans.value(i) instanceof ScalarValue scalar && marks.isSecret(scalar)) {
          cut(i, true);
        }
      }
      blank = marks.marked();
      return;
    }
    blank = Marks.identities();
    indexes.putAll(indexes(spans));
    Map<Integer, List<ScalarValue>> groups = groups();
    groups.forEach(this::group);
    for (int i = 0; i < spans.told(); i++) {
      if (spans.value(i) instanceof ScalarValue scalar
          && marks.isSecret(scalar)
          && spans.target(scalar) == null
          && !groups.containsKey(i)) {
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

  /** Where each scalar, and each alias of one, stands among spans. */
  static IdentityHashMap<ScalarValue, Integer> indexes(Spans spans) {
    IdentityHashMap<ScalarValue, Integer> indexes = new IdentityHashMap<>(spans.told());
    for (int i = 0; i < spans.told(); i++) {
      if (spans.value(i) instanceof ScalarValue scalar) {
        indexes.put(scalar, i);
      }
    }
    return indexes;
  }

  /** The aliases of each scalar that has some, by its index, in the order of the text. */
  private Map<Integer, List<ScalarValue>> groups() {
    Map<Integer, List<ScalarValue>> groups = new LinkedHashMap<>();
    for (int i = 0; i < spans.told(); i++) {
      ScalarValue target = spans.target(spans.value(i));
      Integer anchored = target == null ? null : indexes.get(target);
      if (anchored != null && spans.value(i) instanceof ScalarValue alias) {
        groups.computeIfAbsent(anchored, any -> new ArrayList<>()).add(alias);
      }
    }
    return groups;
  }

  private void group(int index, List<ScalarValue> aliases) {
    if (!(spans.value(index) instanceof ScalarValue anchored)) {
      return;
    }
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
          define(index, anchored, alias);
          moves = false;
        }
      }
    }
  }

  private void define(int index, ScalarValue anchored, ScalarValue alias) {
    Integer to = indexes.get(alias);
    if (to != null) {
      String value = "&" + spans.anchor(index) + " " + YamlText.inline(anchored);
      all.add(new Cut(spans.start(to), spans.end(to), value));
    }
  }

  /** Leaves two quotes, the anchor if aliases need it, and as many line ends as there were. */
  private void blank(ScalarValue scalar, boolean withAnchor) {
    blank.add(scalar);
    Integer index = indexes.get(scalar);
    if (index != null) {
      cut(index, withAnchor);
    }
  }

  private void cut(int index, boolean withAnchor) {
    int lines = lines(spans.start(index), spans.end(index));
    String anchor = spans.anchor(index);
    String named = anchor == null || anchor.isEmpty() || !withAnchor ? "" : "&" + anchor + " ";
    String indent = spans.isBlock(index) || lines == 0 ? "" : " ";
    String by =
        named.isEmpty() && lines == 0 && indent.isEmpty()
            ? EMPTY
            : named + EMPTY + "\n".repeat(lines) + indent;
    all.add(new Cut(spans.start(index), spans.end(index), by));
  }

  private int lines(int start, int end) {
    int lines = 0;
    for (int i = start; i < end; i++) {
      lines += endsLine(text, i) ? 1 : 0;
    }
    return lines;
  }

  /** Whether a line ends with this character: a line feed, or a carriage return without one. */
  static boolean endsLine(String text, int at) {
    char c = text.charAt(at);
    return c == '\n' || (c == '\r' && (at + 1 == text.length() || text.charAt(at + 1) != '\n'));
  }
}
