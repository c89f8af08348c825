package dev.podlane.workspace;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names a mistyped one may have meant. */
final class NearNames {
  private static final int MOST = 5;
  private static final int LONGEST = 253;
  private static final Pattern FIELD = Pattern.compile("[A-Za-z_-]{4,100}");

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

  /**
   * The names of fields that one looks like a slip of: other capitals, hyphens, or one letter.
   * Names with digits or dots are chosen by people, as those of devices are, and are none.
   */
  static List<String> slips(String wanted, Collection<String> fields) {
    if (!FIELD.matcher(wanted).matches()) {
      return List.of();
    }
    return fields.stream()
        .filter(field -> FIELD.matcher(field).matches())
        .filter(field -> letters(field).equals(letters(wanted)) || distance(wanted, field) <= 1)
        .sorted()
        .limit(MOST)
        .toList();
  }

  private static String letters(String name) {
    return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  private record Scored(String name, int score) {}

  private static int score(String wanted, String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    boolean part = wanted.length() >= 3 && name.contains(wanted);
    int nearest = Math.min(distance(wanted, name), distance(wanted, last));
    return part ? Math.min(2, nearest) : nearest;
  }

  /** Edits between two words; swapping neighbours counts as one (optimal string alignment). */
  private static int distance(String a, String b) {
    int[][] rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : cheapest(rows, a, b, i, j);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int cheapest(int[][] rows, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int best = rows[i - 1][j - 1] + (same ? 0 : 1);
    best = Math.min(best, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
  }
}
