package dev.podlane.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Blanks what must not be stored: values of Secrets ({@code data}, {@code stringData}), values of
 * environment variables ({@code env[].value}, wherever it stands), and annotations with an object's
 * last applied text, which repeats both. The rest of the text stays as it was written; comments go
 * where they could repeat a secret: everywhere in a document with a Secret, and behind a blanked
 * value.
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
    Sensitive sensitive = new Sensitive();
    documents.forEach(document -> sensitive.visit(document));
    if (sensitive.isEmpty()) {
      return new Redacted(plain, sensitive.counts(), documents, false);
    }
    String blanked = new Blanking(plain, spans).blank(sensitive, documents);
    List<Document> faithful = faithful(file, blanked, limits, documents, sensitive);
    if (faithful != null) {
      return new Redacted(blanked, sensitive.counts(), faithful, false);
    }
    String rewritten = rewritten(documents, sensitive);
    List<Document> read = Documents.parse(file, rewritten, limits);
    return new Redacted(rewritten, sensitive.counts(), read, true);
  }

  /** What the text says, if that is what the original says but for the blanks; else null. */
  private static @Nullable List<Document> faithful(
      String file, String blanked, Limits limits, List<Document> originals, Sensitive sensitive) {
    List<Document> documents;
    try {
      documents = Documents.parse(file, blanked, limits);
    } catch (DocumentException broken) {
      return null;
    }
    List<Value> expected = originals.stream().map(each -> sensitive.blanked(each.root())).toList();
    boolean same = Meaning.isSame(expected, documents.stream().map(Document::root).toList());
    return same ? documents : null;
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
