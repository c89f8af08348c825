package dev.podlane.store;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Number of values that were blanked before a document was saved.
 *
 * @param counts number by the kind of place, such as {@code secret} or {@code env}; kinds without
 *     any are left out
 */
public record Blanked(SortedMap<String, Integer> counts) {
  /** Nothing was blanked. */
  public static final Blanked NONE = new Blanked(Collections.emptySortedMap());

  public Blanked {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  /** The number of one kind of place. */
  public int of(String kind) {
    return counts.getOrDefault(kind, 0);
  }

  /** All counts added up. */
  public int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The stored form, as {@code env=3,secret=1}. */
  String text() {
    StringBuilder text = new StringBuilder();
    counts.forEach(
        (kind, count) -> text.append(text.length() == 0 ? "" : ",").append(kind + "=" + count));
    return text.toString();
  }

  /** Reads the stored form, also that of the first version: {@code secrets,env,lastApplied}. */
  static Blanked parse(String text) {
    TreeMap<String, Integer> counts = new TreeMap<>();
    String[] parts = text.isEmpty() ? new String[0] : text.split(",", -1);
    String[] first = {"secret", "env", "last-applied"};
    for (int i = 0; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      String kind = equals < 0 ? first[i] : parts[i].substring(0, equals);
      int count = Integer.parseInt(parts[i].substring(equals + 1));
      if (count > 0) {
        counts.put(kind, count);
      }
    }
    return new Blanked(counts);
  }
}
