package dev.podlane.school;

import dev.podlane.scenario.lesson.Ask;
import dev.podlane.scenario.lesson.Change;
import dev.podlane.scenario.lesson.Lesson;
import dev.podlane.scenario.lesson.Page;
import dev.podlane.scenario.lesson.Stop;
import dev.podlane.school.fact.Events;
import dev.podlane.school.fact.Stages;
import dev.podlane.school.fact.Walks;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A lesson carried out: the cluster of each page, where its walk stands, and its questions. Not
 * thread-safe, as walks are made when they are first asked for.
 *
 * @param start the cluster before the first page
 */
public record LessonRun(Lesson lesson, Walks start, List<Stand> stands) {
  public LessonRun {
    stands = List.copyOf(stands);
  }

  /** Opens a lesson's cluster and carries out its pages. */
  public static LessonRun of(Lesson lesson) {
    Workspace opened = Workspace.open("", lesson.ground().documents());
    List<Event> own = new ArrayList<>(Events.all(opened, lesson.ground().edits()));
    Events.After begun = Events.apply(opened, lesson.ground().edits());
    Walks start = new Walks(begun.workspace(), lesson.ground());
    List<Stand> stands = new ArrayList<>();
    Walks walks = start;
    String probe = null;
    String refused = begun.refused();
    for (Page page : lesson.pages()) {
      if (!page.edits().isEmpty()) {
        own.addAll(Events.all(walks.workspace(), page.edits()));
        Events.After after = Events.apply(walks.workspace(), page.edits());
        walks = new Walks(after.workspace(), lesson.ground());
        refused = refused == null ? after.refused() : refused;
      }
      probe = page.walk() == null ? probe : page.walk();
      Stages.Found found = stop(walks, probe, page.stop());
      Sides sides = Sides.of(page, walks, own);
      stands.add(new Stand(stands.size() + 1, page, own, refused, walks, probe, found, sides));
      refused = null;
    }
    return new LessonRun(lesson, start, stands);
  }

  /** The step at which a walk stands; null if it is written without one, or there is none such. */
  static Stages.@Nullable Found stop(Walks walks, @Nullable String probe, @Nullable Stop stop) {
    return probe == null || stop == null
        ? null
        : walks.of(probe).flatMap(walked -> Stages.find(walked.trace(), stop)).orElse(null);
  }

  /** A page by its number, from 1; empty if there is none. */
  public Optional<Stand> stand(int number) {
    return number < 1 || number > stands.size()
        ? Optional.empty()
        : Optional.of(stands.get(number - 1));
  }

  /** The page of an id; empty if there is none. */
  public Optional<Stand> stand(String id) {
    return stands.stream().filter(each -> !id.isEmpty() && each.page().id().equals(id)).findFirst();
  }

  /** The task of sorting of an id; empty if there is none. */
  Optional<Sorter> sorting(String id) {
    return stands.stream()
        .flatMap(each -> Sorter.of(each).stream())
        .filter(each -> each.sorting().id().equals(id))
        .findFirst();
  }

  /** The page that asks a question; empty if there is none. */
  public Optional<Stand> asking(String question) {
    return stands.stream()
        .filter(
            each -> {
              Ask ask = each.page().ask();
              return ask != null && ask.id().equals(question);
            })
        .findFirst();
  }

  /**
   * A question in the cluster it is about.
   *
   * @param world edits that are added for the sake of one choice
   */
  public Posed pose(Stand stand, Ask ask, List<Change> world) {
    Walks walks = stand.walks();
    List<Change> edits = new ArrayList<>(ask.edits());
    edits.addAll(world);
    String refused = null;
    List<Event> events = new ArrayList<>(stand.own());
    if (!edits.isEmpty()) {
      events.addAll(Events.all(walks.workspace(), edits));
      Events.After after = Events.apply(walks.workspace(), edits);
      walks = new Walks(after.workspace(), lesson.ground());
      refused = after.refused();
    }
    return new Posed(ask, walks, ask.walk() == null ? stand.probe() : ask.walk(), events, refused);
  }
}
