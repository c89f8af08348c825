package dev.podlane.school;

import dev.podlane.scenario.lesson.Ask;
import dev.podlane.scenario.lesson.Change;
import dev.podlane.scenario.lesson.Lesson;
import dev.podlane.scenario.lesson.Task;
import dev.podlane.scenario.term.Evaluation;
import dev.podlane.scenario.term.Term;
import dev.podlane.school.fact.Events;
import dev.podlane.workspace.Event;
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
    robot.run.stands().forEach(robot::page);
    return robot.faults;
  }

  private void fault(Stand stand, String text) {
    faults.add(run.lesson().id() + " page " + stand.number() + ": " + text);
  }

  private void page(Stand stand) {
    if (stand.refused() != null) {
      fault(stand, "an edit of the lesson is refused: " + stand.refused());
    }
    if (stand.page().stop() != null && stand.stop() == null) {
      fault(stand, "there is no step " + stand.page().stop());
    }
    Evaluation facts = stand.facts();
    for (Term expected : stand.page().expect()) {
      if (!facts.holds(expected)) {
        fault(stand, "expects " + expected + "; " + values(facts, expected));
      }
    }
    said(stand, Said.of(stand.page().say(), facts));
    if (stand.page().command() != null) {
      String output = Shell.output(stand, stand.page().command());
      if (output.isBlank() || output.contains("not found") || output.contains("Usage")) {
        fault(stand, "the command says: " + output);
      }
    }
    if (stand.page().ask() != null) {
      ask(stand, stand.page().ask());
    }
    if (stand.page().task() != null) {
      task(stand, stand.page().task());
    }
  }

  private void said(Stand stand, Said said) {
    if (said.en().contains("?  ") || said.zh().contains("{")) {
      fault(stand, "unfilled: " + said);
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

  private void ask(Stand stand, Ask ask) {
    Posed posed = run.pose(stand, ask, List.of());
    List<Integer> right = posed.right();
    if (posed.refused() != null) {
      fault(stand, "refused before the question: " + posed.refused());
    }
    if (right.size() != 1) {
      fault(stand, "right are " + right + ": " + when(posed));
    }
    for (int i = 0; i < ask.choices().size(); i++) {
      List<Change> world = ask.choices().get(i).world();
      boolean isRight = right.contains(i);
      if (isRight && world != null && !world.isEmpty()) {
        fault(stand, "the right choice has a world of its own");
      }
      if (!isRight && world != null) {
        Posed there = run.pose(stand, ask, world);
        if (there.refused() != null || !there.right().equals(List.of(i))) {
          fault(
              stand,
              "in the world of "
                  + (i + 1)
                  + " right are "
                  + there.right()
                  + " ("
                  + there.refused()
                  + "): "
                  + when(there));
        }
      }
    }
  }

  private static String when(Posed posed) {
    return String.join(
        " | ", posed.ask().choices().stream().map(c -> values(posed.facts(), c.when())).toList());
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

  /** Returns the events of a list of edits, for tests. */
  static List<Event> events(Workspace workspace, List<Change> changes) {
    return Events.all(workspace, changes);
  }
}
