package dev.podlane.console.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.iptables.option.Quoted;
import dev.podlane.net.filter.Ruleset;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Saved rules are complete: restored, they are the same ruleset. */
class SavedRulesTest {
  private static final int MANY = 80;

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void restoringWhatWasSavedMakesTheSameRules(long seed) {
    String given = String.join("\n", new RandomRules(seed).lines());
    Ruleset rules = Iptables.restore(Ruleset.NONE, given, true);
    List<String> saved = Iptables.save(rules);
    assertThat(saved.stream().filter(line -> line.startsWith("-A"))).hasSizeGreaterThan(MANY);
    String text = String.join("\n", saved);
    assertThat(Iptables.restore(Ruleset.NONE, text, true)).isEqualTo(rules);
    assertThat(Iptables.restore(rules, text, true)).isEqualTo(rules);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyRuleIsFoundByItsOwnWords(long seed) {
    String given = String.join("\n", new RandomRules(seed).lines());
    Ruleset rules = Iptables.restore(Ruleset.NONE, given, true);
    Ruleset now = rules;
    for (String line :
        SaveText.lines(rules.tables().values().iterator().next(), SaveText.Counting.NONE)) {
      if (line.startsWith("-A")) {
        String table = rules.tables().keySet().iterator().next().text();
        String delete = "-t " + table + " -D" + line.substring(2);
        now = Iptables.run(now, Quoted.words(delete)).rules();
      }
    }
    assertThat(now.tables().values().iterator().next().chains().values())
        .allMatch(chain -> chain.rules().isEmpty());
  }
}
