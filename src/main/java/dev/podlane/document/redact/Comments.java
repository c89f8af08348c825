package dev.podlane.document.redact;

import dev.podlane.document.Document;
import dev.podlane.document.ListValue;
import dev.podlane.document.MapValue;
import dev.podlane.document.ScalarValue;
import dev.podlane.document.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Cuts the comments that could repeat a secret: all in, before and behind a region of marks. */
final class Comments {
  /**
   * The comments in which helm and others name a document's file, and the first comment of an
   * answer with documents.
   */
  private static final Pattern STAYS =
      Pattern.compile(
          "# Source: [A-Za-z0-9 ._/@+-]+"
              + "|# Podlane[:：][\\p{L}0-9 ，]{1,80}[(（]secrets=[A-Za-z0-9=, ]*[)）][.。]");

  private final String text;
  private final TextSpans spans;
  private final TreeMap<Integer, Integer> documentStarts = new TreeMap<>();
  private final int[] changes;

  private Comments(String text, TextSpans spans, List<Document> documents) {
    this.text = text;
    this.spans = spans;
    this.changes = new int[spans.told() + 1];
    startDocuments(documents);
  }

  /**
   * Cuts comments.
   *
   * @param indexes index of each scalar among the spans
   */
  static List<Cuts.Cut> cuts(
      String text,
      TextSpans spans,
      List<Document> documents,
      MarkedScalars marks,
      IdentityHashMap<ScalarValue, Integer> indexes) {
    Comments comments = new Comments(text, spans, documents);
    marks.regions().forEach(region -> comments.region(region, indexes));
    return comments.cuts();
  }

  private void startDocuments(List<Document> documents) {
    int line = 1;
    int next = 0;
    for (int i = 0; i < text.length() && next < documents.size(); i++) {
      while (next < documents.size() && line >= documents.get(next).line()) {
        documentStarts.put(next == 0 ? 0 : i, next);
        next++;
      }
      line += Cuts.endsLine(text, i) ? 1 : 0;
    }
  }

  private int document(int at) {
    Map.Entry<Integer, Integer> start = documentStarts.floorEntry(at);
    return start == null ? 0 : start.getValue();
  }

  /**
   * Collects the indexes of the scalars of a region; those merged into it from elsewhere do not
   * count.
   */
  private void region(Value region, IdentityHashMap<ScalarValue, Integer> indexes) {
    int[] range = {Integer.MAX_VALUE, -1};
    widen(region, region.line(), indexes, range);
    if (range[1] >= 0) {
      int first = Math.max(0, range[0] - (region instanceof ScalarValue ? 0 : 1));
      changes[first]++;
      changes[range[1] + 1]--;
    }
  }

  private static void widen(
      Value value, int line, IdentityHashMap<ScalarValue, Integer> indexes, int[] range) {
    if (value instanceof ScalarValue scalar) {
      Integer index = scalar.line() < line ? null : indexes.get(scalar);
      if (index != null) {
        range[0] = Math.min(range[0], index);
        range[1] = Math.max(range[1], index);
      }
    } else if (value instanceof ListValue list) {
      list.items().forEach(item -> widen(item, line, indexes, range));
    } else if (value instanceof MapValue map) {
      MarkedScalars.entries(map, (key, inner) -> widen(inner, line, indexes, range));
    }
  }

  private List<Cuts.Cut> cuts() {
    List<Cuts.Cut> cuts = new ArrayList<>();
    int from = 0;
    int depth = 0;
    int left = -1;
    for (int i = 0; i <= spans.told(); i++) {
      boolean last = i == spans.told();
      depth += changes[i];
      int to = last ? text.length() : spans.start(i);
      int right = !last && depth > 0 ? document(to) : -1;
      if (left >= 0 || right >= 0) {
        gap(from, to, left, right, cuts);
      }
      left = right;
      from = last ? from : Math.max(from, spans.end(i));
    }
    return cuts;
  }

  /**
   * Cuts the comments between two spans.
   *
   * @param left document of the span before, if it is in a region; else -1
   * @param right document of the span behind, if it is in a region; else -1
   */
  private void gap(int from, int to, int left, int right, List<Cuts.Cut> cuts) {
    int at = from;
    while (at < to) {
      boolean starts = text.charAt(at) == '#' && (at == 0 || text.charAt(at - 1) <= ' ');
      if (!starts) {
        at++;
        continue;
      }
      int end = at;
      while (end < to && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      int document = document(at);
      boolean stays = end - at < 300 && STAYS.matcher(text.substring(at, end).strip()).matches();
      if (!stays && (document == left || document == right)) {
        cuts.add(new Cuts.Cut(at, end, "#"));
      }
      at = end;
    }
  }
}
