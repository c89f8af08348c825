package dev.podlane.cluster.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions of RE2 mean the same, and strangers cannot make them take long. */
class BoundedPatternTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a([bc])+|xabcb|abcb",
        "^([0-9]{1,3}-){3}$|10-2-3-|10-2-3-",
        "[[:digit:]]+|a12b|12",
        "[a[b]+|x[ba|[ba",
        "[a&&b]+|x&&a|&&a",
        "a{,2}|a{,2}|a{,2}",
        "(?P<n>a)(?i:B)|ab|ab",
        "a+?b|aab|aab",
        "\\.test\\.$|x.test.|.test.",
        "[]a]+|]a|]a",
      })
  void theFirstMatchIsThatOfGo(String pattern, String text, String expected)
      throws BoundedPattern.TooExpensive {
    assertThat(BoundedPattern.compile(pattern).orElseThrow().find(text).orElseThrow().groups())
        .startsWith(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(?=a)", "(?<!a)b", "(a)\\1", "a++", "a**", "(", "[a", "\\", "(?>a)"})
  void whatGoDoesNotKnowIsRefused(String pattern) {
    assertThat(BoundedPattern.compile(pattern)).isEmpty();
  }

  @Test
  void groupsHaveNumbersAndNames() throws BoundedPattern.TooExpensive {
    BoundedPattern.Match match =
        BoundedPattern.compile("(?P<first_one>a)(b)?(?<c>c)")
            .orElseThrow()
            .find("ac")
            .orElseThrow();

    assertThat(match.groups()).isEqualTo(List.of("ac", "a", "", "c"));
    assertThat(match.names()).containsEntry("first_one", 1).containsEntry("c", 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(.*a){12}x", "(.*)(.*)(.*)(.*)(.*)x"})
  void aLongSearchIsGivenUp(String pattern) {
    BoundedPattern bounded = BoundedPattern.compile(pattern).orElseThrow();

    assertThatThrownBy(() -> bounded.find("a".repeat(200)))
        .isInstanceOf(BoundedPattern.TooExpensive.class);
  }
}
