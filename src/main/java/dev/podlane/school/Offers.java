package dev.podlane.school;

import dev.podlane.scenario.lesson.Task;
import dev.podlane.school.fact.Events;
import dev.podlane.workspace.Event;
import java.util.ArrayList;
import java.util.List;

/**
 * The edits that a page offers for its task: those that do it, in their order, and among them a few
 * that look right, as a single button would be no exercise.
 */
final class Offers {
  private Offers() {}

  /**
   * The offers as events. Their order is the same for everybody, and the right ones have no fixed
   * place in it.
   *
   * @param lesson id of the lesson
   */
  static List<Event> of(String lesson, Stand stand, Task task) {
    List<Event> offers = new ArrayList<>(right(stand, task));
    if (offers.isEmpty()) {
      return offers;
    }
    int seed = (lesson + "/" + stand.number()).hashCode();
    for (Event wrong : wrong(stand, task)) {
      offers.add(Math.floorMod(seed, offers.size() + 1), wrong);
      seed = 31 * seed + 7;
    }
    return offers;
  }

  /** The offers that do the task, in their order. */
  static List<Event> right(Stand stand, Task task) {
    return Events.all(stand.workspace(), task.offer());
  }

  /** The offers that do not: edits of the first repairs that look right, each once. */
  static List<Event> wrong(Stand stand, Task task) {
    List<Event> right = right(stand, task);
    return task.reject().stream()
        .limit(task.decoys())
        .flatMap(each -> Events.all(stand.workspace(), each.edits()).stream())
        .filter(each -> !right.contains(each))
        .distinct()
        .toList();
  }
}
