package dev.podlane.document;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Cuts the comments that could repeat a secret: all in, before and behind a region of marks. */
final class Comments {
  /** How helm and others name a document's file, and how the answer with the documents begins. */
  private static final Pattern STAYS =
      Pattern.compile(
          "# Source: [A-Za-z0-9 ._/@+-]+"
              + "|# Podlane[:：][\\p{L}0-9 ，]{1,80}[(（]secrets=[A-Za-z0-9=, ]*[)）][.。]");

  private final int[] points;
  private final List<TreeBuilder.Span> sorted;
  private final TreeMap<Integer, Integer> documentStarts = new TreeMap<>();
  private final int[] before;
  private final int[] after;

  private Comments(int[] points, Spans spans, List<Document> documents) {
    this.points = points;
    this.sorted = spans.sorted();
    this.before = new int[sorted.size() + 1];
    this.after = new int[sorted.size() + 1];
    startDocuments(documents);
  }

  static List<Cuts.Cut> cuts(int[] points, Spans spans, List<Document> documents, Marks marks) {
    Comments comments = new Comments(points, spans, documents);
    Map<TreeBuilder.Span, Integer> indexes = new IdentityHashMap<>();
    for (int i = 0; i < comments.sorted.size(); i++) {
      indexes.put(comments.sorted.get(i), i);
    }
    marks.regions().forEach(region -> comments.region(region, spans, indexes));
    return comments.cuts();
  }

  private void startDocuments(List<Document> documents) {
    int line = 1;
    int next = 0;
    for (int i = 0; i < points.length && next < documents.size(); i++) {
      while (next < documents.size() && line >= documents.get(next).line()) {
        documentStarts.put(next == 0 ? 0 : i, next);
        next++;
      }
      line += points[i] == '\n' ? 1 : 0;
    }
  }

  private int document(int at) {
    Map.Entry<Integer, Integer> start = documentStarts.floorEntry(at);
    return start == null ? 0 : start.getValue();
  }

  /** Where the scalars of a region stand; what is merged into it from elsewhere does not count. */
  private void region(Value region, Spans spans, Map<TreeBuilder.Span, Integer> indexes) {
    int[] range = {Integer.MAX_VALUE, -1};
    widen(region, region.line(), spans, indexes, range);
    if (range[1] >= 0) {
      int first = Math.max(0, range[0] - (region instanceof ScalarValue ? 0 : 1));
      before[first]++;
      before[range[1] + 1]--;
      after[first]++;
      after[range[1] + 1]--;
    }
  }

  private static void widen(
      Value value, int line, Spans spans, Map<TreeBuilder.Span, Integer> indexes, int[] range) {
    if (value instanceof ScalarValue scalar) {
      TreeBuilder.Span span = spans.of(scalar);
      Integer index = span == null || scalar.line() < line ? null : indexes.get(span);
      if (index != null) {
        range[0] = Math.min(range[0], index);
        range[1] = Math.max(range[1], index);
      }
    } else if (value instanceof ListValue list) {
      list.items().forEach(item -> widen(item, line, spans, indexes, range));
    } else if (value instanceof MapValue map) {
      Marks.entries(map).forEach(entry -> widen(entry.value(), line, spans, indexes, range));
    }
  }

  private List<Cuts.Cut> cuts() {
    List<Cuts.Cut> cuts = new ArrayList<>();
    int from = 0;
    int left = 0;
    int right = 0;
    boolean leftIn = false;
    for (int i = 0; i <= sorted.size(); i++) {
      boolean last = i == sorted.size();
      right += last ? 0 : before[i];
      boolean rightIn = !last && right > 0;
      int to = last ? points.length : sorted.get(i).start();
      if (leftIn || rightIn) {
        int leftDocument = leftIn ? document(sorted.get(i - 1).start()) : -1;
        int rightDocument = rightIn ? document(to) : -1;
        gap(from, to, leftDocument, rightDocument, cuts);
      }
      if (!last) {
        left += after[i];
        leftIn = left > 0;
        from = Math.max(from, sorted.get(i).end());
      }
    }
    return cuts;
  }

  private void gap(int from, int to, int leftDocument, int rightDocument, List<Cuts.Cut> cuts) {
    int at = from;
    while (at < to) {
      boolean starts = points[at] == '#' && (at == 0 || points[at - 1] <= ' ');
      if (!starts) {
        at++;
        continue;
      }
      int end = at;
      while (end < to && points[end] != '\n') {
        end++;
      }
      int document = document(at);
      boolean stays =
          end - at < 300 && STAYS.matcher(new String(points, at, end - at).strip()).matches();
      if (!stays && (document == leftDocument || document == rightDocument)) {
        cuts.add(new Cuts.Cut(at, end, "#"));
      }
      at = end;
    }
  }
}
