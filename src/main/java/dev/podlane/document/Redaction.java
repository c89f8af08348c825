package dev.podlane.document;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Blanks what must not be stored: values of Secrets ({@code data}, {@code stringData}), values of
 * environment variables ({@code env[].value}, wherever it stands), annotations with an object's
 * last applied text, which repeats both, and documents that cannot be read, as nobody knows what is
 * in them. The rest of the text stays as it was written; comments go where they could repeat a
 * secret: everywhere in a document with a Secret, and behind a blanked value.
 */
public final class Redaction {
  /** What is counted of documents that could not be read. */
  static final String UNREAD = "unread";

  private Redaction() {}

  /**
   * Blanks the secrets of a text. Blanking twice changes nothing more.
   *
   * @param file name of the source, used in places only
   * @throws DocumentException if the text cannot be read
   */
  public static Redacted redact(String file, String text, Limits limits) {
    String plain = Documents.withoutByteOrderMark(text);
    if (isClean(Documents.read(file, plain, limits))) {
      return new Redacted(plain, new TreeMap<>(), false);
    }
    Spans spans = new Spans();
    TreeBuilder builder = new TreeBuilder(file, limits, new Symbols(plain.length()), null);
    TextReader reader = Documents.reader(file, plain, limits, builder, spans);
    reader.read();
    List<Document> documents = builder.documents();
    Sensitive sensitive = new Sensitive();
    documents.forEach(document -> sensitive.visit(document));
    sensitive.spread(spans.targets());
    SortedMap<String, Integer> counts = sensitive.counts(spans.targets());
    if (!reader.unread().isEmpty()) {
      counts.put(UNREAD, reader.unread().size());
    }
    String blanked = new Blanking(plain, spans).blank(sensitive, documents, reader.unread());
    if (isFaithful(file, blanked, limits, documents, sensitive)) {
      return new Redacted(blanked, counts, false);
    }
    return new Redacted(rewritten(documents, sensitive), counts, true);
  }

  private static boolean isClean(Read read) {
    Sensitive sensitive = new Sensitive();
    read.documents().forEach(document -> sensitive.visit(document));
    return sensitive.isEmpty() && read.problems().isEmpty();
  }

  /** Whether the text reads as the original does, but for the blanks. */
  private static boolean isFaithful(
      String file, String blanked, Limits limits, List<Document> originals, Sensitive sensitive) {
    List<Document> documents;
    try {
      documents = Documents.parse(file, blanked, limits);
    } catch (DocumentException broken) {
      return false;
    }
    List<Value> expected = originals.stream().map(each -> sensitive.blanked(each.root())).toList();
    List<Value> found =
        documents.stream().filter(each -> !each.isUnread()).map(Document::root).toList();
    return Meaning.isSame(expected, found);
  }

  private static String rewritten(List<Document> documents, Sensitive sensitive) {
    StringBuilder text = new StringBuilder();
    for (Document document : documents) {
      text.append(text.length() == 0 ? "" : "---\n");
      text.append(YamlText.print(sensitive.blanked(document.root())));
    }
    return text.toString();
  }
}
