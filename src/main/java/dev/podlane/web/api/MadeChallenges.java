package dev.podlane.web.api;

import dev.podlane.answer.FindingsView;
import dev.podlane.answer.Localizer;
import dev.podlane.answer.text.Language;
import dev.podlane.answer.text.Messages;
import dev.podlane.finding.found.Finding;
import dev.podlane.scenario.lesson.Words;
import dev.podlane.school.ChallengeRun;
import dev.podlane.school.made.MadeChallenge;
import dev.podlane.school.made.Speech;
import dev.podlane.web.api.problem.ApiException;
import dev.podlane.web.api.problem.Fault;
import dev.podlane.web.api.problem.ProblemKind;
import dev.podlane.web.library.EditLog;
import dev.podlane.web.library.Library;
import dev.podlane.web.library.OpenedCluster;
import dev.podlane.workspace.Edit;
import dev.podlane.workspace.Workspace;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Challenges made from findings. Nothing is kept of them but their clusters: the id {@code
 * made.CLUSTER.EDITS.FINDING} says all, so they outlive a restart and end with the cluster.
 */
@Component
class MadeChallenges {
  private static final Pattern ID =
      Pattern.compile("made\\.([A-Za-z0-9_-]{1,64})\\.([0-9]{1,5})\\.([0-9]{1,5})");

  private final Library library;
  private final Localizer english;
  private final Localizer chinese;

  MadeChallenges(Library library, Messages messages) {
    this.library = library;
    this.english = new Localizer(messages, Language.EN);
    this.chinese = new Localizer(messages, Language.ZH);
  }

  /** A challenge that was made, and the cluster it was made in. */
  record Made(OpenedCluster cluster, ChallengeRun run) {}

  /** The sentences of things that are made. */
  Speech speech() {
    return (key, args) -> Speech.words(english.say(key, args), chinese.say(key, args));
  }

  /** The challenge of an id; empty if it is none of this form, or its cluster is gone. */
  Optional<ChallengeRun> find(String id) {
    Matcher parts = ID.matcher(id);
    return parts.matches() ? find(parts) : Optional.empty();
  }

  private Optional<ChallengeRun> find(Matcher id) {
    int edits = Integer.parseInt(id.group(2));
    int finding = Integer.parseInt(id.group(3));
    return library
        .open(id.group(1))
        .filter(opened -> edits <= opened.workspace().edits().size())
        .flatMap(opened -> made(id.group(), first(opened, edits).workspace(), finding));
  }

  private Optional<ChallengeRun> made(String id, Workspace broken, int number) {
    List<Finding> all = broken.findings().all();
    if (number < 1 || number > all.size()) {
      return Optional.empty();
    }
    Finding finding = all.get(number - 1);
    Words sentence =
        Speech.words(
            FindingsView.sentence(finding, english), FindingsView.sentence(finding, chinese));
    return MadeChallenge.of(id, broken, finding, sentence, speech());
  }

  /**
   * Saves a copy of a cluster as the ground of a challenge.
   *
   * @param number the finding's place in the cluster's list, from 1
   * @param code the code it must have; empty for any
   * @throws ApiException if there is no such finding, or none that can be played
   */
  Made begin(OpenedCluster from, int number, String code, Localizer words) {
    List<Finding> all = from.workspace().findings().all();
    if (number > all.size()) {
      throw wrong("api.challenge.finding", "finding", number + "", "" + all.size());
    }
    String found = all.get(number - 1).kind().code();
    if (!code.isEmpty() && !found.equals(code)) {
      throw wrong("api.challenge.other-finding", "code", code, found);
    }
    ChallengeRun before =
        made("made", from.workspace(), number)
            .orElseThrow(() -> wrong("api.challenge.no-proof", "finding", found));
    return begun(from, before, number, words);
  }

  /** Saves another copy of the ground of a challenge that was made. */
  Optional<Made> again(String id, Localizer words) {
    Matcher parts = ID.matcher(id);
    return parts.matches()
        ? find(id)
            .flatMap(
                run ->
                    library
                        .open(parts.group(1))
                        .map(opened -> first(opened, Integer.parseInt(parts.group(2))))
                        .map(then -> begun(then, run, Integer.parseInt(parts.group(3)), words)))
        : Optional.empty();
  }

  private Made begun(OpenedCluster from, ChallengeRun before, int number, Localizer words) {
    String name = LessonAnswers.in(words).text(before.challenge().title());
    OpenedCluster copy = copy(from, ClusterNames.shortened(name));
    int edits = copy.workspace().edits().size();
    String id = "made." + copy.entry().id() + "." + edits + "." + number;
    ChallengeRun run =
        made(id, copy.workspace(), number)
            .orElseThrow(() -> wrong("api.challenge.no-proof", "finding", "" + number));
    return new Made(copy, run);
  }

  /** A copy of a cluster with the edits that lead to the state in which it is opened. */
  private OpenedCluster copy(OpenedCluster from, String name) {
    if (from.entry().isStage() || from.entry().sample()) {
      return library.copy(from, name, List.of());
    }
    return library.fork(from, name, Long.MAX_VALUE);
  }

  /** A cluster with the first of its edits only: edits behind them go where these lead. */
  private static OpenedCluster first(OpenedCluster now, int number) {
    long asked =
        now.workspace().edits().stream().limit(number).filter(e -> !e.edit().isWritten()).count();
    List<EditLog.Row> applied = now.history().applied();
    EditLog log =
        new EditLog(applied.subList(0, (int) Math.min(asked, applied.size())), now.history().all());
    List<Edit> edits = log.applied().stream().map(EditLog.Row::edit).toList();
    return new OpenedCluster(now.entry(), now.workspace().with(edits), log);
  }

  private static ApiException wrong(String code, String field, String... args) {
    return new ApiException(ProblemKind.INVALID_FIELDS, Fault.field(code, field, args));
  }
}
