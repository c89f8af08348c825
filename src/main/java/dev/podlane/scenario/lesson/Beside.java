package dev.podlane.scenario.lesson;

import dev.podlane.scenario.term.Term;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two walks side by side.
 *
 * @param facts values of both, row by row
 */
public record Beside(Side left, Side right, List<Row> facts) {
  /** The words of the two sides, in files, expressions and ids of clusters. */
  public static final List<String> SIDES = List.of("left", "right");

  public Beside {
    facts = List.copyOf(facts);
  }

  /** The side of a word of {@link #SIDES}. */
  public Side side(String word) {
    return word.equals("left") ? left : right;
  }

  /**
   * One side.
   *
   * @param ground a cluster of its own; null for the page's
   * @param edits changes before the walk
   * @param walk name of the probe that is sent
   * @param stop the step at which it stands; null for its end
   */
  public record Side(
      Words name, @Nullable Ground ground, List<Change> edits, String walk, @Nullable Stop stop) {
    public Side {
      edits = List.copyOf(edits);
    }
  }

  /** A value of each side, under one name. */
  public record Row(Words name, Term left, Term right) {}
}
