package dev.podlane.document;

import java.util.List;

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
      return new Redacted(plain, sensitive.counts(), false);
    }
    String blanked = new Blanking(plain, spans).blank(sensitive, documents);
    if (isFaithful(file, blanked, limits, documents, sensitive)) {
      return new Redacted(blanked, sensitive.counts(), false);
    }
    return new Redacted(rewritten(documents, sensitive), sensitive.counts(), true);
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
    if (documents.size() != originals.size()) {
      return false;
    }
    for (int i = 0; i < documents.size(); i++) {
      Value expected = sensitive.blanked(originals.get(i).root());
      if (!sameMeaning(expected, documents.get(i).root())) {
        return false;
      }
    }
    return true;
  }

  /** Equal but for lines; hidden entries count, for they are in the text. */
  private static boolean sameMeaning(Value one, Value other) {
    if (one instanceof ScalarValue a && other instanceof ScalarValue b) {
      return a.type() == b.type() && a.text().equals(b.text());
    }
    if (one instanceof ListValue a && other instanceof ListValue b) {
      return sameItems(a.items(), b.items());
    }
    return one instanceof MapValue a
        && other instanceof MapValue b
        && List.copyOf(a.entries().keySet()).equals(List.copyOf(b.entries().keySet()))
        && sameItems(List.copyOf(a.entries().values()), List.copyOf(b.entries().values()))
        && sameItems(hidden(a), hidden(b));
  }

  private static List<Value> hidden(MapValue map) {
    return map.shadowed().stream().map(MapValue.Shadowed::value).toList();
  }

  private static boolean sameItems(List<Value> some, List<Value> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (!sameMeaning(some.get(i), others.get(i))) {
        return false;
      }
    }
    return true;
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
