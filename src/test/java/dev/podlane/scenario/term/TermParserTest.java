package dev.podlane.scenario.term;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The expressions of lessons: their grammar, types, and what is unknown. */
class TermParserTest {
  private static final TermParser.Names NAMES =
      parameter -> parameter == Parameter.PROBE ? Optional.of(List.of("a", "b")) : Optional.empty();

  /** Probe a is delivered, of b nothing is known; everything else is not there. */
  private static final Evaluation FACTS =
      new Evaluation(
          call ->
              call.function() != Function.RESULT
                  ? new Fact.Nothing()
                  : call.argument(0).equals("a")
                      ? Fact.of("delivered")
                      : new Fact.Unknown("not-simulated"));

  private static Fact value(String text) throws TermException {
    return FACTS.value(TermParser.value(text, NAMES));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "result('a') == 'delivered' # true",
        "result('a') != 'timeout' && 1 < 2 # true",
        "!(1 <= 0) || result('b') == 'timeout' # true",
        "result('a') in ['timeout', 'delivered'] # true",
        "drop('request').netns == 'gateway' # false",
        "drop('request').netns != 'gateway' # true",
        "ttl('request', 'a/eth0', 'in') < 64 # false",
        "result('b') == 'timeout' && 2 < 1 # false"
      })
  void conditionsAreComputed(String text, boolean expected) throws TermException {
    assertThat(value(text)).isEqualTo(Fact.of(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "result('b') == 'delivered'",
        "result('b') != 'delivered'",
        "!(result('b') == 'delivered')",
        "result('b') == 'x' || 2 < 1",
        "result('b') in ['x']",
        "result('a') == 'delivered' && result('b') != 'x'"
      })
  void whatTheEngineDoesNotKnowIsNeverTrue(String text) throws TermException {
    assertThat(value(text)).isInstanceOf(Fact.Unknown.class);
    assertThat(FACTS.holds(TermParser.condition(text, NAMES))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "result('a' # missing",
        "result('a') == 3 # types",
        "result('a') < 'b' # types",
        "result('c') == 'x' # name",
        "rezult('a') == 'x' # function",
        "drop('request') == 'x' # field",
        "drop('request').where == 'x' # field",
        "result(a) == 'x' # argument",
        "result('a') == 'x # open-quote",
        "result('a') && true # kind",
        "result('a') == 'x' 'y' # unexpected",
        "1.2.3 < 4 # number",
        "result('a') $ 'x' # character",
        "row('a', '10.0.0.0').via == 'x' # argument",
        "row('a', '10.0.999.0/24').via == 'x' # argument",
        "listeners('a', 'tcp', 1.5) == 1 # argument",
        "1 == # end"
      })
  void everythingElseIsRefusedWithItsPlace(String text, String code) {
    assertThatThrownBy(() -> TermParser.value(text, NAMES))
        .isInstanceOfSatisfying(
            TermException.class,
            wrong -> {
              assertThat(wrong.code()).isEqualTo(code);
              assertThat(wrong.position()).isBetween(0, text.length());
            });
  }

  @Test
  void aValueIsNoCondition() {
    assertThatThrownBy(() -> TermParser.condition("result('a')", NAMES))
        .hasMessageContaining("not-condition");
  }

  @Test
  void nestingAndLengthAreBounded() {
    assertThatThrownBy(() -> TermParser.value("(".repeat(50) + "1" + ")".repeat(50), NAMES))
        .hasMessageContaining("too-deep");
    assertThatThrownBy(() -> TermParser.value("!".repeat(TermParser.LENGTH + 1), NAMES))
        .hasMessageContaining("too-long");
    Assertions.assertTimeout(
        Duration.ofSeconds(2),
        () ->
            assertThatThrownBy(() -> TermParser.value("!".repeat(TermParser.LENGTH), NAMES))
                .hasMessageContaining("end"));
  }
}
