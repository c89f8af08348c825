package dev.podlane.cluster.field;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Compares words that may be mistyped. */
public final class Spelling {
  private static final int LONGEST = 100;

  private Spelling() {}

  /**
   * The nearest of the words, letter case left aside: at most two edits away, and at most a third
   * of the word; the first by the alphabet of those equally near.
   */
  public static Optional<String> nearest(String word, Collection<String> words) {
    String plain = letters(word);
    int most = Math.min(2, plain.length() / 3);
    return words.stream()
        .filter(each -> plain.length() <= LONGEST && distance(plain, letters(each)) <= most)
        .min(
            Comparator.comparingInt((String each) -> distance(plain, letters(each)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Returns the letters of a word, without hyphens and capitals, to compare misspelt words. */
  public static String letters(String word) {
    return word.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
  }

  /** Edits between two words; swapping neighbours counts as one (optimal string alignment). */
  public static int distance(String a, String b) {
    int[][] rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : cheapest(rows, a, b, i, j);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int cheapest(int[][] rows, String a, String b, int i, int j) {
    int best = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    best = Math.min(best, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
  }
}
