package dev.podlane.document;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Replaces scalars and comments in the text itself, line for line. */
final class Blanking {
  private static final Comparator<Cut> ORDER =
      Comparator.comparingInt(Cut::start).thenComparingInt(Cut::end);

  private final String text;
  private final Spans spans;
  private final List<Cut> cuts = new ArrayList<>();

  /** Start of each document, and whether its comments go. */
  private final TreeMap<Integer, Boolean> commentsGo = new TreeMap<>();

  Blanking(String text, Spans spans) {
    this.text = text;
    this.spans = spans;
  }

  /** Characters to replace. */
  private record Cut(int start, int end, String by) {}

  String blank(Sensitive sensitive, List<Document> documents, List<TextPart> unread) {
    startDocuments(sensitive, documents);
    for (TextPart part : unread) {
      int end = part.offset() + part.text().length();
      cuts.add(new Cut(part.offset(), end, instead(part.text())));
    }
    for (int i = 0; i < spans.told(); i++) {
      String by = replacement(i, sensitive);
      if (by != null) {
        cuts.add(new Cut(spans.start(i), spans.end(i), by));
      }
    }
    comments(sensitive);
    cuts.sort(ORDER);
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    for (Cut cut : cuts) {
      if (cut.start() >= at) {
        out.append(text, at, cut.start()).append(cut.by());
        at = cut.end();
      }
    }
    return out.append(text, at, text.length()).toString();
  }

  /** A document that says that there was one, as long in lines. */
  private static String instead(String unread) {
    String hyphens = unread.startsWith("---") ? "--- " : "";
    long lines = unread.chars().filter(c -> c == '\n').count();
    return hyphens + Document.UNREAD + "\n".repeat((int) lines);
  }

  /** What is written in place of what stands there; null if it stays. */
  private @Nullable String replacement(int index, Sensitive sensitive) {
    if (!(spans.value(index) instanceof ScalarValue scalar)) {
      return null;
    }
    ScalarValue target = spans.target(scalar);
    if (target == null) {
      return sensitive.contains(scalar) ? blank(index) : null;
    }
    if (sensitive.contains(scalar) == sensitive.contains(target)) {
      return null;
    }
    return sensitive.contains(scalar) ? "\"\"" : YamlText.print(scalar).stripTrailing();
  }

  /** Two quotes, the anchor that aliases need, and as many line ends as the scalar had. */
  private String blank(int index) {
    int lines = 0;
    for (int i = spans.start(index); i < spans.end(index); i++) {
      lines += text.charAt(i) == '\n' ? 1 : 0;
    }
    String anchor = spans.anchor(index);
    String named = anchor == null || anchor.isEmpty() ? "" : "&" + anchor + " ";
    String indent = spans.isBlock(index) || lines == 0 ? "" : " ";
    return named + "\"\"" + "\n".repeat(lines) + indent;
  }

  private void startDocuments(Sensitive sensitive, List<Document> documents) {
    int line = 1;
    int next = 0;
    for (int i = 0; i < text.length() && next < documents.size(); i++) {
      Document document = documents.get(next);
      if (line >= document.line()) {
        commentsGo.put(next == 0 ? 0 : i, sensitive.hasSecret(document.number()));
        next++;
      }
      line += endsLine(i) ? 1 : 0;
    }
  }

  private boolean endsLine(int i) {
    char c = text.charAt(i);
    return c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
  }

  /** Cuts comments, which are all between keys and scalars. */
  private void comments(Sensitive sensitive) {
    int from = 0;
    boolean afterBlank = false;
    for (int i = 0; i < spans.told(); i++) {
      gap(from, spans.start(i), afterBlank);
      from = Math.max(from, spans.end(i));
      afterBlank =
          !spans.isBlock(i)
              && spans.value(i) instanceof ScalarValue scalar
              && sensitive.contains(scalar);
    }
    gap(from, text.length(), afterBlank);
  }

  private void gap(int from, int to, boolean afterBlank) {
    boolean sameLine = true;
    int at = from;
    while (at < to) {
      sameLine &= text.charAt(at) != '\n' && text.charAt(at) != '\r';
      boolean starts = text.charAt(at) == '#' && (at == 0 || text.charAt(at - 1) <= ' ');
      if (!starts) {
        at++;
        continue;
      }
      int end = at;
      while (end < to && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
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
