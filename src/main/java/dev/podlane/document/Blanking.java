package dev.podlane.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Replaces scalars and comments in the text itself, line for line. */
final class Blanking {
  private static final Comparator<Cut> ORDER =
      Comparator.comparingInt(Cut::start).thenComparingInt(Cut::end);

  private final String text;
  private final Spans spans;

  /** Start of each document by code point, and whether its comments go. */
  private final TreeMap<Integer, Boolean> commentsGo = new TreeMap<>();

  Blanking(String text, Spans spans) {
    this.text = text;
    this.spans = spans;
  }

  /** Code points to replace. */
  private record Cut(int start, int end, String by) {}

  String blank(Sensitive sensitive, List<Document> documents) {
    int[] points = text.codePoints().toArray();
    startDocuments(points, sensitive, documents);
    List<Cut> cuts = new ArrayList<>();
    for (ScalarValue scalar : sensitive.scalars()) {
      TreeBuilder.Span span = spans.of(scalar);
      cuts.add(new Cut(span.start(), span.end(), blank(points, span)));
    }
    comments(points, sensitive, cuts);
    cuts.sort(ORDER);
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    for (Cut cut : cuts) {
      append(out, points, at, cut.start());
      out.append(cut.by());
      at = cut.end();
    }
    append(out, points, at, points.length);
    return out.toString();
  }

  private static void append(StringBuilder out, int[] points, int from, int to) {
    for (int i = from; i < to; i++) {
      out.appendCodePoint(points[i]);
    }
  }

  /** Two quotes, the anchor that aliases need, and as many line ends as the scalar had. */
  private static String blank(int[] points, TreeBuilder.Span span) {
    int lines = 0;
    for (int i = span.start(); i < span.end(); i++) {
      lines += points[i] == '\n' ? 1 : 0;
    }
    String anchor = span.anchor().isEmpty() ? "" : "&" + span.anchor() + " ";
    String indent = span.block() || lines == 0 ? "" : " ";
    return anchor + "\"\"" + "\n".repeat(lines) + indent;
  }

  private void startDocuments(int[] points, Sensitive sensitive, List<Document> documents) {
    int line = 1;
    int next = 0;
    for (int i = 0; i < points.length && next < documents.size(); i++) {
      Document document = documents.get(next);
      if (line >= document.line()) {
        commentsGo.put(next == 0 ? 0 : i, sensitive.hasSecret(document.number()));
        next++;
      }
      line += points[i] == '\n' ? 1 : 0;
    }
  }

  /** Cuts comments, which are all between scalars. */
  private void comments(int[] points, Sensitive sensitive, List<Cut> cuts) {
    int from = 0;
    boolean afterBlank = false;
    for (TreeBuilder.Span span : spans.sorted()) {
      gap(points, from, span.start(), afterBlank, cuts);
      from = Math.max(from, span.end());
      afterBlank = !span.block() && spans.isBlanked(span, sensitive);
    }
    gap(points, from, points.length, afterBlank, cuts);
  }

  private void gap(int[] points, int from, int to, boolean afterBlank, List<Cut> cuts) {
    boolean sameLine = true;
    int at = from;
    while (at < to) {
      sameLine &= points[at] != '\n';
      boolean starts = points[at] == '#' && (at == 0 || points[at - 1] <= ' ');
      if (!starts) {
        at++;
        continue;
      }
      int end = at;
      while (end < to && points[end] != '\n') {
        end++;
      }
      Map.Entry<Integer, Boolean> document = commentsGo.floorEntry(at);
      boolean secret = document != null && document.getValue();
      if (secret || (afterBlank && sameLine)) {
        cuts.add(new Cut(at, end, "#"));
      }
      at = end;
    }
  }
}
