package dev.podlane.document.redact;

import dev.podlane.document.ScalarValue;
import dev.podlane.document.YamlText;
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
   * @param by replacement text
   */
  record Cut(int start, int end, String by) {
    static final Comparator<Cut> ORDER =
        Comparator.comparingInt(Cut::start).thenComparingInt(Cut::end);
  }

  private static final String EMPTY = "\"\"";

  private final MarkedScalars marks;
  private final TextSpans spans;
  private final String text;
  private final IdentityHashMap<ScalarValue, Integer> indexes = new IdentityHashMap<>();
  private final List<Cut> all = new ArrayList<>();
  private final Set<ScalarValue> blank;
  private final Map<ScalarValue, String> partly;

  Cuts(MarkedScalars marks, TextSpans spans, String text) {
    this.marks = marks;
    this.spans = spans;
    this.text = text;
    if (!spans.hasAliases()) {
      partly = marks.partly();
      for (int i = 0; i < spans.told(); i++) {
        if (spans.value(i) instanceof ScalarValue scalar) {
          cut(i, scalar);
        }
      }
      blank = marks.marked();
      return;
    }
    partly = Map.of();
    blank = MarkedScalars.identities();
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

  /** Returns the replacements for the scalars. */
  Blanks blanks() {
    return new Blanks(blank, partly);
  }

  private void cut(int index, ScalarValue scalar) {
    String kept = partly.isEmpty() ? null : partly.get(scalar);
    if (marks.isSecret(scalar)) {
      cut(index, true);
    } else if (kept != null) {
      cut(index, true, by(index, scalar, kept));
    }
  }

  /** The lines of a literal block (YAML 1.2.2, 8.1.2) with other text; else a quoted text. */
  private String by(int index, ScalarValue scalar, String kept) {
    String quoted = YamlText.inline(new ScalarValue(0, ScalarValue.Type.TEXT, kept));
    String[] written = text.substring(spans.start(index), spans.end(index)).split("\n", -1);
    String[] was = scalar.text().split("\n", -1);
    String[] now = kept.split("\n", -1);
    if (!spans.isBlock(index) || !written[0].startsWith("|") || was.length != now.length) {
      return quoted;
    }
    for (int i = 0; i < Math.min(was.length, written.length - 1); i++) {
      String line = written[i + 1];
      if (!was[i].equals(now[i]) && !line.endsWith(was[i])) {
        return quoted;
      }
      if (!was[i].equals(now[i])) {
        written[i + 1] = line.substring(0, line.length() - was[i].length()) + now[i];
      }
    }
    return String.join("\n", written);
  }

  /** Returns the index of each scalar, and of each alias of one, among spans. */
  static IdentityHashMap<ScalarValue, Integer> indexes(TextSpans spans) {
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
    cut(index, withAnchor, EMPTY);
  }

  private void cut(int index, boolean withAnchor, String kept) {
    int there = lines(kept, 0, kept.length());
    int lines = lines(text, spans.start(index), spans.end(index)) - there;
    String anchor = spans.anchor(index);
    String named = anchor == null || anchor.isEmpty() || !withAnchor ? "" : "&" + anchor + " ";
    String indent = spans.isBlock(index) || lines == 0 ? "" : " ";
    String by =
        named.isEmpty() && lines == 0 && indent.isEmpty()
            ? kept
            : named + kept + "\n".repeat(lines) + indent;
    all.add(new Cut(spans.start(index), spans.end(index), by));
  }

  private static int lines(String text, int start, int end) {
    int lines = 0;
    for (int i = start; i < end; i++) {
      lines += endsLine(text, i) ? 1 : 0;
    }
    return lines;
  }

  /**
   * Returns true if a line ends with this character: a line feed, or a carriage return without one.
   */
  static boolean endsLine(String text, int at) {
    char c = text.charAt(at);
    return c == '\n' || (c == '\r' && (at + 1 == text.length() || text.charAt(at + 1) != '\n'));
  }
}
