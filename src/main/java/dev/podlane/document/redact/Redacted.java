package dev.podlane.document.redact;

import dev.podlane.document.read.Read;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A text without its secrets.
 *
 * @param text the text; as long in lines as the original unless {@code rewritten}
 * @param counts number of blanked values by the kind of their place: {@code secret}, {@code
 *     configMap}, {@code env}, {@code arguments}, {@code headers}, {@code annotations}, {@code
 *     last-applied}, {@code other}; a kind without any is left out
 * @param read the result of reading the text, so that it need not be read again; its problems are
 *     those of the original
 * @param rewritten true if the text had to be written anew, which loses its comments
 */
public record Redacted(
    String text, SortedMap<String, Integer> counts, Read read, boolean rewritten) {
  public Redacted {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }
}
