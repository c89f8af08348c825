package dev.podlane.console.nft;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.nft.read.NftException;
import dev.podlane.net.filter.Ruleset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of a list as nft 1.0.6 printed it back, or refused it, on Linux 6.18. */
class RulesOnLinuxTest {
  private static final Ruleset BASE =
      Nft.run(Ruleset.NONE, ListingTest.text("base.nft"), "").rules();

  static Stream<Arguments> rules() {
    List<String> lines = ListingTest.text("rules.txt").lines().toList();
    return Stream.iterate(0, at -> at < lines.size(), at -> at + 2)
        .map(at -> Arguments.of(lines.get(at), lines.get(at + 1).strip()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void isPrintedAsOnLinux(String rule, String printed) {
    int space = rule.indexOf(' ');
    String chain = rule.substring(0, space);
    String table = chain.equals("in") ? "inet t1" : "ip n";
    String input = "add rule " + table + " " + chain + " " + rule.substring(space + 1) + "\n";
    String now;
    try {
      Ruleset rules = Nft.run(BASE, input, "").rules();
      List<String> lines =
          Nft.run(rules, "list chain " + table + " " + chain, "").text().lines().toList();
      now = lines.get(3).strip();
    } catch (NftException refused) {
      now = "Error: " + refused.summary();
    }
    boolean refusal = printed.contains(": Error: ");
    String wanted = refusal ? printed.substring(printed.indexOf("Error: ")) : printed;
    assertThat(now).isEqualTo(wanted);
  }
}
