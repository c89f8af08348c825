package dev.podlane.school;

import dev.podlane.scenario.lesson.Ask;
import dev.podlane.scenario.lesson.Change;
import dev.podlane.scenario.lesson.Page;
import dev.podlane.scenario.lesson.Sorting;
import dev.podlane.scenario.lesson.Stop;
import dev.podlane.scenario.lesson.Task;
import dev.podlane.scenario.term.Evaluation;
import dev.podlane.scenario.term.Term;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares a lesson with the engine: the things that its writer took for granted and that do not
 * hold.
 */
public final class Review {
  private final LessonRun run;
  private final List<Flaw> flaws = new ArrayList<>();

  /** True behind a task whose edits stay, as the cluster is then the learner's. */
  private boolean edited;

  private Review(LessonRun run) {
    this.run = run;
  }

  /**
   * Something that does not hold.
   *
   * @param page number of the page, from 1
   * @param code {@code edit}, {@code stop}, {@code expect}, {@code question}, {@code world}, {@code
   *     task} or {@code sort}
   * @param detail values or the words of a tool; no sentence
   */
  public record Flaw(int page, String code, String detail) {}

  /** Returns the flaws, by page; none if the lesson is as it says. */
  static List<Flaw> of(LessonRun run) {
    Review review = new Review(run);
    run.stands().forEach(review::page);
    return List.copyOf(review.flaws);
  }

  private void flaw(Stand stand, String code, String detail) {
    flaws.add(new Flaw(stand.number(), code, detail));
  }

  private void page(Stand stand) {
    Page page = stand.page();
    if (stand.refused() != null) {
      flaw(stand, "edit", stand.refused());
    }
    if (page.stop() != null && stand.stop() == null) {
      flaw(stand, "stop", page.stop().stage().word());
    }
    Evaluation facts = stand.facts();
    for (Term expected : page.expect()) {
      if (!facts.holds(expected)) {
        flaw(stand, "expect", Values.text(facts, expected));
      }
    }
    if (page.ask() != null) {
      ask(stand, page.ask());
    }
    Sides sides = stand.sides();
    if (sides != null) {
      side(stand, sides.left());
      side(stand, sides.right());
    }
    Sorter.of(stand).ifPresent(sorter -> sorted(stand, sorter));
    Task task = page.task();
    if (task != null && !edited && facts.holds(task.check())) {
      flaw(stand, "task", Values.text(facts, task.check()));
    }
    edited |= task != null && !task.undo();
  }

  private void side(Stand stand, Sides.Half half) {
    if (half.refused() != null) {
      flaw(stand, "edit", half.refused());
    }
    Stop stop = half.side().stop();
    if (half.walks().of(half.side().walk()).isEmpty()) {
      flaw(stand, "stop", half.side().walk());
    } else if (stop != null && half.stop() == null) {
      flaw(stand, "stop", stop.stage().word());
    }
  }

  /** Each thing has exactly one place, and steps are not shown in their order. */
  private void sorted(Stand stand, Sorter sorter) {
    List<String> ids = sorter.sorting().items().stream().map(Sorting.Item::id).toList();
    List<String> open = ids.stream().filter(id -> !sorter.answers().containsKey(id)).toList();
    boolean isShown =
        sorter.sorting().isOrder() && List.copyOf(sorter.answers().keySet()).equals(ids);
    if (!open.isEmpty() || isShown) {
      flaw(stand, "sort", String.join(", ", open.isEmpty() ? ids : open));
    }
  }

  private void ask(Stand stand, Ask ask) {
    Posed posed = run.pose(stand, ask, List.of());
    List<Integer> right = posed.right();
    if (posed.refused() != null) {
      flaw(stand, "edit", posed.refused());
    }
    if (right.size() != 1) {
      flaw(stand, "question", when(posed));
    }
    for (int i = 0; i < ask.choices().size(); i++) {
      List<Change> world = ask.choices().get(i).world();
      boolean isRight = right.contains(i);
      if (world != null && !(isRight && world.isEmpty())) {
        Posed there = run.pose(stand, ask, world);
        String refused = there.refused();
        if (isRight || refused != null || !there.right().equals(List.of(i))) {
          flaw(stand, "world", (i + 1) + ": " + (refused == null ? when(there) : refused));
        }
      }
    }
  }

  private static String when(Posed posed) {
    Evaluation facts = posed.facts();
    return String.join(
        " | ",
        posed.ask().choices().stream().map(each -> Values.text(facts, each.when())).toList());
  }
}
