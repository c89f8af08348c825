package dev.podlane.finding.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.answer.text.Language;
import dev.podlane.answer.text.Messages;
import dev.podlane.finding.found.Finding;
import dev.podlane.scenario.lesson.Change;
import dev.podlane.scenario.lesson.Task;
import dev.podlane.school.ChallengeRun;
import dev.podlane.school.Said;
import dev.podlane.school.fact.Events;
import dev.podlane.school.made.MadeChallenge;
import dev.podlane.school.made.Speech;
import dev.podlane.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Findings as challenges: each fault that shows in a probe and has an edit can be played, is red
 * before, is met by the edit, and by nothing that was only tried.
 */
class PlayedFindingsTest {
  private static final Messages MESSAGES = new Messages();
  private static final Speech SPEECH =
      (key, args) ->
          Speech.words(
              MESSAGES.text(Language.EN, key, args), MESSAGES.text(Language.ZH, key, args));
  private static final Set<String> CODES = ConcurrentHashMap.newKeySet();

  static IntStream breaks() {
    return IntStream.range(0, Breaks.ALL.size());
  }

  private static Optional<ChallengeRun> made(Workspace broken, Finding finding) {
    return MadeChallenge.of("x", broken, finding, Speech.words("s", "话"), SPEECH);
  }

  @ParameterizedTest
  @MethodSource("breaks")
  void aFaultIsPlayedToItsEnd(int number) {
    Break fault = Breaks.ALL.get(number);
    Healthy healthy = Healthy.of(number);
    fault.change().accept(healthy);
    Workspace broken = Workspace.open("broken.yaml", healthy.manifests().text());
    Finding finding =
        broken.findings().all().stream()
            .filter(each -> each.kind().code().equals(fault.code()))
            .findFirst()
            .orElseThrow();

    Optional<ChallengeRun> made = made(broken, finding);

    assertThat(made.isPresent()).as(fault.code()).isEqualTo(fault.probe() && fault.edit());
    made.ifPresent(run -> play(run, broken, finding));
  }

  private static void play(ChallengeRun run, Workspace broken, Finding finding) {
    CODES.add(finding.kind().code());
    assertThat(run.symptoms()).allMatch(ChallengeRun.Met::met);
    assertThat(run.check(broken).passed()).isFalse();
    assertThat(run.goals().get(0).met()).isFalse();
    assertThat(run.goals().stream().skip(1)).allMatch(ChallengeRun.Met::met);
    Said title = Said.plain(run.challenge().title());
    assertThat(title.en() + run.goals())
        .doesNotContain("{", finding.path().isEmpty() ? "{" : finding.path());
    for (List<Change> repair : run.challenge().accept()) {
      ChallengeRun.Checked checked = run.check(Events.apply(broken, repair).workspace());
      assertThat(checked.passed()).as(finding + " " + checked).isTrue();
      assertThat(checked.edits()).isEqualTo(run.challenge().par());
    }
    for (Task.Rejected rejected : run.challenge().reject()) {
      ChallengeRun.Checked checked = run.check(Events.apply(broken, rejected.edits()).workspace());
      assertThat(checked.passed()).as(finding + " " + rejected).isFalse();
      assertThat(checked.said()).isNotNull();
    }
    String pod = broken.network().namespaces().keySet().iterator().next();
    Change idle = new Change.Run(pod, List.of("sysctl -w net.ipv4.ip_default_ttl=63"));
    ChallengeRun.Checked idler = run.check(Events.apply(broken, List.of(idle)).workspace());
    assertThat(idler.passed()).isFalse();
    assertThat(idler.said()).as("an idle repair is answered").isNotNull();
  }

  @AfterAll
  static void manyKindsCanBePlayed() {
    Set<String> wanted = new TreeSet<>();
    Breaks.ALL.stream()
        .filter(each -> each.probe() && each.edit())
        .forEach(each -> wanted.add(each.code()));
    assertThat(new ArrayList<>(wanted)).hasSizeGreaterThan(40);
    assertThat(CODES).containsAll(wanted);
  }
}
