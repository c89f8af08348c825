package dev.podlane.school;

import dev.podlane.scenario.lesson.Change;
import dev.podlane.scenario.lesson.Ground;
import dev.podlane.scenario.lesson.Task;
import dev.podlane.scenario.term.Evaluation;
import dev.podlane.scenario.term.Fact;
import dev.podlane.scenario.term.Term;
import dev.podlane.school.fact.EngineFacts;
import dev.podlane.school.fact.Events;
import dev.podlane.school.fact.Walks;
import dev.podlane.workspace.AppliedEdit;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A learner's cluster against the one that the lesson or challenge began with.
 *
 * @param ground probes that are asked
 * @param start the cluster as it began
 * @param given events of the lesson or challenge
 * @param current the probe that names of flows mean; null for none
 * @param passed number of the learner's edits by which a page was passed
 */
record Trial(
    Ground ground,
    Walks start,
    List<Event> given,
    @Nullable String current,
    ToIntFunction<String> passed) {
  Trial {
    given = List.copyOf(given);
  }

  /** The learner's own events: those that are not of the lesson. */
  List<Event> own(Workspace learner) {
    List<Event> left = new ArrayList<>(given);
    List<Event> own = new ArrayList<>();
    for (AppliedEdit each : learner.edits()) {
      Event event = each.edit().event();
      if (!each.edit().isWritten() && !left.remove(event)) {
        own.add(Events.asWritten(event));
      }
    }
    return own;
  }

  /** Returns true if something that was given is no longer among what happened. */
  boolean isTakenBack(Workspace learner) {
    List<Event> left = new ArrayList<>(given);
    learner.edits().forEach(each -> left.remove(each.edit().event()));
    return !left.isEmpty();
  }

  /** Facts about the learner's cluster. */
  Evaluation facts(Workspace learner) {
    Walks walks = new Walks(learner, ground);
    return new Evaluation(EngineFacts.after(walks, current, start, own(learner), passed));
  }

  /** The value of a condition in the learner's cluster. */
  Fact value(Workspace learner, Term condition) {
    return facts(learner).value(condition);
  }

  /**
   * The wrong repair that the learner has made, if it is one of those known.
   *
   * @param before number of the learner's edits that belong to an earlier task
   */
  Optional<Task.Rejected> known(Workspace learner, int before, List<Task.Rejected> rejects) {
    List<Event> all = own(learner);
    List<Event> own = all.subList(Math.min(before, all.size()), all.size());
    return rejects.stream().filter(each -> isSame(own, each.edits())).findFirst();
  }

  /**
   * The wrong repair that the learner's newest wrong edit is of, whatever else was made: an edit is
   * wrong if it is of no right repair.
   *
   * @param before number of the learner's edits that belong to an earlier task
   */
  Optional<Task.Rejected> latest(Workspace learner, int before, Task task) {
    List<Event> right = new ArrayList<>(Events.all(start.workspace(), task.offer()));
    task.accept().forEach(each -> right.addAll(Events.all(start.workspace(), each)));
    List<Event> own = own(learner);
    for (int i = own.size() - 1; i >= before; i--) {
      Event edit = own.get(i);
      Optional<Task.Rejected> found =
          right.contains(edit)
              ? Optional.empty()
              : task.reject().stream()
                  .filter(each -> Events.all(start.workspace(), each.edits()).contains(edit))
                  .findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private boolean isSame(List<Event> own, List<Change> edits) {
    List<Event> wanted = Events.all(start.workspace(), edits);
    return own.size() == wanted.size() && own.containsAll(wanted) && wanted.containsAll(own);
  }
}
