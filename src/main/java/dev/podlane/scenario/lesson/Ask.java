package dev.podlane.scenario.lesson;

import dev.podlane.scenario.term.Term;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prediction that is asked for before it is shown.
 *
 * @param id unique in the lesson
 * @param walk probe that the question is about; null for the page's
 * @param edits changes about to be made; the answer is computed on the cluster after them
 * @param choices exactly three, never shuffled
 */
public record Ask(
    String id, @Nullable String walk, Words question, List<Change> edits, List<Choice> choices) {
  public Ask {
    edits = List.copyOf(edits);
    choices = List.copyOf(choices);
  }

  /**
   * An answer to choose.
   *
   * @param when its condition: exactly one choice's is true
   * @param because the reason for which it is right or not
   * @param world edits under which it would be right; null if there are none, empty if it is right
   *     in the lesson's own cluster
   */
  public record Choice(Words text, Term when, Words because, @Nullable List<Change> world) {
    public Choice {
      world = world == null ? null : List.copyOf(world);
    }
  }
}
