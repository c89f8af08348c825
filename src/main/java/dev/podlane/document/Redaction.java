package dev.podlane.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Blanks what must not be stored, by an allow list: values of Secrets and ConfigMaps, of
 * environment variables, command lines, probe headers and annotations, and everything but the
 * identity of objects that Podlane does not read, unless {@link AllowList} names it. The rest of
 * the text stays as it was written, line for line; comments in and around such places go, as they
 * could repeat a secret.
 */
public final class Redaction {
  private Redaction() {}

  /**
   * Blanks the secrets of a text. Blanking twice changes nothing more.
   *
   * @param file name of the source, used in places only
   * @throws DocumentException if the text cannot be read
   */
  public static Redacted redact(String file, String text, Limits limits) {
    String plain = Documents.withoutByteOrderMark(text);
    Spans spans = new Spans();
    List<Document> documents = Documents.parse(file, plain, limits, spans);
    Marks marks = Sensitive.marks(documents);
    if (marks.isEmpty()) {
      return new Redacted(plain, marks.counts(), marks.kept(), false);
    }
    int[] points = plain.codePoints().toArray();
    Cuts cuts = new Cuts(marks, spans, points);
    List<Cuts.Cut> all = new ArrayList<>(cuts.all());
    all.addAll(Comments.cuts(points, spans, documents, marks));
    String blanked = apply(points, all);
    if (isFaithful(file, blanked, limits, documents, cuts.blank())) {
      return new Redacted(blanked, marks.counts(), marks.kept(), false);
    }
    String rewritten = rewritten(documents, cuts.blank());
    return new Redacted(rewritten, marks.counts(), marks.kept(), true);
  }

  private static String apply(int[] points, List<Cuts.Cut> cuts) {
    cuts.sort(Cuts.Cut.ORDER);
    StringBuilder out = new StringBuilder(points.length);
    int at = 0;
    for (Cuts.Cut cut : cuts) {
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

  /** Whether the text reads as the original does, but for the blanks. */
  private static boolean isFaithful(
      String file,
      String blanked,
      Limits limits,
      List<Document> originals,
      Set<ScalarValue> blank) {
    List<Document> documents;
    try {
      documents = Documents.parse(file, blanked, limits);
    } catch (DocumentException broken) {
      return false;
    }
    List<Value> expected =
        originals.stream().map(each -> Marks.blanked(each.root(), blank)).toList();
    return Meaning.isSame(expected, documents.stream().map(Document::root).toList());
  }

  private static String rewritten(List<Document> documents, Set<ScalarValue> blank) {
    StringBuilder text = new StringBuilder();
    for (Document document : documents) {
      text.append(text.length() == 0 ? "" : "---\n");
      text.append(YamlText.print(Marks.blanked(document.root(), blank)));
    }
    return text.toString();
  }
}
