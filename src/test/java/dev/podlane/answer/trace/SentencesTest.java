package dev.podlane.answer.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.answer.Localizer;
import dev.podlane.answer.TraceView;
import dev.podlane.answer.text.Language;
import dev.podlane.answer.text.Messages;
import dev.podlane.net.addr.Protocol;
import dev.podlane.scenario.Samples;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.step.DropReason;
import dev.podlane.trace.step.Step;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.Workspace;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the engine tells has a sentence, and no sentence shows its seams. */
class SentencesTest {
  private static final Messages MESSAGES = new Messages();

  static Stream<String> steps() {
    return Arrays.stream(Step.class.getPermittedSubclasses())
        .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
        .map(Class::getSimpleName);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void everyStepHasASentence(String type) {
    assertThat(MESSAGES.all(Language.EN).keySet())
        .anyMatch(key -> key.equals("step." + type) || key.startsWith("step." + type + "."));
  }

  @ParameterizedTest
  @EnumSource(DropReason.class)
  void everyReasonHasWords(DropReason reason) {
    assertThat(MESSAGES.has("drop." + reason.name().toLowerCase(Locale.ROOT))).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Outcome.Result.class)
  void everyOutcomeHasASentence(Outcome.Result result) {
    List<String> kinds =
        result == Outcome.Result.LOOP
            ? List.of(".itself", ".twice", ".ring", ".devices")
            : List.of("");
    assertThat(kinds).allMatch(kind -> MESSAGES.has("outcome." + result.text() + kind));
  }

  @ParameterizedTest
  @CsvSource({
    "web-1, web-2, TCP, 80, 64",
    "web-1, web-2, TCP, 81, 64",
    "web-1, web-2, UDP, 81, 64",
    "web-1, 10.0.3.9, ICMP, 0, 64",
    "web-1, 10.0.1.99, ICMP, 0, 64",
    "web-1, web-2, ICMP, 0, 2",
    "node-1, db-0, ICMP, 0, 64",
    "gateway, 192.0.2.1, ICMP, 0, 64",
    "web-1, fd00::1, ICMP, 0, 64",
  })
  void noSentenceShowsAnEmptyPlace(String from, String to, Protocol protocol, int port, int ttl) {
    Workspace workspace = Workspace.open("", Samples.text("article").orElseThrow());
    ProbeRequest request =
        new ProbeRequest(from, to, protocol, port == 0 ? null : port, ttl, true, 0);
    for (Language language : Language.values()) {
      Traces views = new Traces(workspace, new Localizer(MESSAGES, language));
      TraceView view = views.view(workspace.walk(List.of(request)).get(0));

      assertThat(view.outcome().sentence()).isNotBlank().doesNotContain("{", "outcome.", "drop.");
      assertThat(view.hops().stream().flatMap(hop -> hop.steps().stream()))
          .allSatisfy(
              step -> {
                assertThat(step.sentence()).isNotBlank().doesNotContainPattern("\\{\\d|step\\.");
                assertThat(Walks.tables(step).stream().flatMap(table -> table.rows().stream()))
                    .allSatisfy(
                        row -> assertThat(row.note()).isNotBlank().doesNotContain("evidence."));
              });
    }
  }

  @Test
  void chineseIsChinese() {
    Workspace workspace = Workspace.open("", Samples.text("article").orElseThrow());
    Traces views = new Traces(workspace, new Localizer(MESSAGES, Language.ZH));
    ProbeRequest ping = new ProbeRequest("web-1", "web-2", Protocol.ICMP, null, 64, true, 0);
    TraceView view = views.view(workspace.walk(List.of(ping)).get(0));

    assertThat(view.hops().stream().flatMap(hop -> hop.steps().stream()))
        .isNotEmpty()
        .allSatisfy(step -> assertThat(step.sentence()).containsPattern("\\p{IsHan}"));
  }
}
