package dev.podlane.school;

import dev.podlane.scenario.lesson.Beside;
import dev.podlane.scenario.lesson.Ground;
import dev.podlane.scenario.lesson.Page;
import dev.podlane.scenario.term.Evaluation;
import dev.podlane.school.fact.EngineFacts;
import dev.podlane.school.fact.Events;
import dev.podlane.school.fact.SidesFacts;
import dev.podlane.school.fact.Stages;
import dev.podlane.school.fact.Walks;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two walks side by side, carried out. */
public record Sides(Half left, Half right) {
  /**
   * One of them.
   *
   * @param side the side as it is written
   * @param events everything that happened to its documents, in order
   * @param own those of this side alone
   * @param refused words of a tool that refused one of them; null if none did
   * @param stop the step at which its walk stands; null if it is written without one, or there is
   *     none such
   */
  public record Half(
      Beside.Side side,
      Walks walks,
      List<Event> events,
      List<Event> own,
      @Nullable String refused,
      Stages.@Nullable Found stop) {
    public Half {
      events = List.copyOf(events);
      own = List.copyOf(own);
    }
  }

  /** Carries out both sides of a page; null if it has none. */
  static @Nullable Sides of(Page page, Walks walks, List<Event> before) {
    Beside beside = page.beside();
    return beside == null
        ? null
        : new Sides(half(beside.left(), walks, before), half(beside.right(), walks, before));
  }

  private static Half half(Beside.Side side, Walks page, List<Event> before) {
    Ground other = side.ground();
    Workspace begun = other == null ? page.workspace() : Workspace.open("", other.documents());
    List<Event> own = Events.all(begun, side.edits());
    Events.After after = Events.apply(begun, side.edits());
    List<Event> events = new ArrayList<>(other == null ? before : List.of());
    events.addAll(own);
    Walks walks = new Walks(after.workspace(), other == null ? page.ground() : other);
    Stages.Found found = LessonRun.stop(walks, side.walk(), side.stop());
    return new Half(side, walks, events, own, after.refused(), found);
  }

  /** One of them, by its word. */
  Half half(String word) {
    return word.equals("left") ? left : right;
  }

  /** Facts about both, beside those about the page itself. */
  Evaluation facts(EngineFacts page) {
    return new Evaluation(
        new SidesFacts(
            page,
            left.side().walk(),
            EngineFacts.of(left.walks(), left.side().walk()),
            right.side().walk(),
            EngineFacts.of(right.walks(), right.side().walk())));
  }
}
