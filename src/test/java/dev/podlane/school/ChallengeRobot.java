package dev.podlane.school;

import dev.podlane.scenario.lesson.Challenge;
import dev.podlane.scenario.lesson.Change;
import dev.podlane.scenario.lesson.Task;
import dev.podlane.scenario.term.Evaluation;
import dev.podlane.school.fact.EngineFacts;
import dev.podlane.school.fact.Events;
import dev.podlane.school.fact.Walks;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;

/** Plays a challenge: its symptoms, right repairs, wrong repairs, and doing nothing. */
final class ChallengeRobot {
  /** A repair may take so many edits more than par. */
  private static final int MORE = 2;

  private ChallengeRobot() {}

  static List<String> play(Challenge challenge) {
    List<String> faults = new ArrayList<>();
    String name = challenge.id() + ": ";
    ChallengeRun run = ChallengeRun.of(challenge);
    if (run.refused() != null) {
      faults.add(name + "the fault is refused: " + run.refused());
    }
    Evaluation facts = run.facts();
    for (Challenge.Symptom red : challenge.red()) {
      if (!facts.holds(red.check())) {
        faults.add(name + "no symptom: " + LessonRobot.values(facts, red.check()));
      }
    }
    Workspace broken = run.broken().workspace();
    if (run.check(broken).passed() || run.goals().stream().allMatch(ChallengeRun.Met::met)) {
      faults.add(name + "nothing is broken");
    }
    if (challenge.accept().isEmpty() || challenge.reject().isEmpty()) {
      faults.add(name + "needs right repairs and wrong ones");
    }
    int least = Integer.MAX_VALUE;
    for (List<Change> repair : challenge.accept()) {
      Events.After after = Events.apply(broken, repair);
      ChallengeRun.Checked checked = run.check(after.workspace());
      if (!checked.passed() || after.refused() != null) {
        faults.add(
            name
                + "not accepted: "
                + repair
                + " ("
                + after.refused()
                + ") "
                + checked
                + " "
                + goals(challenge, after.workspace()));
      }
      least = Math.min(least, checked.edits());
      if (checked.edits() > challenge.par() + MORE) {
        faults.add(name + "far over par: " + repair);
      }
    }
    if (least != challenge.par()) {
      faults.add(name + "par is " + challenge.par() + ", the shortest repair has " + least);
    }
    for (Task.Rejected wrong : challenge.reject()) {
      Events.After after = Events.apply(broken, wrong.edits());
      ChallengeRun.Checked checked = run.check(after.workspace());
      if (checked.passed()) {
        faults.add(name + "accepted, though it should not be: " + wrong.edits());
      } else if (after.refused() == null && checked.said() == null) {
        faults.add(name + "a wrong repair is not answered: " + wrong.edits());
      }
    }
    return faults;
  }

  private static String goals(Challenge challenge, Workspace workspace) {
    Evaluation facts =
        new Evaluation(EngineFacts.of(new Walks(workspace, challenge.ground()), null));
    return String.join(
        " | ", challenge.goal().stream().map(g -> LessonRobot.values(facts, g.check())).toList());
  }
}
