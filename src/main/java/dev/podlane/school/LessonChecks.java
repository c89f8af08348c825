package dev.podlane.school;

import dev.podlane.scenario.lesson.Task;
import dev.podlane.scenario.term.Fact;
import dev.podlane.school.fact.Events;
import dev.podlane.workspace.Edit;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Checks what a learner has made of a lesson's cluster. */
public final class LessonChecks {
  private final LessonRun run;

  public LessonChecks(LessonRun run) {
    this.run = run;
  }

  /**
   * The result of a check.
   *
   * @param passed true only if the engine knows that it is met
   * @param unknown code of what the engine does not know; null if it knows
   * @param said the sentence for it: that it is done, or why the repair that was tried is none;
   *     null for none
   * @param edits number of the learner's edits
   * @param steps number of different edits made that the page offers for the task
   * @param needed number of edits that the page offers for it
   * @param mistaken numbers, from 1, of the cluster's edits that the page offers and that do not
   *     belong to it; none if it is met
   */
  public record Checked(
      boolean passed,
      @Nullable String unknown,
      @Nullable Said said,
      int edits,
      int steps,
      int needed,
      List<Integer> mistaken) {
    public Checked {
      mistaken = List.copyOf(mistaken);
    }
  }

  /** Checks a page's task in a learner's cluster; the page has one. */
  public Checked check(Stand stand, Task task, Workspace learner) {
    Trial trial = trial(stand, learner);
    Fact value = trial.value(learner, task.check());
    boolean passed = value instanceof Fact.Truth truth && truth.holds();
    List<Event> own = trial.own(learner);
    List<Event> right = Offers.right(stand, task);
    int steps = (int) right.stream().filter(own::contains).count();
    if (passed) {
      Said done = Said.of(task.done(), trial.facts(learner));
      return new Checked(true, null, done, own.size(), steps, right.size(), List.of());
    }
    int before = before(stand, learner);
    Said why =
        trial
            .known(learner, before, task.reject())
            .or(() -> trial.latest(learner, before, task))
            .map(each -> Said.plain(each.because()))
            .orElse(null);
    return new Checked(
        false,
        value instanceof Fact.Unknown unknown ? unknown.code() : null,
        why,
        own.size(),
        steps,
        right.size(),
        mistaken(learner, Offers.wrong(stand, task)));
  }

  private static List<Integer> mistaken(Workspace learner, List<Event> wrong) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < learner.edits().size(); i++) {
      Edit edit = learner.edits().get(i).edit();
      if (!edit.isWritten() && wrong.contains(Events.asWritten(edit.event()))) {
        numbers.add(i + 1);
      }
    }
    return numbers;
  }

  private Trial trial(Stand stand, @Nullable Workspace learner) {
    ToIntFunction<String> passed = page -> learner == null ? 0 : passedAt(page, learner);
    return new Trial(run.lesson().ground(), stand.walks(), stand.own(), stand.probe(), passed);
  }

  /** Number of the learner's edits that are left of the task of the page before. */
  private int before(Stand stand, Workspace learner) {
    Stand earlier = run.stand(stand.number() - 1).orElse(null);
    Task kept = earlier == null ? null : earlier.page().task();
    return earlier == null || kept == null || kept.undo()
        ? 0
        : passedAt(earlier, kept, learner).orElse(0);
  }

  /** Number of the learner's edits when the task of a page was first done; all if it never was. */
  private int passedAt(String page, Workspace learner) {
    Stand stand = run.stand(page).orElse(null);
    Task task = stand == null ? null : stand.page().task();
    return stand == null || task == null
        ? 0
        : passedAt(stand, task, learner).orElse(trial(stand, null).own(learner).size());
  }

  private OptionalInt passedAt(Stand stand, Task task, Workspace learner) {
    Trial trial = trial(stand, null);
    int size = learner.edits().size();
    for (int number = 0; number <= size; number++) {
      Workspace then = learner.at(number);
      List<?> own = trial.own(then);
      if (!own.isEmpty() && isTrue(trial.value(then, task.check()))) {
        return OptionalInt.of(own.size());
      }
    }
    return OptionalInt.empty();
  }

  private static boolean isTrue(Fact fact) {
    return fact instanceof Fact.Truth truth && truth.holds();
  }
}
