package dev.podlane.school.made;

import dev.podlane.scenario.lesson.Words;
import dev.podlane.school.fact.Stages;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question about a walk that stands: what comes next.
 *
 * @param kind {@code route}, {@code nat}, {@code ttl} or {@code end}
 * @param stop the last step that may be seen before it is answered
 * @param flow {@code request} or {@code reply}
 * @param choices three, of which exactly one is right
 */
public record MadeQuestion(
    String kind,
    Stages.Found stop,
    String namespace,
    @Nullable String device,
    String flow,
    Words question,
    List<Choice> choices) {
  public MadeQuestion {
    choices = List.copyOf(choices);
  }

  /**
   * An answer to choose.
   *
   * @param claim the answer in a form that can be compared with the walk, such as {@code dev eth0}
   * @param because the reason for which it is right or not
   */
  public record Choice(String claim, Words text, boolean right, Words because) {}
}
