package dev.podlane.workspace;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Names a mistyped one may have meant. */
final class NearNames {
  private static final int MOST = 5;
  private static final int LONGEST = 253;

  private NearNames() {}

  /** At most five names, the nearest first, by edit distance; names that contain the text count. */
  static List<String> of(String wanted, Collection<String> names) {
    if (wanted.length() > LONGEST) {
      return List.of();
    }
    return names.stream()
        .map(name -> new Scored(name, score(wanted, name)))
        .filter(scored -> scored.score() <= Math.max(2, wanted.length() / 3))
        .sorted(Comparator.comparingInt(Scored::score).thenComparing(Scored::name))
        .limit(MOST)
        .map(Scored::name)
        .toList();
  }

  private record Scored(String name, int score) {}

  private static int score(String wanted, String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    int whole = distance(wanted, name);
    int tail = distance(wanted, last) + (name.equals(last) ? 0 : 1);
    boolean part = wanted.length() >= 3 && name.contains(wanted);
    return Math.min(part ? 2 : Integer.MAX_VALUE, Math.min(whole, tail));
  }

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
