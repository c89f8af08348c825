package dev.podlane.school;

import dev.podlane.scenario.lesson.Ask;
import dev.podlane.scenario.term.Evaluation;
import dev.podlane.scenario.term.Fact;
import dev.podlane.school.fact.EngineFacts;
import dev.podlane.school.fact.Walks;
import dev.podlane.workspace.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question in one cluster.
 *
 * @param probe the probe it is about; null for none
 * @param events everything that has happened to the lesson's documents
 * @param refused words of a tool that refused an edit; null if none did
 */
public record Posed(
    Ask ask, Walks walks, @Nullable String probe, List<Event> events, @Nullable String refused) {
  public Posed {
    events = List.copyOf(events);
  }

  /** Facts about this cluster. */
  public Evaluation facts() {
    return new Evaluation(EngineFacts.of(walks, probe));
  }

  /** Places of the choices that are true here, from 0. */
  public List<Integer> right() {
    Evaluation facts = facts();
    List<Integer> right = new ArrayList<>();
    for (int i = 0; i < ask.choices().size(); i++) {
      if (facts.holds(ask.choices().get(i).when())) {
        right.add(i);
      }
    }
    return right;
  }

  /** Returns true if the engine does not know whether a choice is true. */
  public boolean isUnknown() {
    Evaluation facts = facts();
    return ask.choices().stream()
        .anyMatch(each -> facts.value(each.when()) instanceof Fact.Unknown);
  }
}
