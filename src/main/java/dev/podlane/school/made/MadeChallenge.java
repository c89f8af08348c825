package dev.podlane.school.made;

import dev.podlane.finding.found.Finding;
import dev.podlane.finding.found.Mend;
import dev.podlane.finding.found.Probing;
import dev.podlane.scenario.lesson.Challenge;
import dev.podlane.scenario.lesson.Change;
import dev.podlane.scenario.lesson.Ground;
import dev.podlane.scenario.lesson.ProbeText;
import dev.podlane.scenario.lesson.Task;
import dev.podlane.scenario.lesson.Words;
import dev.podlane.scenario.term.Evaluation;
import dev.podlane.scenario.term.Term;
import dev.podlane.school.ChallengeRun;
import dev.podlane.school.fact.EngineFacts;
import dev.podlane.school.fact.Events;
import dev.podlane.school.fact.Walks;
import dev.podlane.workspace.Edit;
import dev.podlane.workspace.Event;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A challenge made from a finding: its probe is the check, and any repair counts after which the
 * probe does what it does after the finding's own edit.
 */
public final class MadeChallenge {
  private static final String HARM = "harm";
  private static final String STAYS = "stays";
  private static final int LEVEL = 3;

  private final Workspace broken;
  private final Finding finding;
  private final Speech speech;
  private final Ends ends;

  private MadeChallenge(Workspace broken, Finding finding, Probing probe, Speech speech) {
    this.broken = broken;
    this.finding = finding;
    this.speech = speech;
    this.ends = Ends.of(probe);
  }

  /**
   * Makes a challenge.
   *
   * @param id its id
   * @param broken the cluster with the finding
   * @param sentence the finding in words, told when it is over
   * @return empty if the finding has no probe or no edit, or the engine does not see that the edit
   *     mends what the probe shows
   */
  public static Optional<ChallengeRun> of(
      String id, Workspace broken, Finding finding, Words sentence, Speech speech) {
    Probing probe = finding.probe();
    Mend mend = finding.edit();
    return probe == null || mend == null
        ? Optional.empty()
        : new MadeChallenge(broken, finding, probe, speech).make(id, probe, mend, sentence);
  }

  private Optional<ChallengeRun> make(String id, Probing probe, Mend mend, Words sentence) {
    ProbeText harm = Probes.of(HARM, probe);
    List<Change> repair = List.of(change(mend));
    Events.After mended = Events.apply(broken, repair);
    Term wanted = wanted(harm);
    Ground alone = ground(List.of(harm));
    if (mended.refused() != null
        || holds(broken, alone, wanted)
        || !holds(mended.workspace(), alone, wanted)) {
      return Optional.empty();
    }
    List<ProbeText> probes = new ArrayList<>(List.of(harm));
    Controls.find(STAYS, harm, broken, mended.workspace()).ifPresent(probes::add);
    Ground ground = ground(probes);
    Walks walks = new Walks(broken, ground);
    Evaluation facts = new Evaluation(EngineFacts.of(walks, null));
    Challenge challenge = challenge(id, ground, wanted, repair, facts, sentence);
    List<Words> unmet = new ArrayList<>(List.of(speech.say("challenge.made.not-yet", both())));
    probes.stream()
        .skip(1)
        .forEach(each -> unmet.add(speech.say("challenge.made.broken", both(each))));
    List<Event> given =
        broken.edits().stream()
            .map(each -> each.edit())
            .filter(each -> !each.isWritten())
            .map(Edit::event)
            .toList();
    return Optional.of(new ChallengeRun(challenge, walks, given, null, unmet));
  }

  private static Ground ground(List<ProbeText> probes) {
    return new Ground("", "", List.of(), probes, Map.of(), List.of());
  }

  private static boolean holds(Workspace place, Ground ground, Term wanted) {
    return new Evaluation(EngineFacts.of(new Walks(place, ground), null)).holds(wanted);
  }

  /** Delivered; to the pod that is meant, if one is; with no error, if it is a URL. */
  private static Term wanted(ProbeText harm) {
    List<Term> parts = new ArrayList<>(List.of(Conditions.result(HARM, "delivered")));
    boolean isPod = harm.to().contains("/") && !harm.to().contains(":");
    if (isPod) {
      boolean isPing = "icmp".equals(harm.protocol());
      parts.add(isPing ? Conditions.passes(HARM, harm.to()) : Conditions.answered(HARM, harm.to()));
    }
    if (harm.to().startsWith("http")) {
      parts.add(Conditions.isNoError(HARM));
    }
    return Conditions.all(parts);
  }

  private List<String> both() {
    return List.of(ends.from(), ends.to());
  }

  private static List<String> both(ProbeText probe) {
    return List.of(Ends.said(probe.from()), Ends.said(probe.to()));
  }

  private Challenge challenge(
      String id,
      Ground ground,
      Term wanted,
      List<Change> repair,
      Evaluation facts,
      Words sentence) {
    List<Challenge.Goal> goals =
        new ArrayList<>(
            List.of(new Challenge.Goal(speech.say("challenge.made.goal", both()), wanted)));
    ground.probes().stream()
        .skip(1)
        .forEach(
            each ->
                goals.add(
                    new Challenge.Goal(
                        speech.say("challenge.made.stays", both(each)),
                        Conditions.result(each.name(), "delivered"))));
    Term wrong = new Term.Not(wanted);
    Words red = speech.say("challenge.made.red", both());
    boolean isSeen = facts.holds(wrong); // unknown while the pod that is asked is nowhere
    return new Challenge(
        id,
        LEVEL,
        0,
        speech.say("challenge.made.title", both()),
        speech.say("challenge.made.story", both()),
        ground,
        List.of(),
        isSeen ? List.of(new Challenge.Symptom(HARM, red, wrong)) : List.of(),
        goals,
        List.of(),
        new Hints(finding, speech).all(facts, HARM),
        List.of(repair),
        rejects(ground, goals, repair),
        1,
        sentence,
        "");
  }

  /** Repairs that come to mind and do not do: each was tried. */
  private List<Task.Rejected> rejects(
      Ground ground, List<Challenge.Goal> goals, List<Change> repair) {
    String name = finding.object().toString();
    List<Task.Rejected> tried = new ArrayList<>();
    tried.add(
        new Task.Rejected(
            List.of(field("")), speech.say("challenge.made.away", name, ends.to(), ends.from())));
    if (!finding.path().isEmpty()) {
      tried.add(
          new Task.Rejected(
              List.of(field(finding.path())),
              speech.say("challenge.made.field-away", finding.path(), name)));
    }
    return tried.stream()
        .filter(each -> !repair.equals(each.edits()))
        .filter(each -> !reaches(each.edits(), ground, goals))
        .toList();
  }

  private Change field(String path) {
    return new Change.Field(
        finding.object().kind(), finding.object().namespace(), finding.object().name(), path, null);
  }

  private boolean reaches(List<Change> edits, Ground ground, List<Challenge.Goal> goals) {
    Events.After after = Events.apply(broken, edits);
    Evaluation facts = new Evaluation(EngineFacts.of(new Walks(after.workspace(), ground), null));
    return after.refused() != null || goals.stream().allMatch(goal -> facts.holds(goal.check()));
  }

  private static Change change(Mend mend) {
    if (mend instanceof Mend.Field field) {
      return new Change.Field(
          field.object().kind(),
          field.object().namespace(),
          field.object().name(),
          field.path(),
          field.json());
    }
    if (mend instanceof Mend.Commands commands) {
      return new Change.Run(commands.namespace(), commands.lines());
    }
    return new Change.Apply(((Mend.Manifest) mend).text());
  }
}
