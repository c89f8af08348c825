package dev.podlane.school;

import dev.podlane.scenario.lesson.Change;
import dev.podlane.scenario.lesson.Lesson;
import dev.podlane.scenario.lesson.Task;
import dev.podlane.scenario.term.Evaluation;
import dev.podlane.scenario.term.Term;
import dev.podlane.school.fact.Events;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;

/** Plays a lesson as many learners would, and notes whatever is not as it should be. */
final class LessonRobot {
  private final LessonRun run;
  private final List<String> faults = new ArrayList<>();
  private final List<Change> kept = new ArrayList<>();

  private LessonRobot(LessonRun run) {
    this.run = run;
  }

  static List<String> play(Lesson lesson) {
    LessonRobot robot = new LessonRobot(LessonRun.of(lesson));
    Review.of(robot.run).forEach(flaw -> robot.faults.add(lesson.id() + " " + flaw));
    robot.run.stands().forEach(robot::page);
    return robot.faults;
  }

  private void fault(Stand stand, String text) {
    faults.add(run.lesson().id() + " page " + stand.number() + ": " + text);
  }

  private void page(Stand stand) {
    if (stand.page().command() != null) {
      String output = Shell.output(stand, stand.page().command());
      if (output.isBlank() || output.contains("not found") || output.contains("Usage")) {
        fault(stand, "the command says: " + output);
      }
    }
    if (stand.page().task() != null) {
      task(stand, stand.page().task());
    }
  }

  /** The values of all calls of a condition, for the eyes. */
  static String values(Evaluation facts, Term term) {
    if (term instanceof Term.Call) {
      return facts.value(term).toString();
    } else if (term instanceof Term.Not not) {
      return values(facts, not.inner());
    } else if (term instanceof Term.Comparison c) {
      return values(facts, c.left()) + " " + c.operator().sign() + " " + values(facts, c.right());
    } else if (term instanceof Term.Junction j) {
      return String.join("; ", j.parts().stream().map(part -> values(facts, part)).toList());
    }
    return ((Term.Literal) term).value().text();
  }

  private void task(Stand stand, Task task) {
    Workspace before = Events.apply(stand.workspace(), kept).workspace();
    LessonChecks checks = new LessonChecks(run);
    if (checks.check(stand, task, before).passed()) {
      fault(stand, "the task is done before anything is changed");
    }
    if (task.accept().isEmpty()) {
      fault(stand, "no solution is known");
    }
    for (List<Change> accepted : task.accept()) {
      Events.After after = Events.apply(before, accepted);
      LessonChecks.Checked checked = checks.check(stand, task, after.workspace());
      if (!checked.passed() || after.refused() != null) {
        Trial trial =
            new Trial(run.lesson().ground(), stand.walks(), stand.own(), stand.probe(), p -> 0);
        fault(
            stand,
            "not accepted: "
                + accepted
                + " ("
                + after.refused()
                + ", "
                + checked.unknown()
                + ") "
                + values(trial.facts(after.workspace()), task.check()));
      }
    }
    for (Task.Rejected rejected : task.reject()) {
      Workspace after = Events.apply(before, rejected.edits()).workspace();
      LessonChecks.Checked checked = checks.check(stand, task, after);
      if (checked.passed()) {
        fault(stand, "accepted, though it should not be: " + rejected.edits());
      }
    }
    if (!task.undo()) {
      kept.addAll(task.accept().get(0));
    }
  }
}
