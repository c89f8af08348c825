package dev.podlane.document;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A text without its secrets.
 *
 * @param text the text; as long in lines as the original unless {@code rewritten}
 * @param counts how many values were blanked, by kind: {@code secret}, {@code env}, {@code
 *     last-applied}; a kind without any is left out
 * @param documents what the text says, read already
 * @param rewritten whether the text had to be written anew, which loses its comments
 */
public record Redacted(
    String text, SortedMap<String, Integer> counts, List<Document> documents, boolean rewritten) {
  public Redacted {
    documents = List.copyOf(documents);
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }
}
