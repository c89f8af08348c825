package dev.podlane.school;

import dev.podlane.scenario.lesson.Page;
import dev.podlane.scenario.term.Evaluation;
import dev.podlane.school.fact.EngineFacts;
import dev.podlane.school.fact.Stages;
import dev.podlane.school.fact.Walks;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.Workspace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a lesson with the cluster as it is there.
 *
 * @param number of the page, from 1
 * @param own events of the lesson up to here, in order
 * @param refused words of a tool that refused one of them; null if none did
 * @param walks the probes in this cluster
 * @param probe name of the probe whose walk is shown; null for none yet
 * @param stop the step it stands at; null if the page names none, or there is none such
 * @param sides two walks side by side; null for none
 */
public record Stand(
    int number,
    Page page,
    List<Event> own,
    @Nullable String refused,
    Walks walks,
    @Nullable String probe,
    Stages.@Nullable Found stop,
    @Nullable Sides sides) {
  public Stand {
    own = List.copyOf(own);
  }

  /** The cluster. */
  public Workspace workspace() {
    return walks.workspace();
  }

  /** Facts about this cluster and its walk. */
  public Evaluation facts() {
    EngineFacts page = EngineFacts.of(walks, probe);
    return sides == null ? new Evaluation(page) : sides.facts(page);
  }
}
