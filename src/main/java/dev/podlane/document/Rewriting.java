package dev.podlane.document;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes single documents of a text; the others stay as they were written, with their comments.
 * The text is YAML afterwards: a JSON value keeps its form, which is YAML's flow style. Only a text
 * that cannot be taken apart by lines is written anew.
 */
public final class Rewriting {
  private final String text;
  private final List<Document> documents;

  private Rewriting(String text) {
    this.text = Documents.withoutByteOrderMark(text);
    this.documents = Documents.parse("", this.text);
  }

  /**
   * A text that was changed.
   *
   * @param text the text as it is now; empty if its only document was taken out
   * @param rewritten whether all of it had to be written anew, which loses its comments
   */
  public record Changed(String text, boolean rewritten) {}

  /**
   * Adds a document at the end.
   *
   * @throws DocumentException if the text cannot be read
   */
  public static Changed append(String text, MapValue added) {
    Rewriting change = new Rewriting(text);
    List<Value> wanted = new ArrayList<>(change.roots());
    wanted.add(added);
    String before = change.text.endsWith("\n") ? change.text : change.text + "\n";
    return best(before, added, "", wanted);
  }

  /**
   * Puts another document in place of one, or nothing.
   *
   * @param number of the document in the text, as in {@link Document#number()}
   * @param by what stands there instead; null to take the document out
   * @throws DocumentException if the text cannot be read
   * @throws IllegalArgumentException if there is no such document
   */
  public static Changed replace(String text, int number, @Nullable MapValue by) {
    Rewriting change = new Rewriting(text);
    int index = change.indexOf(number);
    List<Value> wanted = new ArrayList<>(change.roots());
    if (by == null) {
      wanted.remove(index);
    } else {
      wanted.set(index, by);
    }
    if (wanted.isEmpty()) {
      return new Changed("", false);
    }
    boolean last = index == change.documents.size() - 1;
    int from = change.offsetOf(change.documents.get(index).line());
    int to = last ? change.text.length() : change.offsetOf(change.documents.get(index + 1).line());
    return best(change.text.substring(0, from), by, change.text.substring(to), wanted);
  }

  private List<Value> roots() {
    return documents.stream().map(Document::root).toList();
  }

  private int indexOf(int number) {
    for (int i = 0; i < documents.size(); i++) {
      if (documents.get(i).number() == number) {
        return i;
      }
    }
    throw new IllegalArgumentException("there is no document " + number);
  }

  private int offsetOf(int line) {
    int offset = 0;
    for (int at = 1; at < line; at++) {
      offset = text.indexOf('\n', offset) + 1;
    }
    return offset;
  }

  private static Changed best(
      String before, @Nullable MapValue own, String after, List<Value> wanted) {
    String way = before + (own == null ? "" : "---\n" + YamlText.print(own)) + after;
    if (reads(way, wanted)) {
      return new Changed(way, false);
    }
    StringBuilder anew = new StringBuilder();
    wanted.forEach(root -> anew.append(anew.isEmpty() ? "" : "---\n").append(YamlText.print(root)));
    return new Changed(anew.toString(), true);
  }

  private static boolean reads(String text, List<Value> wanted) {
    try {
      List<Document> read = Documents.parse("", text);
      return Meaning.isSame(wanted, read.stream().map(Document::root).toList());
    } catch (DocumentException broken) {
      return false;
    }
  }
}
