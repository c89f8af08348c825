package dev.podlane.school;

import dev.podlane.scenario.lesson.Change;
import dev.podlane.scenario.lesson.Lesson;
import dev.podlane.scenario.lesson.Task;
import dev.podlane.scenario.term.Evaluation;
import dev.podlane.scenario.term.Term;
import dev.podlane.school.fact.Events;
import dev.podlane.workspace.Edit;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.Workspace;
import java.time.Instant;
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
      if (output.isBlank()
          || output.contains("not found")
          || output.contains("is unknown")
          || output.contains("Usage")) {
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

  /** Presses each button: no wrong one is refused, and none does the task. */
  private void offers(Stand stand, Task task, Workspace before, LessonChecks checks) {
    List<Event> right = Events.all(stand.workspace(), task.offer());
    List<Event> offers = Offers.of(run.lesson().id(), stand, task);
    if (!offers.containsAll(right)) {
      fault(stand, "the right edits are not all offered");
    }
    for (Event offer : offers) {
      Workspace after = before.with(Edit.asked("robot", offer, Instant.EPOCH));
      boolean isStep = right.contains(offer); // a step may need those before it
      if (!isStep && after.edits().get(after.edits().size() - 1).isRefused()) {
        fault(stand, "a button does nothing: " + offer);
      } else if (!isStep && offer.isInNetwork() && !before.tried(offer).result().changed()) {
        fault(stand, "a button changes nothing, so no reason is told: " + offer);
      } else if (!isStep) {
        LessonChecks.Checked checked = checks.check(stand, task, after);
        if (checked.passed() || checked.said() == null) {
          fault(stand, "a wrong button does it, or gets no reason: " + offer);
        }
      }
    }
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
      Events.After after = Events.apply(before, rejected.edits());
      LessonChecks.Checked checked = checks.check(stand, task, after.workspace());
      if (checked.passed()) {
        fault(stand, "accepted, though it should not be: " + rejected.edits());
      } else if (after.refused() != null
          || !Said.plain(rejected.because()).equals(checked.said())) {
        fault(stand, "no reason against " + rejected.edits() + ": " + after.refused());
      }
    }
    offers(stand, task, before, checks);
    if (!task.undo()) {
      kept.addAll(task.accept().get(0));
    }
  }
}
