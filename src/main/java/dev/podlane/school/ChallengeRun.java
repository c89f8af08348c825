package dev.podlane.school;

import dev.podlane.scenario.lesson.Challenge;
import dev.podlane.scenario.lesson.Words;
import dev.podlane.scenario.term.Evaluation;
import dev.podlane.scenario.term.Fact;
import dev.podlane.scenario.term.Term;
import dev.podlane.school.fact.EngineFacts;
import dev.podlane.school.fact.Events;
import dev.podlane.school.fact.Walks;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A challenge carried out.
 *
 * @param broken the cluster after the fault
 * @param given events of the challenge itself
 * @param refused words of a tool that refused one of them; null if none did
 * @param unmet for each goal the sentence for a repair that does not meet it and is none of those
 *     known; none if the goals say enough themselves
 */
public record ChallengeRun(
    Challenge challenge,
    Walks broken,
    List<Event> given,
    @Nullable String refused,
    List<Words> unmet) {
  public ChallengeRun {
    given = List.copyOf(given);
    unmet = List.copyOf(unmet);
  }

  /** Opens a challenge's cluster and breaks it. */
  public static ChallengeRun of(Challenge challenge) {
    Workspace opened = Workspace.open("", challenge.ground().documents());
    List<Event> given = new ArrayList<>(Events.all(opened, challenge.ground().edits()));
    Events.After begun = Events.apply(opened, challenge.ground().edits());
    given.addAll(Events.all(begun.workspace(), challenge.fault()));
    Events.After broken = Events.apply(begun.workspace(), challenge.fault());
    String refused = begun.refused() == null ? broken.refused() : begun.refused();
    return new ChallengeRun(
        challenge, new Walks(broken.workspace(), challenge.ground()), given, refused, List.of());
  }

  /**
   * A condition and its value.
   *
   * @param met true only if the engine knows that it holds
   * @param unknown code of what the engine does not know; null if it knows
   */
  public record Met(Said say, @Nullable String probe, boolean met, @Nullable String unknown) {}

  /**
   * The state of a learner's cluster.
   *
   * @param red symptoms of the beginning; met if they are still there
   * @param goals conditions to be met
   * @param broken the forbidden places that were edited
   * @param takenBack true if the fault itself was taken back instead of repaired
   * @param passed true if all goals are met within the rules
   * @param edits number of the learner's edits
   * @param said the reason for which a repair that looks right is none; null for none
   */
  public record Checked(
      List<Met> red,
      List<Met> goals,
      List<String> broken,
      boolean takenBack,
      boolean passed,
      int edits,
      @Nullable Said said) {
    public Checked {
      red = List.copyOf(red);
      goals = List.copyOf(goals);
      broken = List.copyOf(broken);
    }
  }

  /** Facts about the broken cluster. */
  public Evaluation facts() {
    return new Evaluation(EngineFacts.of(broken, null));
  }

  /** The symptoms before any repair. */
  public List<Met> symptoms() {
    return red(facts());
  }

  private List<Met> red(Evaluation facts) {
    return challenge.red().stream()
        .map(each -> met(Said.of(each.say(), facts()), each.probe(), each.check(), facts))
        .toList();
  }

  /** The goals in the broken cluster. */
  public List<Met> goals() {
    return goals(facts());
  }

  private List<Met> goals(Evaluation facts) {
    return challenge.goal().stream()
        .map(each -> met(Said.plain(each.say()), null, each.check(), facts))
        .toList();
  }

  private static Met met(Said say, @Nullable String probe, Term check, Evaluation facts) {
    Fact value = facts.value(check);
    boolean holds = value instanceof Fact.Truth truth && truth.holds();
    return new Met(say, probe, holds, value instanceof Fact.Unknown it ? it.code() : null);
  }

  /** Checks a learner's cluster. */
  public Checked check(Workspace learner) {
    Trial trial = new Trial(challenge.ground(), broken, given, null, page -> 0);
    Evaluation facts = trial.facts(learner);
    List<Met> goals = goals(facts);
    List<Event> own = trial.own(learner);
    List<String> forbidden =
        challenge.forbid().stream().filter(where -> touched(own, where)).toList();
    boolean takenBack = trial.isTakenBack(learner);
    boolean passed =
        forbidden.isEmpty() && !takenBack && goals.stream().allMatch(Met::met) && !own.isEmpty();
    Optional<Said> why =
        passed
            ? Optional.empty()
            : trial
                .known(learner, 0, challenge.reject())
                .map(each -> Said.plain(each.because()))
                .or(() -> own.isEmpty() ? Optional.empty() : unmet(goals));
    return new Checked(
        red(facts), goals, forbidden, takenBack, passed, own.size(), why.orElse(null));
  }

  private Optional<Said> unmet(List<Met> goals) {
    for (int i = 0; i < Math.min(goals.size(), unmet.size()); i++) {
      if (!goals.get(i).met()) {
        return Optional.of(Said.plain(unmet.get(i)));
      }
    }
    return Optional.empty();
  }

  private static boolean touched(List<Event> own, String where) {
    return own.stream().anyMatch(event -> Events.touches(event, where));
  }
}
