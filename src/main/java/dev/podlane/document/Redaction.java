package dev.podlane.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Blanks what must not be stored, by an allow list: values of Secrets and ConfigMaps, of
 * environment variables, command lines, probe headers and annotations, and everything but the
 * identity of objects that Podlane does not read, unless {@link AllowList} names it; and documents
 * that cannot be read, as nobody knows what is in them. The rest of the text stays as it was
 * written, line for line; comments in and around such places go, as they could repeat a secret.
 */
public final class Redaction {
  /** What is counted of documents that could not be read. */
  static final String UNREAD = "unread";

  private Redaction() {}

  /**
   * Names of values that {@link AllowList} lets stand in documents, by the kind of their place:
   * {@code annotations}, {@code configMaps}, {@code env}, {@code flags}.
   */
  public static SortedMap<String, SortedSet<String>> kept(List<Document> documents) {
    return Sensitive.marks(documents).kept();
  }

  /**
   * Blanks the secrets of a text. Blanking twice changes nothing more.
   *
   * @param file name of the source, used in places only
   * @throws DocumentException if the text cannot be read
   */
  public static Redacted redact(String file, String text, Limits limits) {
    String plain = Documents.withoutByteOrderMark(text);
    Read read = Documents.read(file, plain, limits);
    Marks clean = Sensitive.marks(read.documents());
    if (clean.isEmpty() && read.problems().isEmpty()) {
      return new Redacted(plain, new TreeMap<>(), clean.kept(), read, false);
    }
    Spans spans = new Spans();
    TreeBuilder builder = new TreeBuilder(file, limits, new Symbols(plain.length()), null);
    TextReader reader = Documents.reader(file, plain, limits, builder, spans);
    reader.read();
    List<Document> documents = builder.documents();
    Marks marks = Sensitive.marks(documents);
    SortedMap<String, Integer> counts = new TreeMap<>(marks.counts());
    if (!reader.unread().isEmpty()) {
      counts.put(UNREAD, reader.unread().size());
    }
    Cuts cuts = new Cuts(marks, spans, plain);
    List<Cuts.Cut> all = new ArrayList<>(cuts.all());
    reader.unread().forEach(part -> all.add(instead(part)));
    all.addAll(Comments.cuts(plain, spans, documents, marks, cuts.indexes()));
    String blanked = apply(plain, all);
    List<Document> faithful = faithful(file, blanked, limits, documents, cuts.blank());
    if (faithful != null) {
      Read again = new Read(faithful, reader.problems(), read.leftOut());
      return new Redacted(blanked, counts, marks.kept(), again, false);
    }
    String rewritten = rewritten(documents, cuts.blank());
    List<Document> other = Documents.parse(file, rewritten, limits);
    Read again = new Read(other, reader.problems(), read.leftOut());
    return new Redacted(rewritten, counts, marks.kept(), again, true);
  }

  /** A document that says that there was one, as long in lines. */
  private static Cuts.Cut instead(TextPart unread) {
    String hyphens = unread.text().startsWith("---") ? "--- " : "";
    long lines = unread.text().chars().filter(c -> c == '\n').count();
    int end = unread.offset() + unread.text().length();
    return new Cuts.Cut(unread.offset(), end, hyphens + Document.UNREAD + "\n".repeat((int) lines));
  }

  private static String apply(String text, List<Cuts.Cut> cuts) {
    cuts.sort(Cuts.Cut.ORDER);
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    for (Cuts.Cut cut : cuts) {
      if (cut.start() >= at) {
        out.append(text, at, cut.start()).append(cut.by());
        at = cut.end();
      }
    }
    return out.append(text, at, text.length()).toString();
  }

  /** What the text says, if it reads as the original does but for the blanks; else null. */
  private static @Nullable List<Document> faithful(
      String file,
      String blanked,
      Limits limits,
      List<Document> originals,
      Set<ScalarValue> blank) {
    List<Document> documents;
    try {
      documents = Documents.parse(file, blanked, limits);
    } catch (DocumentException broken) {
      return null;
    }
    List<Value> expected =
        originals.stream().map(each -> Marks.blanked(each.root(), blank)).toList();
    List<Document> found = documents.stream().filter(each -> !each.isUnread()).toList();
    List<Value> roots = found.stream().map(Document::root).toList();
    return Meaning.isSame(expected, roots) ? found : null;
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
